"""What one office tells of the next: whose it is.

In: the offices of a text, in order. Out: the same; those of one person or one chain share their state.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kg.mentions.offices.mention import OfficeMention
from kg.mentions.offices.source import Source


def possessors_joined(s: Source, mentions: Sequence[OfficeMention]) -> list[OfficeMention]:
    """ "UN Secretary-General's Special Envoy": the first office tells whose the second is."""
    joined: list[OfficeMention] = []
    for mention in mentions:
        owner = joined[-1] if joined else None
        if (
            owner is not None
            and s.shadow[owner.end : mention.start] in {"'s ", "' "}
            and not mention.counterpart
        ):
            told = bool(mention.state or mention.organisation)
            mention = replace(
                mention,
                start=owner.start,
                definite=owner.definite,
                state=mention.state if told else owner.state,
                states=mention.states if told else owner.states,
                organisation=mention.organisation if told else owner.organisation,
                organisation_text=mention.organisation_text if told else owner.organisation_text,
                inner=(owner, *mention.inner),
            )
            joined.pop()
        joined.append(mention)
    return joined


def shared_states(s: Source, mentions: list[OfficeMention]) -> list[OfficeMention]:
    """Two offices of one person, joined by "et": what is said once of their state holds for both."""
    for n in range(1, len(mentions)):
        first, second = mentions[n - 1], mentions[n]
        if not _coordinated(s, first, second):
            continue
        second = replace(second, definite=second.definite or first.definite)
        if first.states and _takes_state(second):
            second = replace(second, state=first.state, states=first.states)
        elif second.states and _takes_state(first):
            first = replace(first, state=second.state, states=second.states)
        mentions[n - 1], mentions[n] = first, second
    return mentions


def _coordinated(s: Source, first: OfficeMention, second: OfficeMention) -> bool:
    """Whether nothing but a conjunction stands between two offices."""
    if first.counterpart or second.counterpart:
        return False
    n = bisect_left(s.tokens, first.end, key=lambda token: token.start)
    ends = [end for _, end in s.vocabulary.conjunctions.at(s.tokens, n)]
    return any(end < len(s.tokens) and s.tokens[end].start == second.start and s.joined(end) for end in ends)


def _takes_state(mention: OfficeMention) -> bool:
    told = mention.states or mention.organisation or mention.organisation_text
    return not told and mention.role != "international-official"

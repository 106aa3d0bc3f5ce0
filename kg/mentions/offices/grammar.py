"""The grammar of offices: a head, what stands before it, what follows it, and whether that is an office.

In: a `Source` and the token where a head may begin. Out: a `Draft`, or None.
"""

from __future__ import annotations

from kg.mentions.offices.after import expand_right
from kg.mentions.offices.before import expand_left
from kg.mentions.offices.draft import Draft, Nesting, learn, straddles
from kg.mentions.offices.judgement import is_office
from kg.mentions.offices.source import Source
from kg.mentions.offices.words import Head


def office_from(s: Source, i: int, bound: int, depth: int = 0) -> Draft | None:
    """The office whose head begins at token i; nothing before token `bound` belongs to it."""
    if i in s.inside_places:
        return None
    for head, end in s.vocabulary.heads.at(s.tokens, i):
        if straddles(s, i, end) or not _written_so(s, head, i):
            continue
        draft = Draft(head, i, i, end, closing=head.spelling.endswith(".") and _stop_at(s, end))
        for j in range(i + 1, end):
            if j in s.places:
                learn(draft, s.places[j][0])
        expand_left(s, draft, bound)
        expand_right(s, draft, Nesting(depth, office_at))
        if is_office(s, draft, nested=depth > 0):
            _learn_from_list(s, draft)
            return draft
    return None


def office_at(s: Source, i: int, depth: int) -> Draft | None:
    """The office that begins, with all its modifiers, at token i."""
    for j in range(i, min(i + 7, len(s.tokens))):
        if j > i and not s.joined(j):
            return None
        if (draft := office_from(s, j, i, depth)) is not None:
            return draft if draft.first == i else None
    return None


def _learn_from_list(s: Source, draft: Draft) -> None:
    """In lists of people the state may stand behind a comma, at the end of a line: "Minister, Japan"."""
    n = draft.last
    if draft.states or draft.organisation or n not in s.places or not s.tokens[n].comma:
        return
    place, end = s.places[n]
    rest = s.tokens[end].gap.lstrip(" \t") if end < len(s.tokens) else "\n"
    if place.kind == "state" and rest.startswith(("\n", ";", ".\n", ".")):
        learn(draft, place)


def _stop_at(s: Source, end: int) -> bool:
    return s.shadow[s.tokens[end - 1].end : s.tokens[end - 1].end + 1] == "."


def _written_so(s: Source, head: Head, i: int) -> bool:
    return not head.exact or s.tokens[i].text == head.spelling.rstrip(".")

"""Titles of office in a text.

In: a shadow text, its language and the places found in it. Out: `OfficeMention`s with their exact extent, the
contract's title and role, and whose office it is as far as its own words tell. Names, descriptions and the
rest of the document are for the reader to join on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.mentions.gazetteer import Place
from kg.mentions.honorifics import find_honorifics
from kg.mentions.office_grammar import Draft, office_from
from kg.mentions.office_roles import Traits, role_of
from kg.mentions.office_words import Source, source

__all__ = ["OfficeMention", "find", "find_honorifics"]


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """One office in the text: start to end is the whole phrase without its article.

    `title` and `role` are the contract's; `state` is a code where exactly one is told, `states` are all.
    `organisation` is a key of the gazetteer, `organisation_text` a body as worded. `counterpart` ("son
    homologue gambien") has no role of its own. `pieces` are the spans that the title is made of, `inner`
    the offices that stand inside the phrase ("envoyé spécial du président").
    """

    start: int
    end: int
    title: str
    role: str
    state: str | None = None
    organisation: str | None = None
    organisation_text: str | None = None
    former: bool = False
    designate: bool = False
    plural: bool = False
    counterpart: bool = False
    definite: bool = False
    pieces: tuple[tuple[int, int], ...] = ()
    states: tuple[str, ...] = ()
    inner: tuple[OfficeMention, ...] = ()


def find(shadow: str, language: str, places: Sequence[Place]) -> list[OfficeMention]:
    """The offices of a text, in order and apart from one another."""
    s = source(shadow, language, places, find_honorifics(shadow, language))
    mentions: list[OfficeMention] = []
    i = bound = 0
    while i < len(s.tokens):
        draft = office_from(s, i, bound)
        counterpart = None if draft else _counterpart(s, i, bound)
        if draft is not None:
            mentions.append(_mention(s, draft))
            i = bound = draft.last
        elif counterpart is not None:
            mention, i = counterpart
            mentions.append(mention)
            bound = i
        else:
            i += 1
    return _shared_states(s, _possessors_joined(s, mentions))


def _mention(s: Source, draft: Draft) -> OfficeMention:
    pieces = tuple(_pieces(s, draft))
    states = tuple(draft.states or draft.nationals)
    if draft.head.state and not states and not draft.organisation:
        states = (draft.head.state,)
    state = states[0] if len(states) == 1 else None
    return OfficeMention(
        start=s.tokens[draft.first].start,
        end=_end(s, draft),
        title=" ".join(" ".join(s.shadow[start:end].split()) for start, end in pieces),
        role=_role(s, draft, state),
        state=state,
        organisation=draft.organisation,
        organisation_text=draft.organisation_text,
        former=draft.former,
        designate=draft.designate,
        plural=draft.head.plural,
        definite=_definite(s, draft.first),
        pieces=pieces,
        states=states,
        inner=tuple(_mention(s, office) for office in draft.inner),
    )


def _end(s: Source, draft: Draft) -> int:
    return s.tokens[draft.last - 1].end + draft.closing


def _pieces(s: Source, draft: Draft) -> Iterator[tuple[int, int]]:
    at = draft.first
    for first, last in [*sorted(draft.cuts), (draft.last, draft.last)]:
        if first > at:
            closing = draft.closing and first == draft.last
            yield s.tokens[at].start, s.tokens[first - 1].end + closing
        at = max(at, last)


def _role(s: Source, draft: Draft, state: str | None) -> str:
    if draft.ranked is not None:
        return _role(s, draft.ranked, state)
    traits = Traits(
        head=draft.head,
        deputy=draft.deputy,
        topic=(*draft.before, *draft.topic),
        body=draft.body,
        links=frozenset(draft.links),
        complement=bool(draft.kind or draft.before or draft.body),
        parenthesis=draft.parenthesis,
        state=state,
        organisation=draft.organisation is not None,
    )
    return role_of(traits, s.vocabulary)


def _definite(s: Source, first: int) -> bool:
    return s.joined(first) and s.tokens[first - 1].word in s.vocabulary.determiners


def _counterpart(s: Source, i: int, bound: int) -> tuple[OfficeMention, int] | None:
    """ "son homologue gambien", "her French and German counterparts", "his counterpart from China"."""
    for (plural, bare), end in s.vocabulary.counterparts.at(s.tokens, i):
        first, last = i, end
        places: list[Place] = []
        if s.vocabulary.adjectives_before:
            first, places = _adjectives_before(s, i, bound)
        else:
            last, places = _adjectives_after(s, end)
        if not places:
            last, places = _counterpart_complement(s, last)
        if not (bare or places):
            continue
        codes = tuple(dict.fromkeys(code for place in places for code in _codes(place)))
        mention = OfficeMention(
            start=s.tokens[first].start,
            end=s.tokens[last - 1].end,
            title="",
            role="",
            state=codes[0] if len(codes) == 1 else None,
            organisation=next((place.organisation for place in places if place.organisation), None),
            plural=plural,
            counterpart=True,
            definite=_definite(s, first),
            pieces=((s.tokens[i].start, s.tokens[end - 1].end),),
            states=codes,
        )
        return mention, last
    return None


def _codes(place: Place) -> tuple[str, ...]:
    return (place.code,) if place.code else tuple(place.codes or ())


def _adjectives_before(s: Source, i: int, bound: int) -> tuple[int, list[Place]]:
    first, found = i, list[Place]()
    while s.joined(first) and first in s.places_to and s.places_to[first][1] >= bound:
        place, first = s.places_to[first]
        found.insert(0, place)
        before = first - 1
        joins = s.joined(first) and any(
            end == first for _, end in s.vocabulary.conjunctions.at(s.tokens, before)
        )
        if not joins or before not in s.places_to:
            break
        first = before
    return first, found


def _adjectives_after(s: Source, end: int) -> tuple[int, list[Place]]:
    return _places_from(s, end, {"adjective", "inhabitant"})


def _counterpart_complement(s: Source, end: int) -> tuple[int, list[Place]]:
    if s.joined(end):
        for _, after in s.vocabulary.counterpart_links.at(s.tokens, end):
            last, places = _places_from(s, after, {"state", "organisation"})
            if places:
                return last, places
    return end, []


def _places_from(s: Source, n: int, kinds: set[str]) -> tuple[int, list[Place]]:
    """Places in a row from token n, joined by conjunctions, with the token after the last."""
    end, found = n, list[Place]()
    while n in s.places and s.places[n][0].kind in kinds and (n == end or found) and s.joined(n):
        place, end = s.places[n]
        found.append(place)
        n = next((after for _, after in s.vocabulary.conjunctions.at(s.tokens, end) if s.joined(end)), end)
        if n == end:
            break
        for _, after in s.vocabulary.counterpart_links.at(s.tokens, n):
            n = after
            break
    return end, found


def _possessors_joined(s: Source, mentions: Sequence[OfficeMention]) -> list[OfficeMention]:
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


def _shared_states(s: Source, mentions: list[OfficeMention]) -> list[OfficeMention]:
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

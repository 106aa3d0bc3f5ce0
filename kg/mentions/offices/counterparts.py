"""Unnamed holders of the same office elsewhere: "son homologue gambien", "her French counterpart".

In: a `Source` and a token. Out: a mention without title and role, of the states that the words name.
"""

from __future__ import annotations

from kg.mentions.gazetteer import Place
from kg.mentions.offices.draft import codes
from kg.mentions.offices.mention import OfficeMention
from kg.mentions.offices.source import Source


def counterpart(s: Source, i: int, bound: int) -> tuple[OfficeMention, int] | None:
    """The counterpart whose word stands at token i, with the token after it; it starts at `bound` or on."""
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
        states = tuple(dict.fromkeys(code for place in places for code in codes(place)))
        mention = OfficeMention(
            start=s.tokens[first].start,
            end=s.tokens[last - 1].end,
            title="",
            role="",
            state=states[0] if len(states) == 1 else None,
            organisation=next((place.organisation for place in places if place.organisation), None),
            plural=plural,
            counterpart=True,
            definite=s.definite(first),
            pieces=((s.tokens[i].start, s.tokens[end - 1].end),),
            states=states,
        )
        return mention, last
    return None


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

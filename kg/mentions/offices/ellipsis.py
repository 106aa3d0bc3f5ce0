"""Offices of which only the state is said: "les ministres du Bénin, M. A, et de la Gambie, M. B".

In: a `Source` and the offices that were found in it. Out: the same with one more for each such state. The
first office is several people's, of one state; what follows is a name between commas, then the next state.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.mentions.gazetteer import Place
from kg.mentions.offices.mention import OfficeMention
from kg.mentions.offices.source import Source

_FARTHEST = 14
_MOST = 6


def completed(s: Source, mentions: Sequence[OfficeMention]) -> list[OfficeMention]:
    """The mentions with those that only name their state, in order."""
    every: list[OfficeMention] = []
    for n, mention in enumerate(mentions):
        every.append(mention)
        limit = mentions[n + 1].start if n + 1 < len(mentions) else len(s.shadow)
        if mention.plural and len(mention.states) == 1:
            every += _further(s, mention, limit)
    return every


def _further(s: Source, mention: OfficeMention, limit: int) -> Iterator[OfficeMention]:
    at = bisect_left(s.tokens, mention.end, key=lambda token: token.start)
    by_link = at in s.places_to and s.places_to[at][0].kind == "state"
    for _ in range(_MOST):
        found = _next_state(s, at, by_link)
        if found is None or s.tokens[found[2] - 1].end > limit:
            return
        place, first, at = found
        yield _alike(s, mention, place, first, at, by_link)


def _next_state(s: Source, at: int, by_link: bool) -> tuple[Place, int, int] | None:
    """After a comma and a name: a comma or a conjunction, then a state, then a comma."""
    if at >= len(s.tokens) or not s.tokens[at].comma:
        return None
    for n in range(at + 1, min(at + _FARTHEST, len(s.tokens))):
        if any(sign in s.tokens[n].gap for sign in ";:\n") or (
            ". " in s.tokens[n].gap and len(s.tokens[n - 1].text) > 2
        ):
            return None
        for start in _after_separator(s, n):
            first = start
            if by_link:
                links = (end for kind, end in s.vocabulary.links.at(s.tokens, start) if kind == "of")
                first = next(links, start)
            if first not in s.places:
                continue
            place, end = s.places[first]
            right_kind = place.kind == "state" if by_link else place.kind in {"adjective", "inhabitant"}
            if place.code and right_kind and end < len(s.tokens) and s.tokens[end].comma:
                return place, start, end
    return None


def _after_separator(s: Source, n: int) -> Iterator[int]:
    for _, end in s.vocabulary.conjunctions.at(s.tokens, n):
        if end < len(s.tokens):
            yield end
    if s.tokens[n].comma:
        yield n


def _alike(
    s: Source, mention: OfficeMention, place: Place, first: int, last: int, by_link: bool
) -> OfficeMention:
    start, end = s.tokens[first].start, s.tokens[last - 1].end
    pieces = mention.pieces
    title = mention.title
    if by_link and title and mention.pieces:
        kept = _before_state(s, mention)
        pieces = ((mention.pieces[0][0], kept), (start, end))
        title = " ".join(" ".join(s.shadow[a:b].split()) for a, b in pieces)
    return replace(
        mention,
        start=start,
        end=end,
        title=title,
        state=place.code,
        states=(place.code,) if place.code else (),
        plural=False,
        definite=False,
        pieces=pieces,
        inner=(),
    )


def _before_state(s: Source, mention: OfficeMention) -> int:
    """Where the title ends that comes before the first state."""
    at = bisect_left(s.tokens, mention.end, key=lambda token: token.start)
    first = s.places_to[at][1]
    for length in (3, 2, 1):
        link = first - length
        if any(end == first and kind == "of" for kind, end in s.vocabulary.links.at(s.tokens, link)):
            return s.tokens[link - 1].end
    return s.tokens[first - 1].end

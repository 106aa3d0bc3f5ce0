"""Bodies that an office is of, which are neither a state's ministry nor an organisation of states.

In: a draft of an office and the token behind "of". Out: the agency, institute, university or company named there,
with the role of whoever leads it. A ministry or a service of the state is none of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.mentions.offices.draft import Draft
from kg.mentions.offices.source import Source

_LEADERS = frozenset({"official", "secretariat", "chair"})
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class OwnBody:
    """A body by its tokens: `first` to `last` is its name, which may begin behind the word for what it is."""

    role: str
    first: int
    last: int


def own_body(s: Source, draft: Draft, n: int) -> OwnBody | None:
    """The body whose name begins at token n."""
    if draft.head.family not in _LEADERS or draft.head.plural or draft.kind == "office":
        return None
    if n >= len(s.tokens) or n in s.honorifics or (n in s.places and s.places[n][0].kind == "organisation"):
        return None
    named = body_at(s, n)
    if named is None and (draft.head.company or draft.area) and n not in s.places:
        last = _capitals(s, n)
        named = OwnBody("other", n, last) if last > n else None
    return named


def body_at(s: Source, n: int) -> OwnBody | None:
    """The agency, institute or company whose name, with a noun that says what it is, begins at token n."""
    return _noun_first(s, n) or (_noun_last(s, n) if s.vocabulary.adjectives_before else None)


def _noun_first(s: Source, n: int) -> OwnBody | None:
    """ "l'Agence nationale de l'aviation civile", "le groupe X", "the Institute for Peace Studies"."""
    for role, end in s.vocabulary.own_bodies.at(s.tokens, n):
        if role == "company":
            last = _capitals(s, end)
            if last > end:
                return OwnBody("other", end if not s.tokens[n].capital else n, last)
            continue
        last = _name_end(s, n, end)
        if last > end and s.tokens[n].capital:
            return OwnBody(role, n, last)
    return None


def _noun_last(s: Source, n: int) -> OwnBody | None:
    """ "the Turkish Diplomacy Academy", "the Dangote Group"."""
    last = _capitals(s, n, places=True)
    for i in range(n + 1, last):
        for role, end in s.vocabulary.own_bodies.at(s.tokens, i):
            if end == last:
                return OwnBody("other" if role == "company" else role, n, _name_end(s, n, last))
    return None


def _capitals(s: Source, n: int, places: bool = False) -> int:
    """The token behind a run of words with capitals."""
    end = n
    while end < len(s.tokens) and end - n < _LONGEST and (end == n or s.joined(end)):
        place = s.places.get(end)
        if place is not None:
            if not places or place[0].kind not in {"adjective", "state", "region"} or place[1] <= end:
                break
            end = place[1]
            continue
        if (
            not s.tokens[end].capital
            or end in s.honorifics
            or next(s.vocabulary.heads.at(s.tokens, end), None)
        ):
            break
        end += 1
    return end


def _name_end(s: Source, n: int, end: int) -> int:
    """Where the name of a body ends: links lead on to nouns and adjectives, in the case of the name."""
    while end < len(s.tokens) and end - n < _LONGEST and s.joined(end):
        step = _word(s, end)
        if step is None:
            for kind, after in s.vocabulary.links.at(s.tokens, end):
                if kind in {"of", "to", "for", "within"} and after < len(s.tokens) and s.joined(after):
                    step = _word(s, after)
                    break
            for _, after in s.vocabulary.conjunctions.at(s.tokens, end) if step is None else ():
                step = _word(s, after) if after < len(s.tokens) and s.joined(after) else None
        if step is None:
            return end
        end = step
    return end


def _word(s: Source, n: int) -> int | None:
    """The token behind one word of a name."""
    if n in s.honorifics or next(s.vocabulary.heads.at(s.tokens, n), None):
        return None
    token = s.tokens[n]
    if n in s.places:
        place, end = s.places[n]
        return end if place.kind in {"adjective", "region", "state", "capital", "city"} else None
    if s.vocabulary.adjectives_before and not token.capital:
        return None
    known = token.word in s.vocabulary.nouns or token.word in s.vocabulary.adjectives
    return n + 1 if known or (not token.capital and _is_noun(s, n)) else None


def _is_noun(s: Source, n: int) -> bool:
    """Whether a word in small letters stands behind a link, so that it goes on the name."""
    token = s.tokens[n]
    linked = any(end == n for _, end in s.vocabulary.links.at(s.tokens, n - 1))
    linked = linked or any(end == n for _, end in s.vocabulary.links.at(s.tokens, n - 2))
    return linked and token.word not in s.vocabulary.never["complement"] and len(token.word) > 3

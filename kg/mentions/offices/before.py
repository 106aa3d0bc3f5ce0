"""Leftwards from a head: what stands before an office and modifies it.

In: a draft of a bare head. Out: the same draft with prefixes ("vice-", "deputy"), words that say when it is
held ("ancien", "designate"), the state that has it ("India's", "Russian") and a portfolio ("Finance").
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.mentions.gazetteer import Place
from kg.mentions.offices.draft import ADJECTIVES, Draft, has_ending, learn, organisation_adjective
from kg.mentions.offices.source import Source
from kg.mentions.offices.tokens import Index

_LONGEST = 8


def expand_left(s: Source, draft: Draft, bound: int) -> None:
    while draft.first > bound and draft.at - draft.first < _LONGEST and ")" not in s.tokens[draft.first].gap:
        if not (
            _place_before(s, draft, bound)
            or _modifier_before(s, draft, bound)
            or _portfolio_before(s, draft, bound)
        ):
            return


def _modifier_before(s: Source, draft: Draft, bound: int) -> bool:
    if not s.joined(draft.first):
        return False
    for effect, first in s.vocabulary.before.at(s.tokens, draft.first - 1):
        if first < bound or draft.first - 1 in s.inside_places:
            continue
        if effect in {"former", "designate", "cut"}:
            draft.cuts.append((first, draft.first))
            draft.former |= effect == "former"
            draft.designate |= effect == "designate"
        else:
            draft.deputy |= effect == "deputy"
            draft.modified = True
        draft.first = first
        return True
    return False


def _place_before(s: Source, draft: Draft, bound: int) -> bool:
    if not s.vocabulary.adjectives_before:
        return False
    end, possessive = _possessor_end(s, draft.first)
    if not possessive and not s.joined(draft.first) and not _after_full_stop(s, draft.first):
        return False
    place, first = s.places_to.get(end, (None, 0))
    if place is None and draft.first - 1 >= bound and organisation_adjective(s, draft, draft.first - 1):
        draft.first, draft.modified = draft.first - 1, True
        return True
    if place is None or first < bound or not _may_precede(place, possessive):
        return False
    learn(draft, place)
    if not (place.kind in ADJECTIVES and not place.code and not place.codes):
        draft.cuts.append((first, draft.first))
    draft.first = first
    draft.modified = True
    while draft.head.plural and s.joined(first) and (more := _place_and(s, first, bound)):
        place, first = more
        learn(draft, place)
        draft.cuts.append((first, draft.first))
        draft.first = first
    return True


def _possessor_end(s: Source, first: int) -> tuple[int, bool]:
    """Where a possessor before token `first` ends, and whether there is a sign of possession."""
    before, token = s.tokens[first - 1], s.tokens[first]
    if before.word == "s" and before.gap == "'" and token.joined:
        return first - 1, True
    return first, token.gap == "' "


def _after_full_stop(s: Source, first: int) -> bool:
    """Whether what stands before token `first` is an abbreviation with full stops: "U.S. Ambassador"."""
    return (
        s.tokens[first].gap == ". " and s.tokens[first - 1].gap == "." and len(s.tokens[first - 1].text) == 1
    )


def _may_precede(place: Place, possessive: bool) -> bool:
    return possessive or place.kind not in {"city", "capital", "region"}


def _place_and(s: Source, first: int, bound: int) -> tuple[Place, int] | None:
    for _, start in _backwards(s, s.vocabulary.conjunctions, first - 1):
        place, place_first = s.places_to.get(start, (None, 0))
        if place is not None and place_first >= bound:
            return place, place_first
    return None


def _backwards(s: Source, index: Index[str], i: int) -> Iterator[tuple[str, int]]:
    """Conjunctions are one word each, so looking from their end is looking from their start."""
    for value, end in index.at(s.tokens, i):
        if end == i + 1:
            yield value, i


def _portfolio_before(s: Source, draft: Draft, bound: int) -> bool:
    """Words of a portfolio in front: "External Affairs Minister", "Senate President"."""
    if not (s.vocabulary.premodifiers and draft.head.premodifiers and s.joined(draft.first)):
        return False
    capital = s.tokens[draft.at].capital
    first = draft.first
    while first > bound and s.joined(first):
        previous = first - 1
        if _is_portfolio_word(s, previous) and (s.tokens[previous].capital or not capital):
            first = previous
        elif first < draft.first and (conjunct := _conjunct_before(s, first, bound, capital)) is not None:
            first = conjunct
        else:
            break
    if first == draft.first:
        return False
    draft.before[:0] = [token.word for token in s.tokens[first : draft.first]]
    draft.first, draft.modified = first, True
    for body, _ in s.vocabulary.bodies.at(s.tokens, first):
        draft.body = draft.body or body
    return True


def _conjunct_before(s: Source, first: int, bound: int, capital: bool) -> int | None:
    for _, start in _backwards(s, s.vocabulary.conjunctions, first - 1):
        before = start - 1
        if (
            before >= bound
            and s.joined(start)
            and _is_portfolio_word(s, before)
            and s.tokens[before].capital == capital
        ):
            return before
    return None


def _is_portfolio_word(s: Source, i: int) -> bool:
    token = s.tokens[i]
    if i in s.inside_places or i in s.places:
        return False
    return (
        token.word in s.vocabulary.nouns
        or token.word in s.vocabulary.adjectives
        or has_ending(s, i, any_case=True)
    )

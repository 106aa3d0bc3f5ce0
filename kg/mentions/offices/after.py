"""Rightwards from a head: modifiers, adjectives of nationality, complements, brackets.

In: a draft whose head and what stands before it are read. Out: the same draft to its last word. Every step
moves on, and none goes beyond `_LONGEST` tokens, so the time taken is linear in the text.
"""

from __future__ import annotations

from kg.mentions.gazetteer import Place
from kg.mentions.offices.complements import fill
from kg.mentions.offices.draft import (
    ADJECTIVES,
    Draft,
    Nesting,
    inherit,
    learn,
    organisation_adjective,
    straddles,
)
from kg.mentions.offices.series import series
from kg.mentions.offices.source import Source
from kg.mentions.offices.words import Family

_LONGEST = 60
_MINISTERIAL = frozenset({"minister", "foreign-minister", "deputy-minister"})


def expand_right(s: Source, draft: Draft, nesting: Nesting) -> None:
    deputy_family = draft.head.deputy_family if draft.deputy else None
    family = s.vocabulary.families[deputy_family or draft.head.family]
    if _office_of_rank(s, draft, nesting):
        return
    while draft.last - draft.first < _LONGEST and draft.last < len(s.tokens):
        if not (
            _parenthesis(s, draft)
            or _modifier_after(s, draft)
            or _adjective_after(s, draft)
            or _complement(s, draft, family, nesting)
            or series(s, draft, family)
        ):
            return


def _office_of_rank(s: Source, draft: Draft, nesting: Nesting) -> bool:
    """A rank with the office that it stands before: "ministre d'État, ministre des Affaires étrangères"."""
    n = draft.last
    if not draft.head.rank or n >= len(s.tokens) or not (s.tokens[n].comma or s.joined(n)):
        return False
    office = nesting.office_at(s, n)
    if office is None or office.head.role not in _MINISTERIAL or office.head.plural != draft.head.plural:
        return False
    draft.last, draft.ranked, draft.closing = office.last, office, office.closing
    draft.cuts += office.cuts
    inherit(draft, office)
    return True


def _parenthesis(s: Source, draft: Draft) -> bool:
    n = draft.last
    token = s.tokens[n]
    if token.gap != " (" or not _closes(s, n):
        return False
    ours = draft.head.parenthesis and draft.kind is None and token.capital and n not in s.places
    if not ours and not (token.acronym and draft.kind is not None):
        return False
    draft.parenthesis |= ours
    draft.last, draft.closing, draft.modified = n + 1, True, True
    return True


def _closes(s: Source, n: int) -> bool:
    return s.shadow[s.tokens[n].end : s.tokens[n].end + 1] == ")"


def _modifier_after(s: Source, draft: Draft) -> bool:
    if not s.joined(draft.last):
        return False
    for effect, end in s.vocabulary.after.at(s.tokens, draft.last):
        if straddles(s, draft.last, end) or draft.last in s.places:
            continue
        if effect in {"former", "designate", "cut"}:
            draft.cuts.append((draft.last, end))
            draft.former |= effect == "former"
            draft.designate |= effect == "designate"
        elif draft.kind is None or effect == "part":
            draft.deputy |= effect == "deputy"
            draft.modified = True
        else:
            continue
        draft.last, draft.closing = end, False
        return True
    return False


def _adjective_after(s: Source, draft: Draft) -> bool:
    """An adjective of nationality, which the title leaves out, or of an organisation, which it keeps."""
    if s.vocabulary.adjectives_before or not s.joined(draft.last):
        return False
    if draft.last not in s.places:
        if not organisation_adjective(s, draft, draft.last):
            return False
        draft.last, draft.modified = draft.last + 1, True
        return True
    place, end = s.places[draft.last]
    if place.kind not in ADJECTIVES:
        return False
    learn(draft, place)
    draft.modified = True
    if not place.code and not place.codes:
        draft.last = end
        return True
    while draft.head.plural and (more := _another_adjective(s, end)) is not None:
        place, end = more
        learn(draft, place)
    draft.cuts.append((draft.last, end))
    draft.last, draft.closing = end, False
    return True


def _another_adjective(s: Source, n: int) -> tuple[Place, int] | None:
    if n >= len(s.tokens):
        return None
    after = next(
        (end for _, end in s.vocabulary.conjunctions.at(s.tokens, n)), n if s.tokens[n].comma else None
    )
    if after is None or (after > n and not s.joined(n)) or after not in s.places:
        return None
    place, end = s.places[after]
    return (place, end) if place.kind in ADJECTIVES else None


def _complement(s: Source, draft: Draft, family: Family, nesting: Nesting) -> bool:
    if not s.joined(draft.last):
        return False
    for kind, end in s.vocabulary.links.at(s.tokens, draft.last):
        if kind not in family.links or not _may_follow(draft, kind):
            continue
        if nesting.depth and kind in {"for", "at"}:
            continue  # "pour le Sahel" says what the envoy is for, not the president who sent him
        if fill(s, draft, family, kind, end, nesting):
            draft.links.add(kind)
            draft.link = kind
            draft.closing = False
            return True
    return False


def _may_follow(draft: Draft, kind: str) -> bool:
    """Which links go on after what was read last: a state ends the list of portfolios."""
    if kind == "within":
        return draft.kind == "words"
    if draft.kind == "place":
        if kind == draft.link:
            return kind == "at" and draft.organisation is not None
        return kind in {"at", "for", "charged"} or (
            kind == "to" and draft.head.family in {"official", "secretariat"}
        )
    if draft.kind == "office":
        return kind in {"for", "charged", "at"}
    return True

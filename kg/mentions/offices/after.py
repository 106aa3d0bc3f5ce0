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
_LONGEST_DUTY = 7
_POSTED = frozenset({"ambassador", "military", "envoy", "commissioner"})
_MOST_LETTERS = 0.7  # of a short name that are initials of the full one
_MINISTERIAL = frozenset({"minister", "foreign-minister", "deputy-minister"})


def expand_right(s: Source, draft: Draft, nesting: Nesting) -> None:
    deputy_family = draft.head.deputy_family if draft.deputy else None
    family = s.vocabulary.families[deputy_family or draft.head.family]
    if _office_of_rank(s, draft, nesting):
        return
    while draft.last - draft.first < _LONGEST and draft.last < len(s.tokens):
        if not (
            _parenthesis(s, draft)
            or _term(s, draft)
            or _area_after(s, draft)
            or _seat(s, draft)
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
    if token.gap == " (" and (end := _duty_in_brackets(s, draft)) is not None:
        draft.last, draft.closing, draft.modified, draft.parenthesis = end, True, True, True
        return True
    if token.gap != " (" or not _closes(s, n):
        return False
    ours = draft.head.parenthesis and draft.kind is None and token.capital and n not in s.places
    short = token.acronym or _abbreviates(s, draft, token.word)
    if not ours and not (short and draft.kind is not None):
        return False
    draft.parenthesis |= ours
    draft.last, draft.closing, draft.modified = n + 1, True, True
    return True


def _duty_in_brackets(s: Source, draft: Draft) -> int | None:
    """The token behind what a ruler's adviser deals with: "to the President (Media and Publicity)"."""
    if draft.head.family != "official" or draft.kind != "office" or not s.vocabulary.adjectives_before:
        return None
    for n in range(draft.last, min(draft.last + _LONGEST_DUTY, len(s.tokens))):
        token = s.tokens[n]
        joins = token.capital or next(s.vocabulary.conjunctions.at(s.tokens, n), None) is not None
        if not joins or n in s.places or (n > draft.last and not s.joined(n)):
            return None
        if _closes(s, n):
            return n + 1
    return None


def _abbreviates(s: Source, draft: Draft, word: str) -> bool:
    """Whether a short word in brackets is made of the initials of what stands before it: "(Anpi)"."""
    initials = [token.word[0] for token in s.tokens[draft.first : draft.last]]
    found = 0
    for letter in word:
        if letter in initials:
            found += 1
            initials = initials[initials.index(letter) + 1 :]
    return 2 < len(word) < 9 and found >= _MOST_LETTERS * len(word)


def _term(s: Source, draft: Draft) -> bool:
    """For how long a chair is held: "président du Conseil pour le mois de mars 2022"."""
    for _, end in s.vocabulary.terms.at(s.tokens, draft.last) if s.joined(draft.last) else ():
        if end < len(s.tokens) and s.joined(end) and draft.head.family == "chair":
            dated = end + 1 < len(s.tokens) and s.joined(end + 1) and s.tokens[end + 1].text.isdigit()
            draft.last, draft.closing = end + 1 + dated, False
            return True
    return False


def _area_after(s: Source, draft: Draft) -> bool:
    """A part of the world right behind a head: "directeur Afrique", "vice-président Europe"."""
    n = draft.last
    bare = n == draft.at + len(draft.head.wording) and s.tokens[n].gap == " " if n < len(s.tokens) else False
    if not bare or s.vocabulary.adjectives_before or draft.head.family not in {"official", "chair"}:
        return False
    place = s.places.get(n)
    if place is None or place[0].kind != "region" or not s.tokens[n].capital:
        return False
    draft.last, draft.modified, draft.area = place[1], True, True
    return True


def _seat(s: Source, draft: Draft) -> bool:
    """The town where an office is held, before a name: "Ambassador in Nairobi, X", "the UN Office at Geneva, X"."""
    posted = draft.head.family in _POSTED or (draft.organisation and draft.head.family == "secretariat")
    if not posted or not s.joined(draft.last) or "seat" in draft.links:
        return False
    for _, n in s.vocabulary.seats.at(s.tokens, draft.last):
        place, end = s.places.get(n, (None, n))
        if place is None or place.kind not in {"capital", "city", "state"} or not s.joined(n):
            continue
        if end < len(s.tokens) and s.tokens[end].comma and s.tokens[end].capital:
            draft.links.add("seat")
            draft.last, draft.modified, draft.closing = end, True, False
            return True
    return False


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
    draft.modified = True
    if draft.kind == "words" and s.tokens[draft.last - 1].word in s.vocabulary.fields:
        draft.last = end  # "directrice des Affaires africaines": what she deals with, not whose she is
        return True
    learn(draft, place)
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
        return draft.kind == "words" or (draft.kind is None and draft.head.family == "official")
    if draft.kind == "place":
        if kind == draft.link:
            return kind == "at" and draft.organisation is not None
        return kind in {"at", "for", "charged"} or (
            kind == "to" and draft.head.family in {"official", "secretariat"}
        )
    if draft.kind == "body":
        return False
    if draft.kind == "office":
        return kind in {"for", "charged", "at"}
    return True

"""Portfolios and states in a row: "des Affaires étrangères, de la Coopération et des Migrations".

In: a draft whose last complement may go on. Out: whether it does, and then the draft with one item more. An
office after the conjunction is another office, not an item.
"""

from __future__ import annotations

from kg.mentions.offices.complements import is_lexical, is_subject, names_affairs, take_words
from kg.mentions.offices.draft import ADJECTIVES, Draft, codes, learn
from kg.mentions.offices.source import Source
from kg.mentions.offices.words import Family


def series(s: Source, draft: Draft, family: Family) -> bool:
    """Another portfolio, or for several holders another state, joined on with a comma or a conjunction."""
    n = draft.last
    if draft.kind not in {"words", "place"}:
        return False
    comma = s.tokens[n].comma
    after = n if comma else None
    for _, end in s.vocabulary.conjunctions.at(s.tokens, n):
        if s.joined(n) or comma:
            after, comma = end, False
    if after is None or after >= len(s.tokens) or not (s.joined(after) or after == n):
        return False
    return (
        _linked_item(s, draft, family, after)
        or _place_item(s, draft, after)
        or _bare_item(s, draft, after, comma)
    )


def _linked_item(s: Source, draft: Draft, family: Family, n: int) -> bool:
    """ ", de la Coopération africaine": the link is said again."""
    if draft.kind != "words":
        return False
    for kind, end in s.vocabulary.links.at(s.tokens, n):
        if kind not in family.links or kind not in {"of", "to", "charged", "for"} or end >= len(s.tokens):
            continue
        if kind == "for" and s.tokens[n].comma:
            continue
        if not s.joined(end) or not _continues_list(s, draft, end, tuple(t.word for t in s.tokens[n:end])):
            continue
        if end in s.places:
            draft.nationals += codes(s.places[end][0]) if s.places[end][0].kind in ADJECTIVES else []
        take_words(s, draft, end)
        draft.links.add(kind)
        return True
    return False


def _continues_list(s: Source, draft: Draft, n: int, link: tuple[str, ...]) -> bool:
    token = s.tokens[n]
    if n in s.places:
        place = s.places[n][0]
        return place.kind == "region" or place.kind in ADJECTIVES or is_subject(s, draft, n)
    if token.word in s.vocabulary.never["complement"] or n in s.honorifics:
        return False
    if token.word in s.vocabulary.nouns or token.word in s.vocabulary.adjectives:
        return True
    return (
        token.capital
        and not token.acronym
        and link in s.vocabulary.articled
        and draft.head.family == "minister"
    )


def _place_item(s: Source, draft: Draft, n: int) -> bool:
    """ "de la France et de l'Allemagne" after several holders; "pour le Mali et le Niger" after one."""
    several = draft.head.plural and draft.link == "of"
    if s.tokens[draft.last].comma and draft.kind != "place":
        return False
    if draft.link not in {"for", "charged", "within"} and not several:
        return False
    start = n
    if s.tokens[n].word in s.vocabulary.articles:
        start = n + 1
    for kind, end in s.vocabulary.links.at(s.tokens, n):
        if kind == draft.link:
            start = end
            break
    if start not in s.places:
        return draft.link in {"for", "within"} and start > n and _bare_item(s, draft, start, False)
    place, end = s.places[start]
    if names_affairs(s, start):
        return False
    if place.kind in ADJECTIVES or (several and place.kind not in {"state", "organisation"}):
        return False
    if end < len(s.tokens) and s.tokens[end].gap == "'":
        return False
    if several:
        learn(draft, place)
    draft.last, draft.kind = end, "place"
    return True


def _bare_item(s: Source, draft: Draft, n: int, comma: bool) -> bool:
    """ "Foreign Affairs, Regional Integration and International Cooperation": the link is not said again."""
    if draft.kind != "words" and draft.link != "for":
        return False
    end = _bare_end(s, draft, n)
    if end is None or (comma and not _list_goes_on(s, draft, end)):
        return False
    take_words(s, draft, n)
    return True


def _bare_end(s: Source, draft: Draft, n: int) -> int | None:
    """Where a bare item that starts at token n ends: written like the one before it, and no office itself."""
    if n >= len(s.tokens) or not is_lexical(s, n, draft):
        return None
    alike = s.tokens[n].capital or not s.tokens[draft.last - 1].capital
    if not alike and n not in s.places and s.tokens[n].word not in s.vocabulary.adjectives:
        return None
    end = n
    while end < len(s.tokens) and (end == n or s.joined(end)):
        if next(s.vocabulary.heads.at(s.tokens, end), None):
            return None
        if not is_lexical(s, end, draft):
            break
        end = s.places[end][1] if end in s.places else end + 1
    return end


def _list_goes_on(s: Source, draft: Draft, n: int) -> bool:
    """Whether a list with commas comes to its "and" within a few items."""
    for _ in range(8):
        if n >= len(s.tokens):
            return False
        for _, after in s.vocabulary.conjunctions.at(s.tokens, n):
            if s.joined(n) or s.tokens[n].comma:
                return _bare_end(s, draft, after) is not None
        if not s.tokens[n].comma or (end := _bare_end(s, draft, n)) is None:
            return False
        n = end
    return False

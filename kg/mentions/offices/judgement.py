"""Whether words that read like an office are one.

In: a finished draft. Out: no for a bare word that needs more ("chef", "membre"), for names ("Stephen King")
and for what is called after an office ("Conseil des ministres", "Prime Minister's Office").
"""

from __future__ import annotations

from kg.mentions.offices.draft import Draft, has_ending
from kg.mentions.offices.source import Source


def is_office(s: Source, draft: Draft, nested: bool) -> bool:
    head = draft.head
    token = s.tokens[draft.at]
    known = draft.modified or bool(draft.cuts and draft.states)
    if head.needs == "any" and not known:
        return False
    if head.needs == "body" and not (draft.body or draft.organisation):
        return False
    if head.needs == "parliament" and draft.body != "legislator":
        return False
    if head.needs == "organisation" and not (draft.organisation or draft.inner):
        return False
    if head.capital and not token.capital and not known:
        return False
    if _is_verb(s, draft):
        return False
    if (head.name and _is_surname(s, draft)) or (head.given and _is_given_name(s, draft)):
        return False
    return nested or not _names_something_else(s, draft)


def _is_verb(s: Source, draft: Draft) -> bool:
    """ "will co-chair the session": what is written as an office tells what somebody does."""
    never, first = s.vocabulary.never, draft.first
    verbal = s.tokens[first].word in never["verbs"] and not s.tokens[first].capital
    return verbal and s.joined(first) and s.tokens[first - 1].word in never["verbal_after"]


def _is_surname(s: Source, draft: Draft) -> bool:
    """ "Angus King said": a capital before it, none after it."""
    before, after = draft.first - 1, draft.last
    if draft.first != draft.at or not s.tokens[draft.at].capital or not s.joined(draft.first):
        return False
    if draft.modified or before in s.honorifics or not s.tokens[before].capital:
        return False
    if s.tokens[before].word in s.vocabulary.determiners or any(
        start <= before < end for start, end in s.honorifics.items()
    ):
        return False
    return not (s.joined(after) and s.tokens[after].capital)


def _is_given_name(s: Source, draft: Draft) -> bool:
    """ "Dr. Sultan bin Ahmed", "Al-Sultan Abdullah"."""
    before, after, names = draft.first - 1, draft.last, s.vocabulary.never["names"]
    if s.joined(draft.first) and (s.tokens[before].word in names or s.tokens[draft.first].gap == "-"):
        return True
    return s.joined(after) and s.tokens[after].word in names


def _names_something_else(s: Source, draft: Draft) -> bool:
    """A body or a place called after an office: "Conseil des ministres", "Prime Minister's Office"."""
    never = s.vocabulary.never
    n = draft.last
    if n in s.honorifics and s.tokens[n].gap.strip() == ",":
        return False  # "the office of the President, Mr X"
    before = _noun_before(s, draft.first)
    if before & (never["plural_after"] if draft.head.plural else never["after"]):
        return True
    n = draft.last
    if n < len(s.tokens) and s.tokens[n].word == "s" and s.tokens[n].gap == "'":
        n += 1
    if n >= len(s.tokens) or not (s.joined(n) or s.tokens[n].gap == "' "):
        return False
    if s.tokens[n].word in never["followed_by_any"]:
        return True
    follows = s.tokens[n].word in never["followed_by"]
    return follows and (draft.head.plural or s.tokens[n].capital)


def _noun_before(s: Source, first: int) -> set[str]:
    """The words that an office hangs on by a link: "conseil" of "conseil extraordinaire des ministres"."""
    j = first
    linked = False
    words = s.vocabulary
    while j > 0 and first - j < 3 and s.joined(j):
        before = s.tokens[j - 1].word
        is_link = any(kind == "of" and end == j for kind, end in words.links.at(s.tokens, j - 1))
        if not is_link and before not in words.articles:
            break
        linked |= is_link
        j -= 1
    if not linked or not s.joined(j):
        return set()
    near = {s.tokens[j - 1].word}
    if j > 1 and s.joined(j - 1) and (s.tokens[j - 1].word in words.adjectives or has_ending(s, j - 1)):
        near.add(s.tokens[j - 2].word)
    return near

"""When and where what a clause tells happens.

In: a reading and a predicate (a verb, or a noun such as "visit"). Out: the date expressions and places that
belong to it, its own first; what the sentence or the story so far gives comes after, if asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from spacy.tokens import Token

from kg.clauses import grammar
from kg.languages import data
from kg.mentions import dates
from kg.mentions.dates import DateMention
from kg.mentions.gazetteer import Place
from kg.reading import Reading

_TELLING = frozenset({"day", "weekday", "relative-day", "interval", "week", "weekend", "anchored"})


def region(reading: Reading, head: Token) -> list[Token]:
    """The tokens of a predicate's own phrase: its subtree without the clauses that depend on it."""
    rules = grammar(reading.language)
    own: list[Token] = []
    stack = [head]
    while stack:
        token = stack.pop()
        own.append(token)
        for child in token.children:
            nested = child.pos_ in ("VERB", "AUX") and not rules.has(child, "auxiliary")
            if not nested:
                stack.append(child)
    return sorted(own, key=lambda token: token.i)


def own_dates(reading: Reading, head: Token) -> list[DateMention]:
    """The date expressions in a predicate's own phrase, in text order."""
    return [
        m for t in region(reading, head) if isinstance(m := reading.parsed.mentions.get(t.i), DateMention)
    ]


def when(reading: Reading, head: Token, tense: Literal["past", "future"] | None) -> DateMention | None:
    """The date expression that tells when a predicate holds: its own, or the nearest free one of its sentence."""
    own = [m for m in own_dates(reading, head) if dates.reading(m, tense)]
    if own:
        return own[0]
    start, end = reading.sentence(head)
    at = reading.parsed.starts[head.i]
    free = [m for m in reading.dates_in(start, end) if dates.reading(m, tense) and _is_free(reading, m, head)]
    return min(free, key=lambda m: abs(m.start - at), default=None)


def _is_free(reading: Reading, mention: DateMention, head: Token) -> bool:
    """Whether a date belongs to no other clause than that of the predicate or one that governs it."""
    token = reading.parsed.token_at(mention.start)
    if token is None or reading.parsed.mentions.get(token.i) is not mention:
        return False
    governors = {head.i, *(t.i for t in head.ancestors)}
    rules = grammar(reading.language)
    for ancestor in token.ancestors:
        if ancestor.pos_ in ("VERB", "AUX") and not rules.has(ancestor, "auxiliary"):
            return ancestor.i in governors
    return True


def told_before(reading: Reading, offset: int) -> DateMention | None:
    """The last day or span that the paragraph has told before an offset: when the story stands."""
    start = reading.shadow.rfind("\n", 0, offset) + 1
    told = [m for m in reading.dates_in(start, offset) if m.value and m.kind in _TELLING]
    return told[-1] if told else None


@cache
def _words(language: str, key: str) -> frozenset[str]:
    return frozenset(data(language, "circumstances")[key])


def places(
    reading: Reading, head: Token, kind: Literal["locative", "direction", "origin"]
) -> Iterator[tuple[str, Place, Token]]:
    """Places that a predicate's own phrase names with a preposition of some kind: (preposition, place, token)."""
    wanted = _words(reading.language, kind)
    for token in region(reading, head):
        place = reading.place(token)
        if place is None or place.kind not in ("state", "capital", "city", "region"):
            continue
        preposition = preposition_of(reading, token)
        if preposition in wanted:
            yield preposition, place, token


def preposition_of(reading: Reading, token: Token) -> str:
    """The preposition that introduces a noun, in its full form ("au" is "à"), "" where there is none."""
    rules = grammar(reading.language)
    if token.dep_ == "pobj":
        return token.head.lower_
    parts = [c for c in token.children if c.pos_ == "ADP" and rules.has(c, "preposition") and c.i < token.i]
    if not parts:
        return ""
    words = " ".join(t.lower_ for part in parts for t in sorted([part, *part.children], key=lambda t: t.i))
    return rules.contractions.get(words, words)


def named_place(reading: Reading, place: Place) -> str:
    """A place in the document's own letters."""
    return reading.document.text[place.start : place.end]

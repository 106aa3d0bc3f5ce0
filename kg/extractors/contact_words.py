"""The words of the language's contact file, and where they stand in a document.

In: a reading. Out: word lists, places of phrases, the clauses of a stretch of tokens.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from kg.clauses import Clause, grammar
from kg.entities.phrases import Phrase
from kg.languages import data
from kg.reading import Reading


@cache
def _words(language: str, section: str, key: str) -> frozenset[str]:
    return frozenset(data(language, "contact")[section][key])


def contact_words(reading: Reading, section: str, key: str) -> frozenset[str]:
    """A list of the language's contact file."""
    return _words(reading.language, section, key)


def with_articles(reading: Reading, section: str, key: str) -> frozenset[str]:
    """The phrases of a list, also with the article drawn into them: "au sujet du" for "au sujet de le"."""
    return _with_articles(reading.language, section, key)


@cache
def _with_articles(language: str, section: str, key: str) -> frozenset[str]:
    found = set(_words(language, section, key))
    for phrase in _words(language, section, key):
        stem, _, last = phrase.rpartition(" ")
        contractions = grammar(language).contractions.items()
        found.update(f"{stem} {short}" for short, full in contractions if full == last and stem)
    return frozenset(found)


@cache
def _pattern(phrases: frozenset[str]) -> re.Pattern[str]:
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    inner = "|".join(re.escape(p) + ("" if p.endswith("'") else r"(?![\w-])") for p in longest)
    return re.compile(rf"(?<![\w-])(?:{inner})", re.IGNORECASE)


def find_phrases(
    reading: Reading, start: int, end: int, phrases: Iterable[str]
) -> Iterator[tuple[int, int, str]]:
    """Where some words stand between two offsets, outside the names and titles of persons."""
    known = frozenset(phrases)
    if not known:
        return
    for match in _pattern(known).finditer(reading.shadow, start, end):
        token = reading.parsed.token_at(match.start())
        if token is None or not isinstance(reading.parsed.mentions.get(token.i), Phrase):
            yield match.start(), match.end(), match.group().lower()


def clauses_between(reading: Reading, first: int, last: int) -> tuple[Clause, ...]:
    """The clauses whose verbs are among the tokens [first, last)."""
    begin = bisect_left(reading.clauses, first, key=_position)
    return reading.clauses[begin : bisect_left(reading.clauses, last, key=_position)]


def _position(clause: Clause) -> int:
    return clause.head.i

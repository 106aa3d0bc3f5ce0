"""The words of the language's contact file, and where they stand in a document.

In: a reading. Out: word lists, places of phrases, the clauses of a stretch of tokens.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from kg.clauses import Clause
from kg.entities.phrases import Phrase
from kg.languages import data
from kg.reading import Reading


@cache
def _words(language: str, section: str, key: str) -> frozenset[str]:
    return frozenset(data(language, "contact")[section][key])


def contact_words(reading: Reading, section: str, key: str) -> frozenset[str]:
    """A list of the language's contact file."""
    return _words(reading.language, section, key)


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(phrases, key=len, reverse=True)
    inner = "|".join(re.escape(p) + ("" if p.endswith("'") else r"(?![\w-])") for p in longest)
    return re.compile(rf"(?<![\w-])(?:{inner})", re.IGNORECASE)


def find_phrases(
    reading: Reading, start: int, end: int, phrases: Iterable[str]
) -> Iterator[tuple[int, int, str]]:
    """Where some words stand between two offsets, outside the names and titles of persons."""
    known = tuple(sorted(phrases))
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

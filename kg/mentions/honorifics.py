"""Honorifics: what stands before a name or an office and belongs to neither.

In: a shadow text and its language, with the words of `honorifics.toml`. Out: their places in the text, each
with whether it announces several people ("MM.", "Their Majesties").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.languages import data

_FOLLOWER = re.compile(r"[\s.']{0,3}(\w+)")


def find_honorifics(shadow: str, language: str) -> list[tuple[int, int, bool]]:
    """Start, end and plural of each honorific or rank, sorted and apart from one another."""
    words = _words(language)
    found: list[tuple[int, int, bool]] = []
    for match in words.pattern.finditer(shadow):
        key = _key(re.sub(r"\s+", " ", match[0]))
        follower = _FOLLOWER.match(shadow, match.end())
        name_follows = (
            follower is not None and follower[1][0].isupper() and follower[1] not in words.not_before
        )
        if key not in words.before_name or name_follows:
            found.append((match.start(), match.end(), key in words.plurals))
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    pattern: re.Pattern[str]
    plurals: frozenset[str]
    before_name: frozenset[str]
    not_before: frozenset[str]


def _key(wording: str) -> str:
    return wording.casefold().rstrip(".")


@cache
def _words(language: str) -> _Words:
    raw = data(language, "honorifics")
    exact = _alternatives([*raw["exact"], *raw["exact_many"]])
    loose = _alternatives([*raw["one"], *raw["many"], *raw["ranks"]])
    return _Words(
        # A wording without a full stop must end as a word; one with a full stop may touch the name.
        pattern=re.compile(rf"(?<![\w.])(?:{exact}|(?i:{loose}))(?:(?<=\.)|(?![\w'])(?!\.\w))"),
        plurals=frozenset(_key(word) for word in [*raw["many"], *raw["exact_many"]]),
        before_name=frozenset(_key(word) for word in [*raw["before_name"], *raw["ranks"]]),
        not_before=frozenset(raw["not_before"]),
    )


def _alternatives(wordings: Iterable[str]) -> str:
    ordered = sorted(set(wordings), key=lambda wording: (-len(wording), wording))
    return "|".join(re.escape(wording).replace(r"\ ", r"\s{1,3}") for wording in ordered)

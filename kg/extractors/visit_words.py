"""The words of travel of a language, ready for look-up.

In: a language code. Out: `ways` (verbs of travel by lemma), `journeys` (nouns) and `words` (any other list
of `visit.toml` as a set).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.languages import data

Aspect = Literal["going", "leaving", "arriving", "staying", "expected", "inviting", "taking"]


@dataclass(frozen=True, slots=True)
class Way:
    """How one verb of travel is built, and how far it says the journey has got."""

    aspect: Aspect
    prepositions: frozenset[str]
    takes_object: bool
    reflexive: bool
    passive: bool
    particles: frozenset[str]
    moves_object: bool


@cache
def ways(language: str) -> dict[str, tuple[Way, ...]]:
    """The verbs of travel by lemma."""
    table: dict[str, list[Way]] = {}
    for entry in data(language, "visit")["verbs"]:
        way = Way(
            entry["aspect"],
            frozenset(entry["prepositions"]),
            entry.get("object", False),
            entry.get("reflexive", False),
            entry.get("passive", False),
            frozenset(entry.get("particles", ())),
            entry.get("visitors") == "object",
        )
        for lemma in entry["lemmas"]:
            table.setdefault(lemma, []).append(way)
    return {lemma: tuple(entries) for lemma, entries in table.items()}


@cache
def words(language: str, table: str, key: str) -> frozenset[str]:
    """A list of `visit.toml` as a set."""
    return frozenset(data(language, "visit")[table][key])


@cache
def phrases(language: str, table: str, key: str) -> tuple[str, ...]:
    """A list of phrases of `visit.toml`, longest first."""
    return tuple(sorted(data(language, "visit")[table][key], key=lambda phrase: (-len(phrase), phrase)))


@cache
def classes(language: str) -> dict[str, frozenset[str]]:
    """The verbs around a noun of travel, by what they say of the journey."""
    return {name: frozenset(lemmas) for name, lemmas in data(language, "visit")["classes"].items()}


@cache
def kinds(language: str) -> dict[str, tuple[str, ...]]:
    """The wordings of each kind of visit, in the order in which they count."""
    return {kind: tuple(wordings) for kind, wordings in data(language, "visit")["kinds"].items()}

"""A language's words for gatherings: sittings, events, bodies, and what makes a name of them.

In: the language's `gathering.toml`. Out: `vocabulary`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.languages import data

Heads = dict[str, list[tuple[tuple[str, ...], str]]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Lower-case words; `heads` are the first words of all head nouns."""

    sittings: frozenset[str]
    named: frozenset[str]
    of_body_only: frozenset[str]
    kept: frozenset[str]
    passed: frozenset[str]
    events: Heads
    bodies: Heads
    acronyms: dict[str, str]
    monthly: dict[str, str]
    decide: tuple[dict[str, Any], ...]
    naming: dict[str, frozenset[str]]
    short: dict[str, frozenset[str]]
    heads: frozenset[str]


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of a language; head nouns by their first word."""
    table = data(language, "gathering")
    sittings = table["sittings"]
    return Vocabulary(
        sittings=frozenset(sittings["words"]),
        named=frozenset(sittings["named"]),
        of_body_only=frozenset(sittings["of_body_only"]),
        kept=frozenset(sittings["kept"]),
        passed=frozenset(sittings["passed"]),
        events=_heads(table["events"]),
        bodies=_heads(table["bodies"]),
        acronyms=dict(table["acronyms"]),
        monthly=dict(table["monthly"]),
        decide=tuple(table["decide"]),
        naming={key: frozenset(words) for key, words in table["naming"].items()},
        short={key: frozenset(words) for key, words in table["short"].items()},
        heads=frozenset(w.split()[0] for w in (*sittings["words"], *table["events"], *table["bodies"])),
    )


def _heads(table: dict[str, str]) -> Heads:
    """Head nouns by their first word, the longest first."""
    heads: Heads = {}
    for words, kind in table.items():
        parts = tuple(words.replace("'", "' ").split())
        heads.setdefault(parts[0], []).append((parts, kind))
    for entries in heads.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return heads

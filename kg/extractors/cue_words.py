"""The words that say something of a named thing, and what is found of them around its name.

In: `[cues]` and `[context]` of a fact type's language file. Out: `words`, and the types that cues are told
in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from spacy.tokens import Token

from kg.clauses import Tense
from kg.languages import data


class Named(Protocol):
    """A mention of a named thing: text offsets, its main token, and its first and last token."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def token(self) -> int: ...
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Cue:
    """One word that says something of a named thing; `behind` whether it follows the name."""

    effect: str
    tense: Tense
    token: Token
    negated: bool = False
    behind: bool = False
    word: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The cues of a mention, with the dates and places that stand by it: token indices in text order."""

    cues: tuple[Cue, ...]
    trail: tuple[int, ...]
    before: tuple[int, ...]
    verb: Token | None
    denied: bool = False
    wished: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A language's cues by word or lemma, its phrasal ones, and its words of context."""

    effects: dict[str, str]
    phrases: dict[str, frozenset[str]]
    context: dict[str, frozenset[str]]


@cache
def words(language: str, table_name: str) -> Words:
    """The cues of a fact type (`gathering`, `agreement`) in a language."""
    table = data(language, table_name)
    effects: dict[str, str] = {}
    phrases: dict[str, set[str]] = {}
    for effect, entries in table["cues"].items():
        for entry in entries:
            effects.setdefault(entry, effect)
            first, _, rest = entry.partition(" ")
            if rest:
                phrases.setdefault(first, set()).add(rest)
    context = {key: frozenset(value) for key, value in table["context"].items()}
    return Words(effects, {key: frozenset(value) for key, value in phrases.items()}, context)

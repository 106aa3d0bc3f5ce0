"""The words of stands: what the language's `position` file says, in a form to look things up in.

In: a language. Out: `Words`, once a language: which verb, noun or adjective tells which stance, where the
thing stands behind it, and the small words by which a phrase is followed from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from kg.clauses import grammar
from kg.languages import data

Sequence = tuple[str, ...]  # words in a row, contractions undone
Phrases = Mapping[str, tuple[Sequence, ...]]  # some of them by their first words


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to tell a stance: `ways` are what may lead to the thing, in the order of the text.

    "object", "infinitive", "clause" and "manner" are constructions; the others are prepositions.
    """

    stance: str
    ways: tuple[str, ...]
    prepositions: Phrases
    reflexive: bool = False
    negated: bool = False
    unless: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    confidence: float = 0.9

    def allows(self, way: str) -> bool:
        """Whether a construction may lead to the thing."""
        return way in self.ways


@dataclass(frozen=True, slots=True)
class Words:
    """The stance words of a language and the small words around them."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    adjectives: Mapping[str, tuple[Frame, ...]]
    expressing: Frame
    sets: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Phrases]
    contractions: Mapping[str, str]
    relatives: frozenset[str]
    endings: Mapping[str, str]
    items: Mapping[str, str]

    def norm(self, token: Token) -> str:
        """A word with its contraction undone: "du" is "de"."""
        lower = token.lower_
        return self.contractions.get(lower, lower)

    def has(self, token: Token, name: str) -> bool:
        """Whether a word belongs to one of the named sets, as it stands or by its lemma."""
        words = self.sets[name]
        return token.lower_ in words or self.lemma(token) in words

    def lemma(self, token: Token) -> str:
        """A word's lemma; where the lemmatiser has left a verb as it is, made from its ending."""
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" and lemma == token.lower_ and lemma not in self.verbs:
            for ending, regular in self.endings.items():
                if lemma.endswith(ending):
                    return lemma.removesuffix(ending) + regular
        return lemma

    def item_verb(self, token: Token) -> str | None:
        """The stance verb that opens a clause of a resolution and that the tagger takes for a noun."""
        if token.pos_ not in ("NOUN", "PROPN") or not token.is_title:
            return None
        for ending, regular in self.items.items():
            verb = token.lower_.removesuffix(ending) + regular
            if token.lower_.endswith(ending) and (verb in self.verbs or verb in self.sets["expressing"]):
                return verb
        return None

    def match(self, doc: Doc, start: int, end: int, phrases: Phrases) -> int | None:
        """Where the longest of some phrases that begins at a token ends; None where none does."""
        if start >= end:
            return None
        found = [
            start + len(words)
            for words in phrases.get(self.norm(doc[start]), ())
            if start + len(words) <= end
            and all(self.norm(doc[start + n]) == word for n, word in enumerate(words) if n)
        ]
        return max(found, default=None)

    def starts(self, doc: Doc, start: int, end: int, name: str) -> int | None:
        """Where a phrase of a named list that begins at a token ends."""
        return self.match(doc, start, end, self.phrases[name])


@cache
def words(language: str) -> Words:
    """The stance words of a language."""
    table = data(language, "position")
    rules = grammar(language)
    contractions = {key: value for key, value in rules.contractions.items() if " " not in key}
    lists: dict[str, Any] = table["words"]
    return Words(
        verbs=_frames(table["verbs"]),
        nouns=_frames(table["nouns"]),
        adjectives=_frames(table["adjectives"]),
        expressing=_frame("", {"about": table["expressing"]["about"]}),
        sets={name: frozenset(value) for name, value in lists.items()}
        | {"expressing": frozenset(table["expressing"]["lemmas"])},
        phrases={name: by_first_word(value) for name, value in table["phrases"].items()},
        contractions=contractions,
        relatives=rules.relative_pronouns,
        endings=dict(table["endings"]),
        items=dict(table["items"]),
    )


def split(phrase: str) -> Sequence:
    """The words of a phrase as the tokeniser parts them: an elided article is a word."""
    return tuple(re.findall(r"[^\s']+'?", phrase))


def by_first_word(phrases: Iterable[str]) -> Phrases:
    """Phrases in a form to look for the longest that begins at a token."""
    table: dict[str, tuple[Sequence, ...]] = {}
    for phrase in phrases:
        words_of = split(phrase)
        table[words_of[0]] = (*table.get(words_of[0], ()), words_of)
    return table


def _frame(stance: str, entry: Mapping[str, Any]) -> Frame:
    ways = tuple(entry["about"])
    constructions = ("object", "infinitive", "clause", "manner")
    return Frame(
        stance,
        ways,
        by_first_word(way for way in ways if way not in constructions),
        bool(entry.get("reflexive", False)),
        bool(entry.get("negated", False)),
        frozenset(entry.get("unless", ())),
        frozenset(entry.get("only", ())),
        float(entry.get("confidence", 0.9)),
    )


def _frames(entries: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Frame, ...]]:
    table: dict[str, tuple[Frame, ...]] = {}
    for entry in entries:
        for lemma in entry["lemmas"]:
            table[lemma] = (*table.get(lemma, ()), _frame(entry["stance"], entry))
    return table

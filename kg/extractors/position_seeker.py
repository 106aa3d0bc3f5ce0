"""What the rules that look for a holder may ask of `Holders`, so that each may stand in a file of its own.

In: nothing. Out: `Seeker`, the questions, and how far they may lead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from spacy.tokens import Token

from kg.clauses import Clause
from kg.extractors.position_bodies import Holder
from kg.extractors.position_words import Words
from kg.facts import Agent
from kg.reading import Reading

FAR = 150  # tokens that a holder may stand off
DEEPEST = 8  # verbs that one holder may be passed along


class Seeker(Protocol):
    """Finds the holder of any verb of a document."""

    reading: Reading
    words: Words
    clauses: Mapping[int, Clause]

    def of(self, verb: Token, depth: int = 0) -> Holder:
        """The holder of what a verb tells."""

    def subject(self, verb: Token, depth: int = 0) -> Holder:
        """Whom the grammatical subject of a verb stands for."""

    def beside(self, verb: Token, start: int, depth: int) -> Holder | None:
        """The holder by the words right before a verb; None where they do not tell."""

    def agents(self, tokens: Sequence[Token]) -> tuple[Agent, ...]:
        """Whom some tokens stand for."""

    def verbs(self, start: int, end: int) -> list[Token]:
        """The verbs of a stretch of the text."""

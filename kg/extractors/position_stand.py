"""A stand: what a text tells of somebody's attitude to one thing.

In: nothing. Out: `Stand`, which the readers of verbs, nouns, reports and offers make and `position` turns
into facts.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extractors.phrase_walk import Part
from kg.extractors.position_bodies import Holder


@dataclass(frozen=True, slots=True)
class Stand:
    """A stand on one thing. `words` are those that tell it."""

    stance: str
    holder: Holder
    part: Part
    words: tuple[Token, ...]
    confidence: float

"""One walk along a phrase: where it began, what it has met, which parts it has closed.

In: a reading and the token that a phrase begins with. Out: `Walk`, which the rules for commas, conjunctions
and clauses move along, and the `Part`s that it closes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from kg.extractors.phrase_tokens import CLOSING, OPENING, is_date
from kg.extractors.position_words import Words, words
from kg.reading import Reading

PhraseKind = Literal["noun", "verb", "clause"]

STOPS = frozenset(".!?;:–—…")
LONGEST_INSERT = 14  # tokens between two commas


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase from one token up to, not including, another."""

    start: int
    end: int
    kind: PhraseKind


class Walk:
    """The state of a walk; a phrase of several parts begins anew at each."""

    def __init__(self, reading: Reading, start: int, end: int, kind: PhraseKind, lead: str) -> None:
        self.reading = reading
        self.doc: Doc = reading.parsed.doc
        self.words: Words = words(reading.language)
        self.end, self.kind, self.lead = end, kind, lead
        self.found: list[Part] = []
        self.begin(start)

    def begin(self, start: int) -> None:
        """Begins a part at a token."""
        while start < self.end and self.doc[start].text in OPENING:
            start += 1
        self.start = self.at = start
        self.depth = 1 if start and self.doc[start - 1].text in OPENING else 0
        self.relative = False
        self.finite = 0

    def leads(self, part: Part) -> bool:
        """Whether a part begins with a noun that leads on to another thing."""
        return any(
            t.lemma_.lower() in self.words.nouns for t in self.doc[part.start : min(part.start + 3, part.end)]
        )

    def has_genitive(self, part: Part) -> bool:
        """Whether a noun of a part has a complement of its own."""
        return any(
            self.words.norm(t) in self.words.sets["genitives"]
            for t in self.doc[part.start : min(part.start + 5, part.end)]
        )

    def close(self, end: int) -> None:
        """Closes the part that is open."""
        end = self.trimmed(end)
        if end > self.start:
            self.found.append(Part(self.start, end, self.kind))

    def next_part(self, start: int) -> int:
        """Closes the part that is open and begins another."""
        self.close(self.at)
        self.begin(start)
        return self.at

    def is_definite(self) -> bool:
        """Whether the phrase is definite, so that a relative clause tells which one is meant."""
        first = self.doc[self.start]
        possessed = any(t.tag_ == "POS" for t in self.doc[self.start : self.start + 3])
        return self.words.has(first, "definite") or first.i in self.reading.parsed.mentions or possessed

    def trimmed(self, end: int) -> int:
        """The end without punctuation, loose function words and, behind a noun, the date of what it tells."""
        while end > self.start:
            last = self.doc[end - 1]
            if last.i in self.reading.parsed.mentions and not is_date(self.reading, last):
                break
            if is_date(self.reading, last):
                before = self.doc[end - 2] if end - 2 >= self.start else None
                kept = self.kind != "noun" or before is None or self.words.has(before, "dating")
                if kept:
                    break
                end -= 1
            elif last.text in CLOSING and any(t.text in OPENING for t in self.doc[self.start : end - 1]):
                break
            elif (
                last.is_punct
                or last.pos_ in ("CCONJ", "ADP", "SCONJ", "DET", "PART", "AUX")
                or last.lower_ in self.words.sets["loose"]
            ):
                end -= 1
            else:
                break
        return end

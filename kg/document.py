"""A source becomes a document: text with fixed offsets, a language and a date.

In: a path, or text. Out: `Document`, which owns the text; every quote is cut from it, so every quote is
letter for letter there.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.facts import Quote

# Same-length replacements: matching may use this shadow of the text and keep all offsets.
_SHADOW = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Document:
    """One communiqué. `text` is never altered; `date` is EDTF or None; `language` an ISO 639-1 code."""

    id: str
    text: str
    language: str
    date: str | None = None
    publisher: str | None = None
    source: str | None = None

    def quote(self, start: int, end: int) -> Quote:
        """The passage between two code point offsets, white space at its ends left off."""
        passage = self.text[start:end]
        start += len(passage) - len(passage.lstrip())
        end -= len(passage) - len(passage.rstrip())
        return Quote(start, end, self.text[start:end])

    @property
    def shadow(self) -> str:
        """The text with typographic apostrophes and odd spaces made plain; same length, same offsets."""
        return self.text.translate(_SHADOW)

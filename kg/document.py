"""A source becomes a document: text with fixed offsets, a language and a date.

In: a path, or text. Out: `Document`, which owns the text; every quote is cut from it, so every quote is
letter for letter there.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace

from kg.facts import Quote

_SOFT_HYPHEN = "\u00ad"
# A code point with the marks that combine with it and the soft hyphens behind it
_CLUSTER = re.compile("[\\s\\S][\u0300-\u036f\u00ad]*")
# Same-length replacements: matching may use this shadow of the text and keep all offsets.
_SHADOW = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "‑": "-",
        "\u0130": "I",  # the dotted capital, the only letter that lower-casing makes longer
    }
)


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


def text_hash(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal: tells whether a document changed and where its copy is kept."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def composed(document: Document) -> tuple[Document, tuple[int, ...]]:
    """A copy whose letters and accents are single code points and whose words hold no soft hyphens.

    The second value maps each offset of the copy, its end included, to the offset in the document's text. A text
    that needs no change is returned as it is, with no map.
    """
    text = document.text
    if _SOFT_HYPHEN not in text and unicodedata.is_normalized("NFC", text):
        return document, ()
    pieces: list[str] = []
    offsets: list[int] = []
    for match in _CLUSTER.finditer(text):
        piece = unicodedata.normalize("NFC", match.group().replace(_SOFT_HYPHEN, ""))
        pieces.append(piece)
        offsets.extend([match.start()] * len(piece))
    return replace(document, text="".join(pieces)), (*offsets, len(text))

"""Plain text, decoded and no more: no line break, space or letter is changed.

In: bytes. Out: their text, as UTF-8 (a byte order mark left off), UTF-16 with a mark, or Windows-1252.
"""

from __future__ import annotations

import codecs

from kg.errors import UnreadableDocument
from kg.sources.content import Content

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = ((b"%PDF-", "a PDF"), (b"PK\x03\x04", "a Word or zip file"), (b"{\\rtf", "an RTF file"))
# Control characters that plain text may hold.
_ALLOWED = frozenset("\t\n\r\f\v\x1a\x1c\x1d\x1e\x1f\x85")


def read(data: bytes, limit: int) -> Content:
    """The text of the bytes. Raises UnreadableDocument for what is no text."""
    for signature, name in _BINARY:
        if data.startswith(signature):
            raise UnreadableDocument(f"not text but {name}; give it the suffix of its format")
    text = decode(data)
    controls = sum(1 for c in text[:100_000] if ord(c) < 0xA0 and not c.isprintable() and c not in _ALLOWED)
    if "\0" in text or controls > 5 + len(text[:100_000]) // 100:
        raise UnreadableDocument("not text but a binary file")
    return Content(text)


def decode(data: bytes) -> str:
    """The bytes as text. UTF-8 that is damaged in places stays UTF-8, with a replacement character there."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        repaired = data.decode("utf-8", "replace")
    damaged = repaired.count("\ufffd")
    if sum(1 for c in repaired if c > "\x7f") - damaged > 2 * damaged:
        return repaired
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")

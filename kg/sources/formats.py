"""Which format a source is in, and the function that reads it.

In: the bytes of a source and its suffix. Out: `Content`. A format is a module beside this one with a
function `read(data, limit)`; modules are imported when a file of their format is met, because their
libraries are slow to load.
"""

from __future__ import annotations

from importlib import import_module

from kg.errors import UnreadableDocument
from kg.sources.content import Content

SUFFIXES = {
    ".txt": "plain",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "eml",
}

# First bytes that give a format away, whatever the file is called.
_SIGNATURES = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "docx"))
_MARKUP = (b"<!doctype html", b"<html", b"<?xml")


def read(data: bytes, suffix: str, limit: int) -> Content:
    """The text of a source. Raises UnreadableDocument with the reason alone, without a name."""
    if not data.strip():
        raise UnreadableDocument("the file is empty")
    content: Content = import_module(f"kg.sources.{_format(data, suffix)}").read(data, limit)
    if not any(map(str.isalpha, content.text)):
        raise UnreadableDocument("no text in it")
    if len(content.text) > limit:
        raise UnreadableDocument(too_long(limit))
    return content


def too_long(limit: int) -> str:
    """The reason given for a text over the limit."""
    return f"the text is longer than {limit:,} characters; raise the limit with --max-text or KG_MAX_TEXT"


def _format(data: bytes, suffix: str) -> str:
    known = SUFFIXES.get(suffix.lower())
    if known:
        return known
    start = data[:512].lstrip().lower()
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    return "html" if start.startswith(_MARKUP) else "plain"

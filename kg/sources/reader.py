"""One source becomes one document.

In: an `Origin`. Out: a `Document` with its identifier, language and date.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from kg.document import Document, text_hash
from kg.errors import KgError, UnreadableDocument
from kg.sources import formats, language
from kg.sources.collection import Origin
from kg.sources.content import Content

_DEFAULT_TEXT = 2_000_000
_LARGEST_FILE = 50_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read of one source: characters of text, bytes of a file."""

    text: int = _DEFAULT_TEXT
    file: int = _LARGEST_FILE

    @classmethod
    def from_environment(cls, text: int | None = None) -> Limits:
        """The limits by option, by `KG_MAX_TEXT`, or the usual ones. Raises KgError for what is no number."""
        given = os.environ.get("KG_MAX_TEXT", "")
        if text is None and given:
            if not given.isdecimal() or not int(given):
                raise KgError(f"KG_MAX_TEXT must be a number of characters, not {given!r}")
            text = int(given)
        size = text or _DEFAULT_TEXT
        return cls(size, max(_LARGEST_FILE, 4 * size))


@dataclass(frozen=True, slots=True)
class Reader:
    """How sources are read: a fixed language or date overrides what the text says."""

    language: str | None = None
    date: str | None = None
    limits: Limits = field(default_factory=Limits)

    def read(self, origin: Origin) -> Document:
        """The document of an origin. Raises UnreadableDocument, named, where it is none."""
        try:
            content = formats.read(*self._bytes(origin), self.limits.text)
            code = language.check(self.language) if self.language else language.identify(content.text)
        except UnreadableDocument as error:
            raise UnreadableDocument(f"{origin.name}: {error}") from error
        except OSError as error:
            raise UnreadableDocument(f"{origin.name}: {error.strerror or error}") from error
        name = "" if origin.path is None else origin.path.name
        return Document(
            id=_identifier(origin, content.text),
            text=content.text,
            language=code,
            date=self.date or _date(content, code, name),
            publisher=content.publisher,
            source=None if origin.path is None else origin.name,
        )

    def read_all(
        self, origins: Iterable[Origin], problem: Callable[[UnreadableDocument, Origin], None]
    ) -> Iterator[Document]:
        """The documents of the origins that are any; the others are told to `problem`."""
        for origin in origins:
            try:
                yield self.read(origin)
            except UnreadableDocument as error:
                problem(error, origin)

    def _bytes(self, origin: Origin) -> tuple[bytes, str]:
        """The bytes of an origin and its suffix, no more of them than the limits allow."""
        if origin.path is None:
            return self._within(sys.stdin.buffer.read(self.limits.file + 1), ""), ""
        suffix = origin.path.suffix
        status = origin.path.stat()
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISFIFO(status.st_mode):
            raise UnreadableDocument("not a regular file")
        with origin.path.open("rb") as stream:
            return self._within(stream.read(self.limits.file + 1), suffix), suffix

    def _within(self, data: bytes, suffix: str) -> bytes:
        if len(data) > self.limits.file:
            raise UnreadableDocument(f"larger than {self.limits.file:,} bytes")
        if formats.SUFFIXES.get(suffix.lower()) == "plain" and len(data) > 4 * self.limits.text:
            raise UnreadableDocument(formats.too_long(self.limits.text))
        return data


def _identifier(origin: Origin, text: str) -> str:
    return f"{origin.stem}-{text_hash(text)[:8]}" if origin.shared else origin.stem


def _date(content: Content, code: str, name: str) -> str | None:
    """The document's date: as its text tells it, else its file's name, else its format's own record."""
    from kg.mentions.document_date import document_date

    shadow = Document("", content.text, code).shadow
    return document_date(shadow, code, name).date or content.date

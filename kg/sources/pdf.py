"""PDF files with a text layer.

In: the bytes of a file. Out: its text, lines joined into paragraphs. A file of scanned pages has none.
"""

from __future__ import annotations

import io
import logging
import struct
import time
import zlib

from pypdf import PdfReader, apply_configuration
from pypdf.errors import PyPdfError

from kg.errors import UnreadableDocument
from kg.sources.content import Content
from kg.sources.formats import too_long
from kg.sources.lines import paragraphs

# What pypdf lets through when a file is damaged or made to do harm.
_DAMAGE = (
    PyPdfError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    NotImplementedError,
    AssertionError,
    OSError,
    EOFError,
    zlib.error,
    struct.error,
)
_SECONDS = 60
# pypdf needs two seconds for each MB of a page, and unpacks 75 MB of it unless told otherwise.
_UNPACKED = 5_000_000
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read(data: bytes, limit: int) -> Content:
    """The text of all pages. Raises UnreadableDocument for damaged, locked and scanned files."""
    if not data[:1024].lstrip().startswith(b"%PDF-"):
        raise UnreadableDocument("not a PDF file")
    try:
        with apply_configuration(
            array_based_stream_maximum_output_length=_UNPACKED,
            lzw_maximum_output_length=_UNPACKED,
            run_length_maximum_output_length=_UNPACKED,
            zlib_maximum_output_length=_UNPACKED,
        ):
            pages = _pages(data, limit)
    except _DAMAGE as error:
        raise UnreadableDocument(f"damaged PDF ({type(error).__name__}: {error})") from error
    text = paragraphs(pages)
    if not text.strip():
        raise UnreadableDocument(
            "a PDF without text, perhaps scanned pages; run text recognition on it first"
        )
    return Content(text)


def _pages(data: bytes, limit: int) -> list[str]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableDocument("a PDF locked with a password; save it without one")
    pages, size, start = [], 0, time.monotonic()
    for page in reader.pages:
        pages.append(page.extract_text())
        size += len(pages[-1])
        if size > limit:
            raise UnreadableDocument(too_long(limit))
        if time.monotonic() - start > _SECONDS:
            raise UnreadableDocument(f"a PDF that takes more than {_SECONDS} seconds to read")
    return pages

"""Word files.

In: the bytes of a .docx file. Out: the text of its paragraphs, those in tables and boxes too, in their order.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from docx import Document as open_docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from kg.errors import UnreadableDocument
from kg.sources.content import Content
from kg.sources.formats import too_long

# A small file may unpack to gigabytes; no communiqué comes near this. Pictures may be large, markup not.
_UNPACKED = 200_000_000
_MARKUP = 20_000_000
_PARTS = 5_000
_DAMAGE = (
    OpcError,
    LxmlError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    OSError,
)
# Programs that do not know a drawing show this in its place: the same words once more.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read(data: bytes, limit: int) -> Content:
    """The text of a Word file. Raises UnreadableDocument for damaged files and zip bombs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except _DAMAGE as error:
        raise UnreadableDocument("damaged Word file, or not one at all") from error
    markup = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if markup > _MARKUP or sum(part.file_size for part in parts) > _UNPACKED or len(parts) > _PARTS:
        raise UnreadableDocument("a Word file that unpacks to more than any communiqué is")
    try:
        return Content("\n\n".join(_paragraphs(open_docx(io.BytesIO(data)), limit)))
    except _DAMAGE as error:
        raise UnreadableDocument(f"damaged Word file ({type(error).__name__})") from error


def _paragraphs(document: Any, limit: int) -> Iterator[str]:
    """Texts of the paragraphs that hold any.

    Tables are not walked by their cells: a cell may claim to span more columns than there is memory for.
    """
    size = 0
    for element in document.element.body.iter(qn("w:p")):
        text = Paragraph(element, document).text.strip()
        if text and next(element.iterancestors(_FALLBACK), None) is None:
            size += len(text)
            if size > limit:
                raise UnreadableDocument(too_long(limit))
            yield text

"""Word files.

In: the bytes of a .docx file. Out: the text of its paragraphs and tables in their order.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document as open_docx
from docx.opc.exceptions import OpcError
from docx.table import Table
from lxml.etree import LxmlError

from kg.errors import UnreadableDocument
from kg.sources.content import Content
from kg.sources.formats import too_long

# A small file may unpack to gigabytes; no communiqué comes near this.
_UNPACKED = 100_000_000
_PARTS = 5_000
_DAMAGE = (OpcError, LxmlError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, NotImplementedError)


def read(data: bytes, limit: int) -> Content:
    """The text of a Word file. Raises UnreadableDocument for damaged files and zip bombs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableDocument("damaged Word file, or not one at all") from error
    if sum(part.file_size for part in parts) > _UNPACKED or len(parts) > _PARTS:
        raise UnreadableDocument(f"unpacks to more than {_UNPACKED:,} bytes")
    try:
        document = open_docx(io.BytesIO(data))
        return Content("\n\n".join(_blocks(document, limit)))
    except (*_DAMAGE, RecursionError, OSError) as error:
        raise UnreadableDocument(f"damaged Word file ({type(error).__name__})") from error


def _blocks(container: Any, limit: int) -> Iterator[str]:
    """Texts of paragraphs, cells of tables among them, that hold any."""
    size = 0
    for block in container.iter_inner_content():
        texts = _cells(block, limit) if isinstance(block, Table) else iter([block.text])
        for text in texts:
            if text.strip():
                size += len(text)
                if size > limit:
                    raise UnreadableDocument(too_long(limit))
                yield text.strip()


def _cells(table: Table, limit: int) -> Iterator[str]:
    seen = set()
    for row in table.rows:
        for cell in row.cells:
            # A merged cell is met once for each place that it covers.
            if cell._tc not in seen:
                seen.add(cell._tc)
                yield from _blocks(cell, limit)

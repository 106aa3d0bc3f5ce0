"""Web pages.

In: the bytes of a page. Out: its main text, without menus and footers, with the date and the name of the
site where the page states them.
"""

from __future__ import annotations

import logging
import re
from html.parser import HTMLParser

import trafilatura
from trafilatura.settings import Document as Extracted

from kg.errors import UnreadableDocument
from kg.sources.content import Content
from kg.sources.plain import decode

# A page nested deeper than this is no page that a person wrote, and parsers choke on it.
_DEEPEST = 500
_MOST_TAGS = 100_000
_CHARSET = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?([a-zA-Z0-9_:-]{2,40})")
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read(data: bytes, limit: int) -> Content:
    """The main text of a page. Raises UnreadableDocument where there is none."""
    if b"\0" in data[:1024] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableDocument("not a page but a binary file")
    page = _page(data)
    _refuse_monsters(page)
    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
    record = found.as_dict() if isinstance(found, Extracted) else {}
    text = str(record.get("text") or "")
    if len(text.strip()) < 100:
        # Short pages are thrown away as boilerplate; all of their text is still better than none.
        text = max(text, trafilatura.html2txt(page), key=len)
    return Content(text, record.get("date"), record.get("sitename"))


def _page(data: bytes) -> str:
    """The page as text: UTF-8 where it is that, otherwise by the encoding that it declares."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:2048])
    try:
        return data.decode(declared[1].decode("ascii"), "replace") if declared else decode(data)
    except LookupError:
        return decode(data)


# Elements that close themselves, or are often left open, say nothing of depth.
_FLAT = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "li", "link", "meta", "p", "source"}
    | {"td", "th", "tr", "track", "wbr"}
)


class _Depth(HTMLParser):
    """How deep elements are nested."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = self.deepest = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _FLAT:
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _FLAT:
            self.depth = max(0, self.depth - 1)


def _refuse_monsters(page: str) -> None:
    if page.count("<") > _MOST_TAGS:
        raise UnreadableDocument(f"a page of more than {_MOST_TAGS:,} tags")
    parser = _Depth()
    parser.feed(page)
    if parser.deepest > _DEEPEST:
        raise UnreadableDocument(f"elements are nested more than {_DEEPEST} deep")

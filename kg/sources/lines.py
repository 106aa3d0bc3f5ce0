"""Printed lines become paragraphs.

In: the pages of a text whose lines were broken by a page's width. Out: one line a paragraph, paragraphs
with an empty line between them, as the reading of sentences wants it.
"""

from __future__ import annotations

from collections.abc import Iterable

_ENDS = (".", "!", "?", "»", "”", '"', ":", ";", ")")


def paragraphs(pages: Iterable[str]) -> str:
    """The pages as one text; page numbers on a line of their own are left out."""
    lines = [" ".join(line.split()) for page in pages for line in page.splitlines()]
    kept = [line for line in lines if not _page_number(line)]
    width = max(map(len, kept), default=0)
    found: list[str] = []
    open_line = ""
    for line in kept:
        open_line = _join(open_line, line) if open_line and line else open_line or line
        if open_line and (not line or _closes(line, width)):
            found.append(open_line)
            open_line = ""
    if open_line:
        found.append(open_line)
    return "\n\n".join(found)


def _page_number(line: str) -> bool:
    return bool(line) and not any(map(str.isalpha, line)) and len(line) <= 12


def _closes(line: str, width: int) -> bool:
    """Whether a paragraph ends with this line: it ends a sentence and leaves room on the line."""
    return line.endswith(_ENDS) and len(line) < 0.9 * width


def _join(before: str, after: str) -> str:
    """Two lines as one; a word divided at the line's end is put together again."""
    divided = before.endswith(("\u00ad", "\u2010")) or (
        before.endswith("-") and before[-2:-1].islower() and after[:1].islower()
    )
    return before[:-1] + after if divided else f"{before} {after}"

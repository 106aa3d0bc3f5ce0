"""Tables for people: columns aligned, long cells wrapped on a terminal and whole elsewhere."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence

_MARKUP = re.compile(r"[\\|`*_<>\[\]]")


def show(header: Sequence[str], rows: Iterable[Sequence[str]], *, to_stderr: bool = False) -> None:
    """Writes a table: on a terminal as wide as it is, elsewhere one row a line."""
    stream = sys.stderr if to_stderr else sys.stdout
    found = [tuple(map(printable, row)) for row in rows]
    if stream.isatty():
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.SIMPLE_HEAD)
        for name in header:
            table.add_column(Text(name))
        for row in found:
            table.add_row(*map(Text, row))
        Console(file=stream, highlight=False).print(table)
        return
    lines = [tuple(header), *found]
    widths = [max(_width(line[i]) for line in lines) for i in range(len(header))]
    for line in lines:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        stream.write("  ".join(cells).rstrip() + "\n")


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Writes a table in Markdown on standard output, each cell on one line and none of it markup."""
    sys.stdout.write(f"| {' | '.join(header)} |\n|{' --- |' * len(header)}\n")
    for row in rows:
        sys.stdout.write(f"| {' | '.join(_escaped(printable(cell)) for cell in row)} |\n")


def printable(cell: str) -> str:
    """A cell on one line, without the control characters that could steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in " ".join(cell.split()))


def _escaped(cell: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", cell)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in text)

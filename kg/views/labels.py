"""How much room a node takes with its label, and how a label is shortened where room is scarce.

In: rows of nodes with their kind, names and size. Out: boxes in pixels, and smaller sizes where all of them in
full would not fit a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.views.room import Box

# The picture on a screen of 1440 by 900, beside the filters and above the time: what a page can show at once.
PAGE = (1192, 795)
_WIDE, _LARGE, _USUAL, _NARROW = 0.85, 0.69, 0.55, 0.29
_LINE = 17
_LINES = 2
_EM = 12.2
_LINE_HEIGHT = 14.0
_MARGIN = 14.0
# Crowded pages: smaller nodes, one short line below each, and a state's code in the node itself.
_SMALLER = 0.6
_CODES = {"state": 9.0, "fold": 10.0}
_SMALL_EM = 10.6
_SMALL_LINE = 15.0
_SMALL_MARGIN = 3.0
_SHORT = 12
_CUT = 10


def short(kind: str, name: str) -> str:
    """What stands for a name where there is no room for all of it: a last name, initials, or its beginning."""
    if kind == "state" or (kind != "person" and len(name) <= _SHORT):
        return name
    if kind == "person":
        last = name.split()[-1] if name.split() else name
        # A king's number, or a scrap, is no name to be called by.
        return name if len(last) < 3 or re.fullmatch("[IVX]+", last) else last
    capitals = "".join(part[0].upper() for part in re.split(r"[\s'’-]+", name) if len(part) > 3)
    return capitals if 1 < len(capitals) < 7 else f"{name[:_CUT]}…"


def share(found: Mapping[str, Mapping[str, Any]]) -> float:
    """How much of a page the nodes that are shown would cover, with all their names in full."""
    boxes = (roomy(row) for row in found.values() if not row["fold"])
    return sum(box.width * box.height for box in boxes) / (PAGE[0] * PAGE[1])


def smaller(row: Mapping[str, Any]) -> float:
    """A node's size on a crowded page; what has a code in it keeps room for that."""
    size: float = round(row["size"] * _SMALLER, 1)
    return max(_CODES.get(row["kind"], 0.0), size)


def roomy(row: Mapping[str, Any]) -> Box:
    """The box of a node with its name in at most two lines below it."""
    lines = [wrapped(name) for name in row["names"]] or [["+999"]]
    width = max(_ems(line) for name in lines for line in name) * _EM
    height = max(len(name) for name in lines) * _LINE_HEIGHT
    across = 2 * row["size"]
    return Box(max(width, across) + _MARGIN, across + height + _MARGIN, height / 2)


def tight(row: Mapping[str, Any]) -> Box:
    """The box of a node on a crowded page: of a state, the node alone, for its code stands in it."""
    across = 2 * row["size"]
    if row["kind"] in {"state", "fold"}:
        return Box(across + _SMALL_MARGIN, across + _SMALL_MARGIN)
    width = _ems(row["short"]) * _SMALL_EM
    return Box(max(width, across) + _SMALL_MARGIN, across + _SMALL_LINE + _SMALL_MARGIN, _SMALL_LINE / 2)


def _ems(text: str) -> float:
    """How wide a text is, about, in heights of its letters: m is three times as wide as i."""
    return sum(
        _WIDE if c in "mwMW" else _NARROW if c in "fijlrtI .,'’-" else _LARGE if c.isupper() else _USUAL
        for c in text
    )


def wrapped(label: str) -> list[str]:
    """A label in at most two lines; the page shortens by the same rule."""
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _LINE:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return [line[: _LINE + 5] for line in lines[:_LINES]]

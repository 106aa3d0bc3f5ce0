"""Room for every label: boxes are spread over a page and pushed apart until no two overlap.

In: positions of nodes, and the box that each takes with its label. Out: positions.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

Point = tuple[float, float]


class Box(NamedTuple):
    """The room of a node with its label, whose middle lies `drop` below the node's: labels stand below."""

    width: float
    height: float
    drop: float = 0.0


_PUSHES = 120
_SETTLING = 300
# Every so many turns, pairs that are still jammed in a row are pushed out of it.
_JAM = 30
# How much of the page boxes may cover so that pushing still finds a place for all of them.
DENSITY = 0.57
# How far a layout is evened out: 0 leaves it as it is, 1 puts the nodes at equal steps across and down.
_EVEN = 0.8


def apart(points: Sequence[Point], boxes: Sequence[Box]) -> list[Point]:
    """Pushes overlapping boxes apart, however much wider the whole becomes."""
    xs, ys = _middles(points, boxes)
    for _ in range(_PUSHES):
        if not _pushed(xs, ys, boxes):
            break
    return _nodes(xs, ys, boxes)


def settled(points: Sequence[Point], boxes: Sequence[Box], aspect: float) -> list[Point]:
    """The same order from left to right and from top to bottom, on a page that the boxes fill evenly.

    The page is as large as the boxes need at `DENSITY`, and `aspect` times wider than high.
    """
    area = sum(box.width * box.height for box in boxes) / DENSITY
    wide = math.sqrt(area * aspect)
    high = area / wide
    xs, ys = _middles(points, boxes)
    xs = _even(xs, (wide - max(box.width for box in boxes)) / 2)
    ys = _even(ys, (high - max(box.height for box in boxes)) / 2)
    for turn in range(1, _SETTLING + 1):
        moved = _pushed(xs, ys, boxes, crosswise=turn % _JAM == 0)
        for i, box in enumerate(boxes):
            xs[i] = _within(xs[i], (wide - box.width) / 2)
            ys[i] = _within(ys[i], (high - box.height) / 2)
        if not moved:
            break
    return _nodes(xs, ys, boxes)


def _middles(points: Sequence[Point], boxes: Sequence[Box]) -> tuple[list[float], list[float]]:
    return [x for x, _ in points], [y + box.drop for (_, y), box in zip(points, boxes, strict=True)]


def _nodes(xs: Sequence[float], ys: Sequence[float], boxes: Sequence[Box]) -> list[Point]:
    return [(x, y - box.drop) for x, y, box in zip(xs, ys, boxes, strict=True)]


def _even(values: Sequence[float], reach: float) -> list[float]:
    """Between -reach and reach, most of the way to equal steps: crowds thin out, gaps close, the order stays."""
    order = sorted(range(len(values)), key=lambda i: (values[i], i))
    least, span = min(values), (max(values) - min(values)) or 1.0
    found = [0.0] * len(values)
    for place, i in enumerate(order):
        share = _EVEN * (place + 0.5) / len(values) + (1 - _EVEN) * (values[i] - least) / span
        found[i] = reach * (2 * share - 1)
    return found


def _within(value: float, limit: float) -> float:
    return min(max(value, -limit), limit)


def _pushed(xs: list[float], ys: list[float], boxes: Sequence[Box], *, crosswise: bool = False) -> bool:
    """Each overlapping pair is pushed apart once; whether there was any."""
    cell_x = max(box.width for box in boxes)
    cell_y = max(box.height for box in boxes)
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i in range(len(xs)):
        cells[int(xs[i] // cell_x), int(ys[i] // cell_y)].append(i)
    moved = False
    for (column, row), members in list(cells.items()):
        near = [
            j
            for across in (-1, 0, 1)
            for down in (-1, 0, 1)
            for j in cells.get((column + across, row + down), ())
        ]
        for i in members:
            for j in near:
                if i < j and _push(xs, ys, i, j, boxes, crosswise):
                    moved = True
    return moved


def _push(xs: list[float], ys: list[float], i: int, j: int, boxes: Sequence[Box], crosswise: bool) -> bool:
    """One pair, along the way that is shorter, or crosswise the one that is longer."""
    deep_x = (boxes[i].width + boxes[j].width) / 2 - abs(xs[i] - xs[j])
    deep_y = (boxes[i].height + boxes[j].height) / 2 - abs(ys[i] - ys[j])
    if deep_x <= 0.5 or deep_y <= 0.5:
        return False
    # Measured against the boxes, which are wider than high: otherwise everything would be pushed up and down.
    across = deep_x / (boxes[i].width + boxes[j].width) < deep_y / (boxes[i].height + boxes[j].height)
    if across != crosswise:
        step = deep_x / 2 if xs[i] >= xs[j] else -deep_x / 2
        xs[i] += step
        xs[j] -= step
    else:
        step = deep_y / 2 if ys[i] >= ys[j] else -deep_y / 2
        ys[i] += step
        ys[j] -= step
    return True

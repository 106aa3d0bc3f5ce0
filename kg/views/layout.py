"""Where everything stands on the page, computed beforehand so that the browser only draws.

In: nodes with the room that each needs, and weighted ties. Out: whole-number positions, the same on every
run. Connected parts are laid out apart by igraph, turned to lie flat, pushed until no two labels overlap, and
packed side by side.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence

import igraph

from kg.views.room import Box, Point, apart, settled

Tie = tuple[str, str, float]

_SEED = 20201203
# Kamada-Kawai spreads evenly but its time grows with the square; larger parts get Fruchterman-Reingold.
_EVEN = 350
_PUSHED = 1500
_ASPECT = 1.5
_ROOM = 1.35
_GAP = 30.0
_STRETCH = 1.4
_ROUND = 150
_CORNERS = 0.7


def place(boxes: Mapping[str, Box], ties: Sequence[Tie], *, even: bool = False) -> dict[str, tuple[int, int]]:
    """A position for each node of `boxes`, the room that it takes with its label.

    `even` gives every box its place on a page that all of them fill.
    """
    names = list(boxes)
    index = {name: number for number, name in enumerate(names)}
    graph = igraph.Graph(
        n=len(names),
        edges=[(index[a], index[b]) for a, b, _ in ties],
        edge_attrs={"weight": [weight for _, _, weight in ties]},
    )
    parts = sorted(graph.connected_components(), key=lambda part: (-len(part), part))
    laid = []
    for part in parts:
        members = [names[number] for number in part]
        points = _spread(graph.induced_subgraph(part), [boxes[name] for name in members])
        laid.append(dict(zip(members, points, strict=True)))
    packed = _pack(laid, boxes)
    if even and len(names) <= _PUSHED:
        filling = settled(list(packed.values()), [boxes[name] for name in packed], _ASPECT)
        packed = dict(zip(packed, filling, strict=True))
    return {name: (round(packed[name][0]), round(packed[name][1])) for name in names}


def _spread(graph: igraph.Graph, boxes: Sequence[Box]) -> list[Point]:
    count = graph.vcount()
    if count == 1:
        return [(0.0, 0.0)]
    igraph.set_random_number_generator(random.Random(_SEED))
    try:
        if count <= _EVEN:
            # From a circle it gets stuck in a tangle; scaled distances are a good place to begin.
            layout = graph.layout_kamada_kawai(seed=graph.layout_mds(), maxiter=60 * count)
        else:
            weights = [math.log1p(weight) for weight in graph.es["weight"]]
            ring = (2 * math.pi * number / count for number in range(count))
            start = [(math.cos(angle), math.sin(angle)) for angle in ring]
            layout = graph.layout_fruchterman_reingold(weights=weights, seed=start, niter=400)
    finally:
        igraph.set_random_number_generator(random)
    points = _flat([(float(x), float(y)) for x, y in layout])
    points = _scaled(points, sum(box.width * box.height for box in boxes) * _ROOM)
    points = _squared(points) if count >= _ROUND else points
    return apart(points, boxes) if count <= _PUSHED else points


def _flat(points: list[Point]) -> list[Point]:
    """Turned so that the longest direction lies across: pages are wider than high."""
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    centred = [(x - middle_x, y - middle_y) for x, y in points]
    xx = sum(x * x for x, _ in centred)
    yy = sum(y * y for _, y in centred)
    xy = sum(x * y for x, y in centred)
    angle = -0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = math.cos(angle), math.sin(angle)
    return [(x * cos - y * sin, x * sin + y * cos) for x, y in centred]


def _squared(points: list[Point]) -> list[Point]:
    """Large layouts come out round; part of the way to a rectangle, the corners of the page are used too."""
    wide = max(abs(x) for x, _ in points) or 1.0
    high = max(abs(y) for _, y in points) or 1.0
    squared = []
    for x, y in points:
        far = math.hypot(x / wide, y / high)
        corner = far / max(abs(x / wide), abs(y / high)) if far else 1.0
        squared.append((x * corner**_CORNERS, y * corner**_CORNERS))
    return squared


def _scaled(points: list[Point], area: float) -> list[Point]:
    """Stretched to an area, and to the page's shape as far as that does not distort much."""
    width = max(x for x, _ in points) - min(x for x, _ in points) or 1.0
    height = max(y for _, y in points) - min(y for _, y in points) or width / 4
    wide = math.sqrt(area * _ASPECT)
    factor_x, factor_y = wide / width, (area / wide) / height
    factor_y = min(factor_y, factor_x * 1.6)
    return [(x * factor_x, y * factor_y) for x, y in points]


def _pack(parts: list[dict[str, Point]], boxes: Mapping[str, Box]) -> dict[str, Point]:
    """The largest part, and the rest in rows beside it or below it, whichever fills the page better."""
    if not parts:
        return {}
    frames = [_frame(part, boxes) for part in parts]
    left, top, right, bottom = frames[0]
    width, height = right - left, bottom - top
    widest = max((right - left for left, _, right, _ in frames[1:]), default=0.0)
    area = sum((right - left + _GAP) * (bottom - top + _GAP) for left, top, right, bottom in frames[1:])
    side, side_high = _rows(parts[1:], frames[1:], max(widest, area / height * 1.2))
    side_wide = max((x for x, _ in side.values()), default=0.0) + widest
    below, below_high = _rows(parts[1:], frames[1:], max(width, widest))
    beside = max((width + _GAP + side_wide) / _ASPECT, height, side_high)
    if beside < max(width / _ASPECT, height + _GAP + below_high):
        rest, shift = side, (width + _GAP, max(0.0, (height - side_high) / 2))
    else:
        rest, shift = below, (0.0, height + _GAP)
    packed = {name: (x - left, y - top) for name, (x, y) in parts[0].items()}
    packed.update({name: (x + shift[0], y + shift[1]) for name, (x, y) in rest.items()})
    return _filled(packed, boxes)


def _filled(points: dict[str, Point], boxes: Mapping[str, Box]) -> dict[str, Point]:
    """Drawn out along the shorter side towards the page's shape: more room for labels at the same zoom."""
    left, top, right, bottom = _frame(points, boxes)
    shape = (right - left) / (bottom - top)
    across = min(_STRETCH, max(1.0, _ASPECT / shape))
    down = min(_STRETCH, max(1.0, shape / _ASPECT))
    return {name: (x * across, y * down) for name, (x, y) in points.items()}


def _rows(
    parts: list[dict[str, Point]], frames: list[tuple[float, float, float, float]], limit: float
) -> tuple[dict[str, Point], float]:
    """Parts in rows no wider than a limit, and how high the rows are together."""
    packed: dict[str, Point] = {}
    x = y = row = 0.0
    for part, (left, top, right, bottom) in zip(parts, frames, strict=True):
        if x and x + right - left > limit:
            x, y, row = 0.0, y + row + _GAP, 0.0
        for name, (at_x, at_y) in part.items():
            packed[name] = (x + at_x - left, y + at_y - top)
        x += right - left + _GAP
        row = max(row, bottom - top)
    return packed, y + row


def _frame(part: Mapping[str, Point], boxes: Mapping[str, Box]) -> tuple[float, float, float, float]:
    middles = [(x, y + boxes[name].drop, boxes[name]) for name, (x, y) in part.items()]
    return (
        min(x - box.width / 2 for x, _, box in middles),
        min(y - box.height / 2 for _, y, box in middles),
        max(x + box.width / 2 for x, _, box in middles),
        max(y + box.height / 2 for _, y, box in middles),
    )

"""The picture of an ontology: classes in a tree by their kind, what leads from one to another in the margin.

In: classes with their superclasses, and properties from class to class. Out: SVG that stands in a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_WIDTH, _HEIGHT, _STEP, _INDENT, _BOX = 900, 26, 34, 190, 168
_PREFIX = "dip:"


def picture(classes: Sequence[tuple[str, Sequence[str]]], links: Sequence[tuple[str, str, str]]) -> str:
    """The picture: a row a class, its properties that lead to other classes at its right."""
    parents = {
        name: next((s.removeprefix(_PREFIX) for s in above if s.startswith(_PREFIX)), None)
        for name, above in classes
    }
    rows = list(_tree(None, parents, 0))
    place = {name: (12 + depth * _INDENT // 2, 12 + n * _STEP) for n, (name, depth) in enumerate(rows)}
    parts = [_branch(place, name, parents[name]) for name, _ in rows]
    parts += [_box(*place[name], name) for name, _ in rows]
    parts += [_leading(*place[name], [(p, t) for d, p, t in links if d == name]) for name, _ in rows]
    height = 24 + len(rows) * _STEP
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="picture-title">'
        '<title id="picture-title">Classes, and the properties that lead from one to another</title>'
        f"{''.join(parts)}</svg>"
    )


def _tree(parent: str | None, parents: dict[str, str | None], depth: int) -> list[tuple[str, int]]:
    found = []
    for name in sorted(name for name, above in parents.items() if above == parent):
        found += [(name, depth), *_tree(name, parents, depth + 1)]
    return found


def _branch(place: dict[str, tuple[int, int]], name: str, parent: str | None) -> str:
    if parent is None:
        return ""
    (x, y), (above_x, above_y) = place[name], place[parent]
    middle = y + _HEIGHT // 2
    return f'<path d="M{above_x + 16} {above_y + _HEIGHT}V{middle}H{x}" class="branch"/>'


def _box(x: int, y: int, name: str) -> str:
    label = f'<text x="{x + 10}" y="{y + 17}">{escape(name)}</text>'
    box = f'<rect x="{x}" y="{y}" width="{_BOX}" height="{_HEIGHT}" rx="4"/>'
    return f'<a href="#{escape(name)}">{box}{label}</a>'


def _leading(x: int, y: int, links: Sequence[tuple[str, str]]) -> str:
    told = ", ".join(f"{name} → {target}" for name, target in links)
    return f'<text x="{x + _BOX + 12}" y="{y + 17}" class="leading">{escape(told)}</text>' if told else ""

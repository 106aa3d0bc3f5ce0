"""Labels at the zoom that a page opens with: every node has one, it can be read, and none lies on another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from bench.synthetic import corpus
from kg.facts import Fact
from kg.views.drawing import links, rows
from kg.views.labels import short, wrapped
from kg.views.network import project
from tests.views.drawn import WATCH, Written, piled, written

Show = Callable[..., Any]
LEGIBLE = 8.5


def unnamed(texts: list[Written], facts: list[Fact]) -> Counter[str]:
    """Of the nodes, how many of each short name have nothing written at them."""
    network = project(facts)
    drawn = Counter(each.text for each in texts)
    missing: Counter[str] = Counter()
    for row in rows(network, links(network), {}).values():
        of_its_own = row["state"] if row["kind"] == "state" else row["short"]
        told = next((text for text in (of_its_own, wrapped(row["names"][-1])[0]) if drawn[text]), None)
        if told is None:
            missing[of_its_own] += 1
        else:
            drawn[told] -= 1
    return missing


def beyond(texts: list[Written], stage: dict[str, float]) -> list[str]:
    """Texts that are cut off by the picture's edge."""
    return [
        each.text
        for each in texts
        if min(each.left, each.top) < 0 or each.right > stage["width"] or each.bottom > stage["height"]
    ]


@pytest.mark.parametrize(
    ("documents", "people", "seed", "nodes"),
    [(10, 8, 1, 44), (20, 15, 1, 79), (100, 80, 1, 254), (440, 370, 3, 496)],
)
def test_every_node_has_a_label(show: Show, documents: int, people: int, seed: int, nodes: int) -> None:
    facts = corpus(documents, people, seed)[0]
    assert project(facts).number_of_nodes() == nodes
    tab = show(facts, width=1440, height=900, script=WATCH)
    texts = written(tab)
    assert unnamed(texts, facts) == Counter()
    assert piled(texts) == []
    assert beyond(texts, tab.locator("#canvas").bounding_box()) == []
    assert min(each.size for each in texts) >= LEGIBLE


@pytest.mark.parametrize("width", [390, 1440])
def test_no_pile_where_there_are_too_many_to_name(show: Show, width: int) -> None:
    facts = corpus(3000, 2500)[0]
    texts = written(show(facts, width=width, height=900, script=WATCH))
    assert len(texts) > 200
    assert piled(texts) == []
    assert min(each.size for each in texts) >= 8


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("person", "Awa Diarra Ndiaye", "Ndiaye"),
        ("person", "Mohammed VI", "Mohammed VI"),
        ("person", "", ""),
        ("state", "Antigua-et-Barbuda", "Antigua-et-Barbuda"),
        ("organisation", "Union africaine", "UA"),
        ("organisation", "Nations Unies", "NU"),
        ("organisation", "CEDEAO", "CEDEAO"),
        ("agreement", "Supercalifragilistic", "Supercalif…"),
    ],
)
def test_short_names(kind: str, name: str, expected: str) -> None:
    assert short(kind, name) == expected

"""How nodes and ties look, before a theme gives them colours. In: the network. Out: rows for the page."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

import networkx as nx

from kg.views import labels
from kg.views.layout import Tie, place
from kg.views.network import directed
from kg.views.room import DENSITY
from kg.views.states import state_names

_GOLDEN = math.pi * (3 - math.sqrt(5))
_SPIRAL = 46.0
# Below this share of a full page, nodes stand where the layout puts them, with the page's emptiness around.
_SPARSE = 0.25
# What holds a pair together in the layout, a fact of each type: persons stay near the state they serve.
_PULL = {"office": 3.0, "agreement": 1.5}


class Link(NamedTuple):
    """All facts of one type between two nodes."""

    source: str
    target: str
    type: str
    facts: tuple[str, ...]


def links(network: nx.MultiDiGraph[str]) -> list[Link]:
    """One link a pair and type; a tie without direction has its ends in order already."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for source, target, values in network.edges(data=True):
        found[source, target, values["type"]].append(values["fact"])
    return [Link(*ends, tuple(dict.fromkeys(facts))) for ends, facts in sorted(found.items())]


def rows(
    network: nx.MultiDiGraph[str], ties: list[Link], folds: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """Each node's row by its identifier, folded nodes after those that they hold."""
    counts: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        counts[tie.source].update(tie.facts)
        counts[tie.target].update(tie.facts)
    most = max((len(facts) for facts in counts.values()), default=1)
    found: dict[str, dict[str, Any]] = {}
    for node, values in network.nodes(data=True):
        found[node] = {
            "kind": values["kind"],
            "iri": values["iri"],
            "role": values["role"],
            "state": values["state"],
            "also": list(values["also"]),
            "names": _names(values["kind"], values["label"]),
            "short": labels.short(values["kind"], values["label"]),
            "size": _size(values["kind"], len(counts[node]), most),
            "fold": folds.get(node, ""),
        }
    members: dict[str, list[str]] = defaultdict(list)
    for node in sorted(folds, key=lambda node: (-len(counts[node]), node)):
        members[folds[node]].append(node)
    for name, held in sorted(members.items()):
        code = name.partition(":")[2]
        found[name] = {
            "kind": "fold",
            "iri": "",
            "role": "",
            "state": code if f"state/{code}" in network else "",
            "also": [],
            "names": _names("state", code)
            if len(code) == 2
            else [network.nodes[code]["label"]]
            if code in network
            else [],
            "short": "",
            "size": round(min(30.0, 11 + 1.2 * math.sqrt(len(held))), 1),
            "fold": "",
        }
    _put(found, ties, members)
    return found


def _put(found: dict[str, dict[str, Any]], ties: list[Link], members: Mapping[str, list[str]]) -> None:
    """Positions: shown nodes by their ties, folded ones in a spiral around the node that holds them."""
    share = labels.share(found)
    crowded = share > DENSITY
    for row in found.values() if crowded else ():
        row["size"] = labels.smaller(row)
    box = labels.tight if crowded else labels.roomy
    beside = {name: f"state/{name.partition(':')[2]}" for name in members}
    beside = {name: state for name, state in beside.items() if state in found and not found[state]["fold"]}
    shown = {node: box(row) for node, row in found.items() if not row["fold"] and node not in beside}
    for name, state in beside.items():
        shown[state] = shown[state]._replace(width=shown[state].width + 2 * found[name]["size"])
    pulls: dict[tuple[str, str], float] = defaultdict(float)
    for tie in ties:
        folded = (found[tie.source]["fold"] or tie.source, found[tie.target]["fold"] or tie.target)
        ends = sorted(beside.get(end, end) for end in folded)
        if ends[0] != ends[1]:
            pulls[ends[0], ends[1]] += _PULL.get(tie.type, 1.0) * len(tie.facts)
    drawn: list[Tie] = [(source, target, weight) for (source, target), weight in sorted(pulls.items())]
    for node, (x, y) in place(shown, drawn, even=share > _SPARSE * DENSITY).items():
        found[node].update(x=x, y=y)
    for name, state in beside.items():
        reach = found[state]["size"] + found[name]["size"] + 2
        found[name].update(x=round(found[state]["x"] + reach), y=round(found[state]["y"] - reach / 3))
    for name, held in members.items():
        for number, node in enumerate(held, 1):
            reach, angle = _SPIRAL * math.sqrt(number), _GOLDEN * number
            found[node].update(
                x=round(found[name]["x"] + reach * math.cos(angle) * 1.3),
                y=round(found[name]["y"] + reach * math.sin(angle) * 0.8),
            )


def _names(kind: str, label: str) -> list[str]:
    """The label in each interface language, or once where it is the same in all."""
    if kind != "state":
        return [label]
    return state_names(label)


def _size(kind: str, facts: int, most: int) -> float:
    """By how many facts there are of a node, measured against the node with most of them."""
    least, largest, growth = (13.0, 34.0, 2.0) if kind == "state" else (6.0, 22.0, 1.8)
    reach = min(largest - least, growth * math.sqrt(most))
    return round(least + reach * math.sqrt(facts / most), 1)


def arrow(tie: Link) -> str:
    """Where the tie's arrow points, in pyvis's words; positions have a direction but no arrow."""
    return "to" if directed(tie.type) and tie.type == "visit" else ""

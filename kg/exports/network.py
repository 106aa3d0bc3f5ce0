"""GraphML, GEXF and CSV of nodes and edges: who deals with whom, for Gephi, Cytoscape and their like.

Attributes have types. In GEXF, an edge has the first and the last day that its fact's date may mean, and a
node those of its edges, so that Gephi's timeline works; what is not dated is always shown.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

import networkx as nx

from kg.graph.bounds import bounds
from kg.store import Graph
from kg.views.keys import Keys
from kg.views.network import project

_TODAY = re.compile(rb' lastmodifieddate="[^"]*"')
# A zip file notes when its files were written; the same graph must give the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
Network = nx.MultiDiGraph


def write(graph: Graph, format: str, stream: IO[bytes], document: str | None) -> list[str]:
    """Writes the network of a document's facts, or of all."""
    found = list(graph.facts(document=document) if document else graph.facts())
    network = _ordered(project(found, keys=Keys(base=graph.base)))
    _WRITERS[format](network, stream)
    return []


def _ordered(network: Any) -> Any:
    """The network with its nodes and edges in a fixed order and attributes that the formats know."""
    ordered: Any = nx.MultiDiGraph()
    ordered.add_nodes_from((node, _plain(data)) for node, data in sorted(network.nodes(data=True)))
    edges = sorted(network.edges(data=True), key=lambda edge: (edge[0], edge[1], str(edge[2].get("fact"))))
    for number, (source, target, data) in enumerate(edges):
        ordered.add_edge(source, target, key=number, **_plain(data))
    return ordered


def _graphml(network: Any, stream: IO[bytes]) -> None:
    nx.write_graphml(network, stream)


def _gexf(network: Any, stream: IO[bytes]) -> None:
    for *_, data in network.edges(data=True):
        data["fact_type"] = data.pop("type")  # there, the type of an edge says whether it is directed
        data |= _span([data])
    for node, data in network.nodes(data=True):
        touching = (*network.in_edges(node, data=True), *network.out_edges(node, data=True))
        data |= _span([edge for *_, edge in touching])
    written = io.BytesIO()
    nx.write_gexf(network, written)
    stream.write(_TODAY.sub(b"", written.getvalue(), count=1))


def _zip(network: Any, stream: IO[bytes]) -> None:
    """The tables `nodes.csv` and `edges.csv` with the column names that Gephi takes."""
    nodes = (
        {"Id": node, "Label": data.get("label", node), **data} for node, data in network.nodes(data=True)
    )
    edges = (
        {"Source": source, "Target": target, "Type": "Directed", "Id": number, **data}
        for source, target, number, data in network.edges(keys=True, data=True)
    )
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, rows in (("nodes.csv", nodes), ("edges.csv", edges)):
            packed.writestr(zipfile.ZipInfo(name, _NO_TIME), _csv(rows))


def _csv(rows: Iterable[dict[str, Any]]) -> bytes:
    found = list(rows)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in found for name in row)), restval="")
    writer.writeheader()
    writer.writerows(found)
    return text.getvalue().encode("utf-8")


_WRITERS = {"graphml": _graphml, "gexf": _gexf, "zip": _zip}


def _span(edges: Iterable[dict[str, Any]]) -> dict[str, str]:
    """The days from the first to the last that dated edges may mean; nothing where one has no date."""
    days = [bounds(edge.get("date")) for edge in edges]
    if not days or any(first is None for first, _ in days):
        return {}
    span = {"start": min(str(first) for first, _ in days)}
    if all(last is not None for _, last in days):
        span["end"] = max(str(last) for _, last in days)
    return span


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """Attributes as the formats know them: numbers and text, lists joined, what is not told left out."""
    return dict(_attributes(data))


def _attributes(data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in sorted(data.items()):
        if isinstance(value, int | float | str):
            yield name, value
        elif isinstance(value, list | tuple | set):
            yield name, "; ".join(map(str, value))

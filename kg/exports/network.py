"""GraphML and GEXF: who deals with whom, for Gephi and its like."""

from __future__ import annotations

import io
import re
from typing import IO

import networkx as nx

from kg.store import Graph
from kg.views.keys import Keys
from kg.views.network import project

_WRITERS = {"graphml": nx.write_graphml, "gexf": nx.write_gexf}
_TODAY = re.compile(rb' lastmodifieddate="[^"]*"')


def write(graph: Graph, format: str, stream: IO[bytes], document: str | None) -> list[str]:
    """Writes the network of a document's facts, or of all."""
    found = list(graph.facts(document=document) if document else graph.facts())
    network = project(found, keys=Keys(base=graph.base))
    ordered: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ordered.add_nodes_from((node, _texts(data)) for node, data in sorted(network.nodes(data=True)))
    edges = sorted(network.edges(data=True), key=lambda edge: (edge[0], edge[1], str(edge[2].get("fact"))))
    for number, (source, target, data) in enumerate(edges):
        ordered.add_edge(source, target, key=number, **_texts(data))
    if format == "gexf":
        # There, the type of an edge says whether it is directed.
        for *_, data in ordered.edges(data=True):
            data["fact_type"] = data.pop("type")
    written = io.BytesIO()
    _WRITERS[format](ordered, written)
    # networkx puts the day of writing into GEXF; the same graph must give the same bytes.
    stream.write(_TODAY.sub(b"", written.getvalue(), count=1))
    return []


def _texts(data: dict[str, object]) -> dict[str, object]:
    """Attributes as the formats know them: numbers and text, lists joined, what is not told left out."""
    return {
        name: value if isinstance(value, int | float | str) else "; ".join(map(str, value))
        for name, value in sorted(data.items())
        if isinstance(value, int | float | str | list | tuple | set)
    }

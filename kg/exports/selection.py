"""Which triples an export holds.

In: a graph, and one document's id or none for all. Out: triples in a fixed order: sorted by subject,
predicate, object, each once.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, Triple

from kg.graph import iris
from kg.graph.namespaces import PREFIXES
from kg.store import Graph
from kg.union import named

# Prefixes for what kg names itself: those whose names go without characters that Turtle would have to escape.
_FOLDERS = ("person", "state", "org", "office", "agreement", "series", "place")


def prefixes(graph: Graph) -> dict[str, str]:
    """The prefixes of an export: kg's own, and one for each kind of thing that the graph names."""
    return PREFIXES | {f"kg-{folder}": f"{graph.base}{folder}/" for folder in _FOLDERS}


def triples(graph: Graph, document: str | None) -> list[Triple]:
    """One document's triples, or the union of all graphs.

    The union leaves out the ontology, a file of its own, and of the authority file what nothing names.
    """
    if document is not None:
        return sorted(graph.triples(document), key=_key)
    authority = iris.shared_graph(iris.AUTHORITY, graph.base)
    left_out = {authority, iris.shared_graph(iris.ONTOLOGY, graph.base)}
    found = {quad.triple for quad in named(graph.native) if _name(quad) not in left_out}
    mentioned = {node for triple in found for node in (triple.subject, triple.object)}
    found.update(quad.triple for quad in _quads(graph, authority) if quad.subject in mentioned)
    return sorted(found, key=_key)


def quads(graph: Graph, document: str | None) -> Iterator[Quad]:
    """One document's graph by name, or all graphs, in the order of their names."""
    if document is not None:
        name = NamedNode(iris.document_graph(document, graph.base))
        yield from (Quad(t.subject, t.predicate, t.object, name) for t in triples(graph, document))
        return
    for graph_name in sorted(str(name.value) for name in graph.native.named_graphs()):
        yield from sorted(_quads(graph, graph_name), key=_key)


def _quads(graph: Graph, name: str) -> Iterator[Quad]:
    return graph.native.quads_for_pattern(None, None, None, NamedNode(name))


def _name(quad: Quad) -> str:
    return getattr(quad.graph_name, "value", "")


def _key(statement: Triple | Quad) -> tuple[str, bool, str, str]:
    """Sorts types first, as people expect to read them."""
    predicate = statement.predicate.value
    return str(statement.subject), predicate != PREFIXES["rdf"] + "type", predicate, str(statement.object)

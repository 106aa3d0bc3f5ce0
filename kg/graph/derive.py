"""The derived shortcuts: what follows by rule from the documents' graphs.

In: a store with the documents' graphs. Out: the derived graph, made anew by the rules of the ontology.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from pyoxigraph import NamedNode, Quad, QueryTriples, Store

from kg import ontology_files
from kg.errors import BrokenData
from kg.graph.iris import BASE, DERIVED, shared_graph


def derive(store: Store, base: str = BASE) -> None:
    """Replaces the derived graph by what the rules make of the store as it is."""
    graph = NamedNode(shared_graph(DERIVED, base))
    store.remove_graph(graph)
    store.bulk_extend(derived(store, base))


def derived(store: Store, base: str = BASE) -> Iterator[Quad]:
    """What the rules make of a store, as quads of the derived graph. Raises BrokenData on a broken rule."""
    graph = NamedNode(shared_graph(DERIVED, base))
    for rule in ontology_files.rules():
        try:
            made = cast(QueryTriples, store.query(rule.read_text(encoding="utf-8")))
        except SyntaxError as error:
            raise BrokenData(f"{rule}: {error}") from error
        yield from (Quad(t.subject, t.predicate, t.object, graph) for t in made)

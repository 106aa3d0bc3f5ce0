"""The default graph of a store, which holds each triple of its named graphs, once.

In: a store, and what is written to its named graphs. Out: the same store, its default graph in step with them.

Oxigraph can take the union of all graphs as the default graph by itself, but gives then one row for each graph
that holds a triple: questions over thousands of documents drown in copies of "this state has that code", and
what they count is wrong. A sixth more disk buys plain answers, many times as fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

_DEFAULT = DefaultGraph()


class Union:
    """Writes to the named graphs of a store so that its default graph stays their union.

    What is taken away leaves the default graph when `settle` is called, unless another graph holds it.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._gone: set[Triple] = set()

    def add(self, quads: Iterable[Quad]) -> None:
        """Adds quads of named graphs, in bounded memory."""
        self.store.bulk_extend(chain.from_iterable((quad, _in_default(quad.triple)) for quad in quads))

    def remove(self, quad: Quad) -> None:
        """Takes one quad of a named graph away."""
        self.store.remove(quad)
        self._gone.add(quad.triple)

    def remove_graph(self, graph: NamedNode) -> None:
        """Takes a named graph away."""
        self._gone.update(quad.triple for quad in self.store.quads_for_pattern(None, None, None, graph))
        self.store.remove_graph(graph)

    def put(self, graph: NamedNode, triples: Iterable[Triple]) -> None:
        """Puts triples in the place of those of a named graph. What stays is not written again."""
        new = set(triples)
        old = {quad.triple for quad in self.store.quads_for_pattern(None, None, None, graph)}
        for triple in old - new:
            self.remove(Quad(triple.subject, triple.predicate, triple.object, graph))
        self.add(Quad(t.subject, t.predicate, t.object, graph) for t in new - old)

    def settle(self) -> None:
        """Brings the default graph in step with what was taken away."""
        for triple in self._gone:
            if not self._held(triple):
                self.store.remove(_in_default(triple))
        self._gone.clear()

    def rebuild(self) -> None:
        """Makes the default graph anew, after changes to named graphs that went past this class."""
        self._gone.update(quad.triple for quad in self.store.quads_for_pattern(None, None, None, _DEFAULT))
        self.settle()
        self.store.bulk_extend(_in_default(quad.triple) for quad in named(self.store))

    def _held(self, triple: Triple) -> bool:
        found = self.store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return any(quad.graph_name != _DEFAULT for quad in found)


def named(store: Store) -> Iterator[Quad]:
    """The quads of a store's named graphs."""
    return (
        quad for graph in store.named_graphs() for quad in store.quads_for_pattern(None, None, None, graph)
    )


def is_missing(store: Store) -> bool:
    """Whether a store has named graphs, but not their union."""
    empty = next(store.quads_for_pattern(None, None, None, _DEFAULT), None) is None
    return empty and next(named(store), None) is not None


def _in_default(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, _DEFAULT)

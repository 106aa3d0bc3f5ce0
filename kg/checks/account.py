"""What one document's checks need, apart from any store, so that it can be sent to another process.

In: a graph and a document's id. Out: `Account`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg.graph import iris
from kg.graph.mapping import Nodes
from kg.graph.read import index
from kg.store import Graph


@dataclass(frozen=True)
class Account:
    """A document's graph and what the authority graph says of the things in it, as N-Triples; its text.

    `iri` is the document's own; `text` is None where the graph has none.
    """

    document: str
    iri: str
    own: str
    authority: str
    text: str | None

    @cached_property
    def nodes(self) -> Nodes:
        """The document's graph alone, for look-up."""
        return index(parse(self.own, format=RdfFormat.N_TRIPLES))

    @property
    def triples(self) -> str:
        """Both graphs, as N-Triples."""
        return self.own + self.authority


def account(graph: Graph, document: str) -> Account:
    """A document's account in a graph."""
    own = list(graph.triples(document))
    authority = NamedNode(iris.shared_graph(iris.AUTHORITY, graph.base))
    known = (
        quad.triple
        for subject in dict.fromkeys(triple.subject for triple in own)
        for quad in graph.native.quads_for_pattern(subject, None, None, authority)
    )
    iri = iris.document_iri(document, graph.base)
    return Account(document, iri, _lines(own), _lines(known), graph.text(document))


def _lines(triples: Iterable[Triple]) -> str:
    return "".join(f"{triple} .\n" for triple in triples)

"""Where a document's graph came from: the triples of the graph beside all others that PROV-O has terms for.

In: a document and kg's version. Out: triples for `graph/meta`, and `Stored` back out of a store. The triples
hold no time unless SOURCE_DATE_EPOCH gives one: the same input and version must give the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from pyoxigraph import Literal, NamedNode, Store, Triple

from kg import languages
from kg.document import Document, text_hash
from kg.graph import iris
from kg.graph.namespaces import term


@dataclass(frozen=True, slots=True)
class Stored:
    """A document that a graph holds; `version` is that of the kg which read it, `data` of its language data."""

    id: str
    graph: str
    sha256: str
    version: str
    language: str | None = None
    date: str | None = None
    publisher: str | None = None
    source: str | None = None
    data: str = ""


def kg_version() -> str:
    """The version of kg that is installed."""
    try:
        return version("kg")
    except PackageNotFoundError:
        return "0"


def subjects(document: str, base: str = iris.BASE) -> tuple[NamedNode, NamedNode]:
    """What the provenance of a document's graph is said of: the graph, and the run that made it."""
    return NamedNode(iris.document_graph(document, base)), NamedNode(iris.activity(document, base))


def provenance(document: Document, base: str = iris.BASE) -> Iterator[Triple]:
    """Which run of which version made a document's graph, and of which text."""
    graph, run = subjects(document.id, base)
    yield Triple(graph, term("rdf:type"), term("prov:Entity"))
    yield Triple(graph, term("prov:wasGeneratedBy"), run)
    yield Triple(run, term("rdf:type"), term("prov:Activity"))
    yield Triple(run, term("prov:used"), NamedNode(iris.document_iri(document.id, base)))
    yield Triple(run, term("prov:wasAssociatedWith"), NamedNode(iris.software(kg_version(), base)))
    yield Triple(run, term("dcterms:identifier"), Literal(f"sha256:{text_hash(document.text)}"))
    yield Triple(run, term("schema:softwareVersion"), Literal(kg_version()))
    yield Triple(run, term("schema:version"), Literal(languages.digest()))
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        time = datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield Triple(graph, term("prov:generatedAtTime"), Literal(time, datatype=term("xsd:dateTime")))


def stored(store: Store, document: str, base: str = iris.BASE) -> Stored:
    """What a store holds of a document; without hash where it holds nothing."""
    graph, run = subjects(document, base)
    node = NamedNode(iris.document_iri(document, base))
    meta = NamedNode(iris.shared_graph(iris.META, base))

    def value(subject: NamedNode, name: str, where: NamedNode) -> str | None:
        quads = store.quads_for_pattern(subject, term(name), None, where)
        return next((str(quad.object.value) for quad in quads), None)  # type: ignore[union-attr]

    return Stored(
        id=document,
        graph=graph.value,
        sha256=(value(node, "dcterms:identifier", graph) or "").removeprefix("sha256:"),
        version=value(run, "schema:softwareVersion", meta) or "",
        language=value(node, "dcterms:language", graph),
        date=value(node, "dcterms:issued", graph),
        publisher=value(node, "dcterms:publisher", graph),
        source=value(node, "dcterms:source", graph),
        data=value(run, "schema:version", meta) or "",
    )

"""Turtle, N-Triples and RDF/XML: one graph."""

from __future__ import annotations

from typing import IO

from pyoxigraph import RdfFormat

from kg.exports.headers import serialized
from kg.exports.selection import prefixes, triples
from kg.store import Graph

_FORMATS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML}


def write(graph: Graph, format: str, stream: IO[bytes], document: str | None) -> list[str]:
    """Writes the triples of a document, or of all."""
    stream.write(serialized(triples(graph, document), _FORMATS[format], prefixes(graph)))
    return []

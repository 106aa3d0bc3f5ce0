"""N-Quads and TriG: every graph by its name."""

from __future__ import annotations

from typing import IO

from pyoxigraph import RdfFormat

from kg.exports.headers import serialized
from kg.exports.selection import prefixes, quads
from kg.store import Graph

_FORMATS = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG}


def write(graph: Graph, format: str, stream: IO[bytes], document: str | None) -> list[str]:
    """Writes the quads of a document's graph, or of all graphs."""
    stream.write(serialized(quads(graph, document), _FORMATS[format], prefixes(graph)))
    return []

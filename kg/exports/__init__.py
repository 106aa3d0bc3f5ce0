"""The graph in the formats of other programs, one file a kind of format.

In: a graph, a format, a stream of bytes, and one document's id or none for all. Out: the bytes, the same
for the same graph, and notes on what a format cannot hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import IO

from kg.store import Graph

# Format -> the module beside this one that writes it.
FORMATS = {
    "ttl": "triples",
    "nt": "triples",
    "rdf": "triples",
    "jsonld": "json_ld",
    "nq": "quads",
    "trig": "quads",
    "graphml": "network",
    "gexf": "network",
    "zip": "network",
    "csv": "table",
    "jsonl": "table",
    "ics": "calendar",
}


def write(
    graph: Graph,
    format: str,
    stream: IO[bytes],
    document: str | None = None,
    types: Sequence[str] = (),
) -> list[str]:
    """Writes a graph, or one document of it, in a format. Returns what whoever reads it should know.

    `types` are the fact types that a format of the facts table is to hold; all where none is named.
    """
    module = import_module(f"kg.exports.{FORMATS[format]}")
    chosen = (types,) if FORMATS[format] == "table" else ()
    notes: list[str] = module.write(graph, format, stream, document, *chosen)
    return notes

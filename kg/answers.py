"""What a query answers: a table, a yes or no, or triples.

In: SPARQL text and a graph. Out: `Answer`, which writes itself in the formats of SPARQL and RDF, and becomes
a pandas table.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from pyoxigraph import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    serialize,
)

from kg.errors import BadQuery
from kg.graph.namespaces import PREFIXES
from kg.refusals import refuse_reaching_out as refuse_reaching_out
from kg.store import Answer as Native
from kg.store import Graph

if TYPE_CHECKING:
    import pandas

TABLES = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
GRAPHS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_NUMBERS = {f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("decimal", "double", "float")}
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"


class Answer:
    """The answer to a query, read once: rows of a table, `boolean`, or triples."""

    def __init__(self, native: Native) -> None:
        self.native = native

    @property
    def variables(self) -> list[str]:
        """The names of the columns; none where the answer is no table."""
        return [v.value for v in self.native.variables] if isinstance(self.native, QuerySolutions) else []

    @property
    def kind(self) -> str:
        """`table`, `boolean` or `graph`."""
        if isinstance(self.native, QuerySolutions):
            return "table"
        return "boolean" if isinstance(self.native, QueryBoolean) else "graph"

    def __bool__(self) -> bool:
        return bool(self.native) if isinstance(self.native, QueryBoolean) else True

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Rows, with numbers as numbers, other literals and IRIs as text, and None where nothing is bound."""
        if isinstance(self.native, QuerySolutions):
            for row in self.native:
                yield tuple(map(plain, row))
        elif isinstance(self.native, QueryTriples):
            for triple in self.native:
                yield plain(triple.subject), plain(triple.predicate), plain(triple.object)

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas table; needs pandas, which kg does not install by itself."""
        import pandas

        columns = self.variables or ["subject", "predicate", "object"]
        return pandas.DataFrame(list(self), columns=columns)

    def write(self, stream: IO[bytes], format: str) -> None:
        """Writes the answer in a format of TABLES, or for triples of GRAPHS. Raises BadQuery for another."""
        if isinstance(self.native, QueryTriples):
            if format not in GRAPHS:
                raise BadQuery(f"the answer is triples: a format among {', '.join(GRAPHS)}, not {format}")
            serialize(self.native, stream, GRAPHS[format], prefixes=PREFIXES)
        elif format in TABLES:
            self.native.serialize(stream, TABLES[format])
        else:
            raise BadQuery(f"the answer is a table: a format among {', '.join(TABLES)}, not {format}")

    def text(self, format: str) -> str:
        """The answer in a format, as text."""
        stream = io.BytesIO()
        self.write(stream, format)
        return stream.getvalue().decode("utf-8")


def ask(graph: Graph, sparql: str) -> Answer:
    """The answer of a graph to a query. Raises BadQuery for SERVICE, updates and what does not parse."""
    refuse_reaching_out(sparql)
    return Answer(graph.query(sparql))


def plain(term: Any) -> Any:
    """A term as a plain value."""
    if isinstance(term, Literal):
        datatype = term.datatype.value
        if datatype == _INTEGER:
            return int(term.value)
        if datatype in _NUMBERS:
            return float(term.value)
        return term.value == "true" if datatype == _BOOLEAN else term.value
    return None if term is None else str(getattr(term, "value", term))

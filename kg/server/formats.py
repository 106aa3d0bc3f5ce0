"""Which format a client gets.

In: the `Accept` header of a request, and whether the answer is a table, a yes or no, triples or quads. Out: a
media type and Oxigraph's format for it, or None where nothing that the client takes is on offer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import QueryResultsFormat, RdfFormat

Format = QueryResultsFormat | RdfFormat

TABLES: dict[str, Format] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
TRIPLES: dict[str, Format] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/json": RdfFormat.JSON_LD,
    "application/xml": RdfFormat.RDF_XML,
    "text/xml": RdfFormat.RDF_XML,
    "text/plain": RdfFormat.N_TRIPLES,
    "application/x-turtle": RdfFormat.TURTLE,
    "text/n3": RdfFormat.TURTLE,
    "text/rdf+n3": RdfFormat.TURTLE,
}
QUADS: dict[str, Format] = {
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/ld+json": RdfFormat.JSON_LD,
}
OFFERS: Mapping[str, Mapping[str, Format]] = {
    "table": TABLES,
    "boolean": TABLES,
    "graph": TRIPLES,
    "dataset": QUADS,
}
_TEXTS = ("text/", "application/n-")


def chosen(accept: str, offered: Sequence[str]) -> str | None:
    """The media type among those offered that a client likes best; the first where it likes all the same."""
    ranges = _ranges(accept)
    if not ranges:
        return offered[0]
    rated = [(_quality(name, ranges), -place, name) for place, name in enumerate(offered)]
    best = max(rated)
    return best[2] if best[0] > 0 else None


def content_type(media: str) -> str:
    """A media type as the header says it."""
    return f"{media}; charset=utf-8" if media.startswith(_TEXTS) else media


def _ranges(accept: str) -> list[tuple[str, float]]:
    """The media ranges of a header with their weights; parameters other than the weight are passed over."""
    found = []
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name:
            found.append((name, _weight(parameters)))
    return found


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return min(1.0, max(0.0, float(parameter[2:])))
            except ValueError:
                return 0.0
    return 1.0


def _quality(name: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The weight of the range that names a type most exactly."""
    rated = [
        (exactness, weight)
        for exactness, wanted in ((2, name), (1, name.partition("/")[0] + "/*"), (0, "*/*"))
        for range_, weight in ranges
        if range_ == wanted
    ]
    return max(rated, key=lambda pair: pair[0])[1] if rated else 0.0

"""What a worker does: queries, whole graphs, updates.

In: a job as JSON, the folder's current graph, limits. Out: frames with the answer in the format that the
client takes. Raises Refused where a limit is passed or no format fits.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from kg import union
from kg.errors import BadQuery
from kg.generations import DAMAGE, Generations
from kg.graph.namespaces import PREFIXES
from kg.refusals import refuse_reaching_out
from kg.server import frames
from kg.server.formats import OFFERS, chosen, content_type
from kg.server.limits import Limits
from kg.server.refused import Refused

_PIECE = 1 << 16
# What stands between two rows of a table and nowhere else, a string's quotes and angles being escaped there.
_ROW = {"srj": b',{"', "srx": b"</result>", "csv": b"\r\n", "tsv": b"\n"}


class Snapshot:
    """The graph in a folder, opened anew once a build has put another in its place."""

    def __init__(self, folder: Path) -> None:
        self.files = Generations(folder, writing=False)
        self._name = ""
        self._store: Store | None = None

    def store(self) -> Store:
        """The store of the generation that counts now."""
        name = self.files.current()
        if self._store is None or name != self._name:
            self._store, self._name = self.files.reader(), name
        return self._store

    def forget(self) -> None:
        """Opens the store anew for the next job."""
        self._store = None


def work(job: dict[str, Any], snapshot: Snapshot, limits: Limits, out: IO[bytes]) -> None:
    """Does a job once, and again where a build took the files away before anything was sent."""
    answer = Outgoing(out, limits)
    try:
        _KINDS[job["kind"]](job, snapshot, answer)
    except DAMAGE:
        snapshot.forget()
        if answer.begun:
            raise
        _KINDS[job["kind"]](job, snapshot, answer)


class Outgoing(io.RawIOBase):
    """The body of an answer on its way out, counted."""

    def __init__(self, out: IO[bytes], limits: Limits) -> None:
        super().__init__()
        self._out, self._limits = out, limits
        self._bytes = self._rows = 0
        self._mark, self._tail = b"", b""
        self.begun = False

    def begin(self, media: str, mark: bytes = b"") -> io.BufferedWriter:
        """Sends the head. Returns where to write the body."""
        self._mark = mark
        self.begun = True
        frames.write_json(self._out, frames.HEAD, {"media": content_type(media)})
        return io.BufferedWriter(self, _PIECE)

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        data = bytes(piece)
        self._bytes += len(data)
        if self._bytes > self._limits.answer:
            raise Refused(503, f"the answer has more than {self._limits.answer >> 20} MB; ask for less of it")
        if self._mark:
            self._count(data)
        frames.write(self._out, frames.DATA, data)
        self._out.flush()
        return len(data)

    def triples(self, found: Iterable[Triple | Quad]) -> Iterator[Triple | Quad]:
        """The statements of an answer, counted."""
        for statement in found:
            self.add_rows(1)
            yield statement

    def add_rows(self, count: int) -> None:
        """Counts rows. Raises Refused where they are too many."""
        self._rows += count
        if self._rows > self._limits.rows:
            raise Refused(503, f"the answer has more than {self._limits.rows:,} rows; add LIMIT and OFFSET")

    def _count(self, data: bytes) -> None:
        whole = self._tail + data
        self.add_rows(whole.count(self._mark))
        kept = len(self._mark) - 1
        self._tail = whole[-kept:] if kept else b""


def _query(job: dict[str, Any], snapshot: Snapshot, answer: Outgoing) -> None:
    text = job["query"]
    refuse_reaching_out(text)
    default, named = job.get("default", []), job.get("named", [])
    dataset: dict[str, Any] = {}
    if default or named:
        dataset = {"default_graph": _nodes(default), "named_graphs": _nodes(named)}
    try:
        found = snapshot.store().query(text, prefixes=PREFIXES, base_iri=job.get("base"), **dataset)
    except (SyntaxError, ValueError) as error:
        raise BadQuery(f"the query does not parse: {error}") from error
    if isinstance(found, QuerySolutions | QueryBoolean):
        offers = OFFERS["boolean" if isinstance(found, QueryBoolean) else "table"]
        media = _media(job, list(offers))
        format = offers[media]
        assert isinstance(format, QueryResultsFormat)
        mark = _ROW[format.file_extension]
        with answer.begin(media, b"" if isinstance(found, QueryBoolean) else mark) as stream:
            found.serialize(stream, format)
    else:
        _serialized(found, "graph", job, answer)


def _graph(job: dict[str, Any], snapshot: Snapshot, answer: Outgoing) -> None:
    """One graph whole, or all: the union of all as the default graph, each by its name as the dataset."""
    store, name = snapshot.store(), job.get("graph")
    if job.get("dataset"):
        _serialized(union.named(store), "dataset", job, answer)
        return
    node = NamedNode(name) if name else DefaultGraph()
    if isinstance(node, NamedNode) and not store.contains_named_graph(node):
        raise Refused(404, f"there is no graph <{name}>")
    quads = store.quads_for_pattern(None, None, None, node)
    _serialized((quad.triple for quad in quads), "graph", job, answer)


def _update(job: dict[str, Any], snapshot: Snapshot, answer: Outgoing) -> None:
    """Makes a new generation of the graph, which counts once it is whole."""
    from kg.refusals import refuse_reading_in
    from kg.store import open_graph

    refuse_reading_in(job["update"])
    with open_graph(snapshot.files.folder, read_only=False) as graph:
        graph.update(job["update"], base_iri=job.get("base"))
    answer.begin("text/plain").close()


def _serialized(found: Iterable[Triple | Quad], kind: str, job: dict[str, Any], answer: Outgoing) -> None:
    offers = OFFERS[kind]
    media = _media(job, list(offers))
    format = offers[media]
    assert isinstance(format, RdfFormat)
    with answer.begin(media) as stream:
        statements: Any = answer.triples(found)
        serialize(statements, stream, format, prefixes=PREFIXES)


def _media(job: dict[str, Any], offered: list[str]) -> str:
    media = chosen(job.get("accept", ""), offered)
    if media is None:
        raise Refused(406, f"none of the formats asked for; there are {', '.join(offered)}")
    return media


def _nodes(names: Iterable[str]) -> list[NamedNode | DefaultGraph]:
    try:
        return [NamedNode(name) for name in names]
    except ValueError as error:
        raise BadQuery(f"not the IRI of a graph: {error}") from error


_KINDS = {"query": _query, "graph": _graph, "update": _update}

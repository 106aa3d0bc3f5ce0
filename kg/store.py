"""A graph on disk: documents' graphs are replaced, queried and read back as facts.

In: documents with their facts. Out: `Graph`, to be used in a `with` statement.
A writer's changes are seen by others once it commits, all at once; readers never see a part of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from oxrdflib import OxigraphStore
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
)
from rdflib import Dataset

from kg import ontology_files
from kg.document import Document
from kg.errors import BadQuery, BrokenGraph
from kg.facts import Fact
from kg.generations import Generations
from kg.graph import authority, iris, provenance, read, write
from kg.graph.derive import derive
from kg.graph.namespaces import PREFIXES, term
from kg.sparql import bind

_DAMAGE = (OSError, RuntimeError)  # what Oxigraph raises on files that are missing or broken
_T = TypeVar("_T")
Answer = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class Stored:
    """A document that a graph holds; `version` is that of the kg which read it."""

    id: str
    graph: str
    sha256: str
    version: str
    language: str | None = None
    date: str | None = None
    publisher: str | None = None
    source: str | None = None


class Graph:
    """A knowledge graph: `native` is Oxigraph's store, `dataset` rdflib's view of it.

    All its own IRIs start with `base`. Made by `open_graph` for a folder, or without arguments in memory.
    """

    def __init__(
        self, native: Store | None = None, base: str = iris.BASE, files: Generations | None = None
    ) -> None:
        self.native = Store() if native is None else native
        self.base = base
        self._files = files
        self._texts: dict[str, str] = {}

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None and self._files is not None and self._files.writing:
            self.commit()
        self.close()

    @cached_property
    def dataset(self) -> Dataset:
        """rdflib's view of the store; its default graph is the union of all graphs."""
        return Dataset(store=OxigraphStore(store=self.native), default_union=True)

    def replace(self, document: Document, facts: Iterable[Fact]) -> None:
        """Puts what a document says in the place of what the graph had of it."""
        quads = write.quads(document, facts, self.base)
        self.drop(document.id)  # refuses where the graph is not open for writing
        meta = NamedNode(iris.shared_graph(iris.META, self.base))
        quads += [
            Quad(t.subject, t.predicate, t.object, meta) for t in provenance.provenance(document, self.base)
        ]
        self.native.extend(quads)
        self._keep_text(document.text)

    def drop(self, document: str) -> None:
        """Takes a document's graph away, by the document's id; nothing happens where there is none."""
        self._check_writable()
        meta = NamedNode(iris.shared_graph(iris.META, self.base))
        self.native.remove_graph(NamedNode(iris.document_graph(document, self.base)))
        for subject in provenance.subjects(document, self.base):
            for quad in list(self.native.quads_for_pattern(subject, None, None, meta)):
                self.native.remove(quad)

    def put(self, name: str, triples: Iterable[Triple]) -> None:
        """Puts triples in the place of one of the graphs beside the documents', such as `iris.LINKS`."""
        self._check_writable()
        graph = NamedNode(iris.shared_graph(name, self.base))
        self.native.remove_graph(graph)
        self.native.bulk_extend(Quad(t.subject, t.predicate, t.object, graph) for t in triples)

    def refresh(self) -> None:
        """Makes the graphs anew that follow from the ontology's files: its own, authority, derived."""
        ontology = parse(ontology_files.text("diplomacy.ttl"), format=RdfFormat.TURTLE)
        self.put(iris.ONTOLOGY, (quad.triple for quad in ontology))
        self.put(iris.AUTHORITY, authority.rebased(self.base))
        derive(self.native, self.base)

    def commit(self) -> None:
        """Makes what was written what readers see from now on, after `refresh`."""
        self.refresh()
        if self._files is not None:
            self.native.flush()
            self._files.commit()

    def close(self) -> None:
        """Lets go of the files. What was written and not committed is lost."""
        self.__dict__.pop("dataset", None)
        self.__dict__.pop("native", None)
        if self._files is not None:
            self._files.release()

    def documents(self) -> Iterator[Stored]:
        """The documents in the graph, in the order of their ids."""
        for document in sorted(self._document_ids()):
            yield self._stored(document)

    def document(self, document: str) -> Stored | None:
        """One document by its id; None where the graph does not hold it."""
        stored = self._stored(document)
        return stored if stored.sha256 else None

    def facts(self, type: str | None = None, **filters: Any) -> Iterator[Fact]:
        """The facts, document by document. A filter names a field and its value, or one entry of a list.

        `document="…"` reads only that document; `min_confidence=0.9` leaves out what is less sure.
        """
        lowest = float(filters.pop("min_confidence", 0))
        ids = [filters["document"]] if "document" in filters else sorted(self._document_ids())
        for document in ids:
            for fact in read.facts(self.triples(document)):
                if type in (None, fact.type) and fact.confidence >= lowest and _matches(fact, filters):
                    yield fact

    def triples(self, document: str) -> Iterator[Triple]:
        """What the named graph of a document holds."""
        graph = NamedNode(iris.document_graph(document, self.base))
        return (quad.triple for quad in self._read(self.native.quads_for_pattern(None, None, None, graph)))

    def query(self, sparql: str, **bindings: Any) -> Answer:
        """The answer to a SPARQL query over the union of all graphs, bindings in their variables' places.

        kg's prefixes are known. A binding is a term of Oxigraph or a plain value. Raises BadQuery.
        """
        text = bind(sparql, {name: _as_term(value) for name, value in bindings.items()})
        try:
            return self.native.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
        except (SyntaxError, ValueError) as error:
            raise BadQuery(f"the query does not parse: {error}") from error
        except _DAMAGE as error:
            raise BrokenGraph(f"{self._place()} is damaged: {error}; build it again") from error

    def quads(self) -> Iterator[str]:
        """The whole graph as lines of N-Quads: graph by graph in the order of their names, sorted in each."""
        for graph in sorted(self._read(self.native.named_graphs()), key=str):
            quads = self.native.quads_for_pattern(None, None, None, graph)
            yield from sorted(f"{quad} ." for quad in self._read(quads))

    def text(self, document: str) -> str | None:
        """The text of a document as it was read; None where the graph has none."""
        digest = self._stored(document).sha256
        if self._files is None:
            return self._texts.get(digest)
        return self._files.text(digest)

    def _read(self, items: Iterable[_T]) -> Iterator[_T]:
        """What the store gives, a damaged file reported as what it is."""
        try:
            yield from items
        except _DAMAGE as error:
            raise BrokenGraph(f"{self._place()} is damaged: {error}; build it again") from error

    def _place(self) -> str:
        return f"the graph in {self._files.folder}" if self._files else "the graph in memory"

    def _check_writable(self) -> None:
        if self._files is not None and not self._files.writing:
            raise BrokenGraph(f"{self._place()} is not open for writing, or committed already")

    def _keep_text(self, text: str) -> None:
        if self._files is None:
            self._texts[iris.text_hash(text)] = text
        else:
            self._files.keep(iris.text_hash(text), text)

    def _document_ids(self) -> Iterator[str]:
        prefix = iris.document_graph("", self.base)
        for graph in self._read(self.native.named_graphs()):
            if isinstance(graph, NamedNode) and graph.value.startswith(prefix):
                yield iris.document_id(graph.value)

    def _stored(self, document: str) -> Stored:
        graph, run = provenance.subjects(document, self.base)
        node = NamedNode(iris.document_iri(document, self.base))
        meta = NamedNode(iris.shared_graph(iris.META, self.base))

        def value(subject: NamedNode, name: str, where: NamedNode) -> str | None:
            quads = self.native.quads_for_pattern(subject, term(name), None, where)
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
        )


def open_graph(path: Path | str, read_only: bool = True, base: str | None = None) -> Graph:
    """The graph in a folder. A writer makes the folder where it is missing, and commits at the end of `with`.

    `base` is where a new graph's IRIs start; a graph that exists keeps its own. Raises BrokenGraph where the
    graph is missing, damaged, another writer's, or has another base.
    """
    folder = Path(path)
    files = Generations(folder, writing=not read_only)
    if read_only:
        return Graph(_read_only(files), _base(files, base), files)
    if folder.exists() and not folder.is_dir():
        raise BrokenGraph(f"{folder} is a file, not the folder of a graph; name another with --graph")
    files.acquire()
    try:
        native = _writable(files)
        graph = Graph(native, _base(files, base), files)
        files.set_base(graph.base)
        files.forget_texts({document.sha256 for document in graph.documents()})
    except BaseException:
        files.release()
        raise
    return graph


def _read_only(files: Generations) -> Store:
    for _ in range(3):  # a writer may have put a new generation in the place of the one just named
        current = files.current()
        if not current:
            raise BrokenGraph(f"there is no graph in {files.folder}; make one with `kg build`")
        try:
            return Store.read_only(str(files.folder / current))
        except _DAMAGE as error:
            failure = error
    raise BrokenGraph(f"the graph in {files.folder} is damaged: {failure}; build it again") from failure


def _writable(files: Generations) -> Store:
    former = files.current()
    fresh = files.next_generation()
    try:
        if former:
            Store.read_only(str(files.folder / former)).backup(str(fresh))
        return Store(str(fresh))
    except _DAMAGE as error:
        raise BrokenGraph(
            f"the graph in {files.folder} is damaged: {error}; build it again elsewhere"
        ) from error


def _base(files: Generations, asked: str | None) -> str:
    """The base that the graph has, or the one asked for where the graph is new."""
    kept = files.base() if files.current() else ""
    if asked and kept and asked != kept:
        raise BrokenGraph(
            f"the graph in {files.folder} has the base {kept}, not {asked}; build it anew elsewhere"
        )
    return kept or asked or iris.BASE


def _matches(fact: Fact, filters: dict[str, Any]) -> bool:
    for name, wanted in filters.items():
        value = getattr(fact, name, None)
        found = [str(entry) for entry in value] if isinstance(value, tuple) else [str(value)]
        if str(wanted) not in found:
            return False
    return True


def _as_term(value: Any) -> NamedNode | Literal:
    return value if isinstance(value, NamedNode | Literal) else Literal(value)

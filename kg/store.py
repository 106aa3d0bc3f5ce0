"""A graph on disk: documents' graphs are replaced, queried and read back as facts.

In: documents with their facts. Out: `Graph`, to be used in a `with` statement.
A writer's changes are seen by others once it commits, all at once; readers never see a part of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from pyoxigraph import (
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

from kg import ontology_files
from kg.document import Document, text_hash
from kg.errors import BadQuery, BrokenGraph
from kg.facts import Fact
from kg.generations import DAMAGE, Generations
from kg.graph import authority, iris, provenance, read, write
from kg.graph.derive import derived
from kg.graph.namespaces import PREFIXES
from kg.graph.provenance import Stored
from kg.linking import Links, Source, decisions, graphs, known, link
from kg.linking.decisions import Decision
from kg.sparql import bind
from kg.union import Union

if TYPE_CHECKING:
    from rdflib import Dataset

# Oxigraph takes many quads at once three times as fast as a document's, and in bounded memory.
_BATCH = 40_000
_T = TypeVar("_T")
Answer = QuerySolutions | QueryBoolean | QueryTriples


class Graph:
    """A knowledge graph, Oxigraph's store `native` inside, `dataset` for rdflib.

    All its own IRIs start with `base`. Made by `open_graph` for a folder, or without arguments in memory.
    """

    def __init__(
        self, native: Store | None = None, base: str = iris.BASE, files: Generations | None = None
    ) -> None:
        self._union = Union(Store() if native is None else native)
        self._waiting: dict[str, list[Quad]] = {}
        self._waiting_quads = 0
        self.base = base
        self._files = files
        self._texts: dict[str, str] = {}
        self._dataset: Dataset | None = None
        self._by_document: dict[str, list[Decision]] | None = None

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None and self._files is not None and self._files.writing:
            self.commit()
        self.close()

    @property
    def native(self) -> Store:
        """Oxigraph's store, with all that was written in it; its default graph is the union of all graphs."""
        with self._guarded():
            if self._waiting:
                self._union.add(quad for quads in self._waiting.values() for quad in quads)
                self._waiting, self._waiting_quads = {}, 0
            self._union.settle()
        return self._union.store

    @property
    def dataset(self) -> Dataset:
        """rdflib's view of the store; its default graph is the union of all graphs."""
        if self._dataset is None or self._waiting:
            from oxrdflib import OxigraphStore  # rdflib takes longer to load than most questions to answer
            from rdflib import Dataset

            self._dataset = Dataset(store=OxigraphStore(store=self.native))
        return self._dataset

    def replace(self, document: Document, facts: Iterable[Fact]) -> None:
        """Puts what a document says in the place of what the graph had of it."""
        found, withheld = self._decided(document.id, facts)
        quads = write.quads(document, found, self.base)
        self.drop(document.id)  # refuses where the graph is not open for writing
        meta = NamedNode(iris.shared_graph(iris.META, self.base))
        quads += [
            Quad(t.subject, t.predicate, t.object, meta) for t in provenance.provenance(document, self.base)
        ]
        quads += [
            Quad(t.subject, t.predicate, t.object, NamedNode(iris.shared_graph(iris.WITHHELD, self.base)))
            for t in graphs.withheld_triples(document.id, withheld, self.base)
        ]
        self._waiting[document.id] = quads
        self._waiting_quads += len(quads)
        if self._waiting_quads > _BATCH:
            self.native.flush()
        self._keep_text(document.text)

    def drop(self, document: str) -> None:
        """Takes a document's graph away, by the document's id; nothing happens where there is none."""
        self._check_writable()
        graph, run = provenance.subjects(document, self.base)
        store = self.native if document in self._waiting else self._union.store
        if not store.contains_named_graph(graph):
            return
        self._union.remove_graph(graph)
        meta, withheld = (
            NamedNode(iris.shared_graph(name, self.base)) for name in (iris.META, iris.WITHHELD)
        )
        node = NamedNode(iris.document_iri(document, self.base))
        for subject, where in ((graph, meta), (run, meta), (node, withheld)):
            for quad in list(store.quads_for_pattern(subject, None, None, where)):
                self._union.remove(quad)

    def put(self, name: str, triples: Iterable[Triple]) -> None:
        """Puts triples in the place of one of the graphs beside the documents', such as `iris.LINKS`."""
        self._check_writable()
        graph = NamedNode(iris.shared_graph(name, self.base))
        with self._guarded():
            self._union.put(graph, triples)

    def refresh(self) -> None:
        """Makes the graphs anew that follow from the ontology's files: its own, authority, derived."""
        ontology = parse(ontology_files.text("diplomacy.ttl"), format=RdfFormat.TURTLE)
        self.put(iris.ONTOLOGY, (quad.triple for quad in ontology))
        self.put(
            iris.AUTHORITY, {*authority.rebased(self.base), *graphs.person_triples(known.own(), self.base)}
        )
        self.put(iris.LINKS, self.links().triples(self.base))
        self.put(iris.DERIVED, derived(self.native))

    def links(self) -> Links:
        """Who is who and what is what across the documents, as it follows from them now."""
        sources = (
            Source(d.id, tuple(self.facts(document=d.id)), d.date, d.language, d.publisher)
            for d in self.documents()
        )
        return link(sources, (*known.own(), *self.known_persons()), self.decisions())

    def known_persons(self) -> list[known.KnownPerson]:
        """The people of the user's own authority file, if the graph was given one."""
        return graphs.read_persons(self._shared(iris.KNOWN))

    def know(self, persons: Iterable[known.KnownPerson]) -> None:
        """Puts people in the place of those of the user's own authority file that the graph has."""
        self.put(iris.KNOWN, graphs.person_triples(persons, self.base))

    def decisions(self) -> list[Decision]:
        """What people decided about facts and links."""
        return graphs.read_decisions(self._shared(iris.REVIEW))

    def decide(self, decided: Iterable[Decision]) -> None:
        """Puts decisions in the place of those that the graph has. What documents say is not read again."""
        self.put(iris.REVIEW, graphs.decision_triples(decided, self.base))
        self._by_document = None

    def withheld(self, document: str) -> list[Fact]:
        """The facts of a document, as they were found, that decisions took away or changed."""
        where = NamedNode(iris.shared_graph(iris.WITHHELD, self.base))
        node = NamedNode(iris.document_iri(document, self.base))
        return graphs.read_withheld(self._read(self.native.quads_for_pattern(node, None, None, where)))

    def _decided(self, document: str, facts: Iterable[Fact]) -> tuple[list[Fact], list[Fact]]:
        """The facts of a document as decisions leave them, and those that decisions took away or changed."""
        if self._by_document is None:
            self._by_document = decisions.by_document(self.decisions(), self.base)
        found = list(facts)
        mine = self._by_document.get(document)
        if not mine:
            return found, []
        found = iris.identify(found, self.base)
        return decisions.apply(found, mine), decisions.withheld(found, mine)

    def _shared(self, name: str) -> Iterator[Triple]:
        graph = NamedNode(iris.shared_graph(name, self.base))
        return (quad.triple for quad in self._read(self.native.quads_for_pattern(None, None, None, graph)))

    def commit(self) -> None:
        """Makes what was written what readers see from now on, after `refresh`."""
        self.refresh()
        if self._files is not None:
            with self._guarded():
                self.native.flush()
                self._files.commit()

    def close(self) -> None:
        """Lets go of the files. What was written and not committed is lost."""
        self._dataset = None
        self.__dict__.pop("_union", None)
        if self._files is not None:
            self._files.release()

    def documents(self) -> Iterator[Stored]:
        """The documents in the graph, in the order of their ids."""
        for document in sorted(self._document_ids()):
            yield provenance.stored(self.native, document, self.base)

    def document(self, document: str) -> Stored | None:
        """One document by its id; None where the graph does not hold it."""
        stored = provenance.stored(self.native, document, self.base)
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
        text = bind(sparql, bindings)
        try:
            return self.native.query(text, prefixes=PREFIXES)
        except (SyntaxError, ValueError) as error:
            raise BadQuery(f"the query does not parse: {error}") from error
        except DAMAGE as error:
            raise BrokenGraph(f"{self._place()} is damaged: {error}; build it again") from error

    def update(self, sparql: str, base_iri: str | None = None) -> None:
        """Changes named graphs by a SPARQL update. Raises BadQuery.

        The default graph follows the named ones: what an update writes into it alone is not kept.
        """
        self._check_writable()
        try:
            self.native.update(sparql, prefixes=PREFIXES, base_iri=base_iri)
        except (SyntaxError, ValueError) as error:
            raise BadQuery(f"the update does not parse: {error}") from error
        self._union.rebuild()

    def quads(self) -> Iterator[str]:
        """The whole graph as lines of N-Quads: graph by graph in the order of their names, sorted in each."""
        for graph in sorted(self._read(self.native.named_graphs()), key=str):
            quads = self.native.quads_for_pattern(None, None, None, graph)
            yield from sorted(f"{quad} ." for quad in self._read(quads))

    def text(self, document: str) -> str | None:
        """The text of a document as it was read; None where the graph has none."""
        digest = provenance.stored(self.native, document, self.base).sha256
        if self._files is None:
            return self._texts.get(digest)
        return self._files.text(digest)

    def _read(self, items: Iterable[_T]) -> Iterator[_T]:
        """What the store gives, a damaged file reported as what it is."""
        with self._guarded():
            yield from items

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except DAMAGE as error:
            raise BrokenGraph(f"{self._place()} is damaged, or the disk is full: {error}") from error

    def _place(self) -> str:
        return f"the graph in {self._files.folder}" if self._files else "the graph in memory"

    def _check_writable(self) -> None:
        if self._files is not None and not self._files.writing:
            raise BrokenGraph(f"{self._place()} is not open for writing, or committed already")

    def _keep_text(self, text: str) -> None:
        if self._files is None:
            self._texts[text_hash(text)] = text
        else:
            self._files.keep(text_hash(text), text)

    def _document_ids(self) -> Iterator[str]:
        prefix = iris.document_graph("", self.base)
        for graph in self._read(self.native.named_graphs()):
            if isinstance(graph, NamedNode) and graph.value.startswith(prefix):
                yield iris.document_id(graph.value)


def open_graph(path: Path | str, read_only: bool = True, base: str | None = None) -> Graph:
    """The graph in a folder. A writer makes the folder where it is missing, and commits at the end of `with`.

    `base` is where a new graph's IRIs start; a graph that exists keeps its own. Raises BrokenGraph where the
    graph is missing, damaged, another writer's, or has another base.
    """
    folder = Path(path)
    files = Generations(folder, writing=not read_only)
    if read_only:
        return Graph(files.reader(), _base(files, base), files)
    if folder.exists() and not folder.is_dir():
        raise BrokenGraph(f"{folder} is a file, not the folder of a graph; name another with --graph")
    files.acquire()
    try:
        native = files.writer()
        graph = Graph(native, _base(files, base), files)
        files.set_base(graph.base)
        files.forget_texts({document.sha256 for document in graph.documents()})
    except BaseException:
        files.release()
        raise
    return graph


def _base(files: Generations, asked: str | None) -> str:
    """The base that the graph has, or the one asked for where the graph is new."""
    kept = files.base() if files.current() else ""
    if asked and kept and asked != kept:
        raise BrokenGraph(f"{files.folder} has the base {kept}, not {asked}; build a new graph elsewhere")
    return kept or asked or iris.BASE


def _matches(fact: Fact, filters: dict[str, Any]) -> bool:
    for name, wanted in filters.items():
        value = getattr(fact, name, None)
        found = [str(entry) for entry in value] if isinstance(value, tuple) else [str(value)]
        if str(wanted) not in found:
            return False
    return True

"""The chain, as a contents page: sources, documents, facts, graph.

In: paths. Out: facts, or a graph on disk and a `Summary` of what was done to it. Documents go through one by
one; one that cannot be read is told and leaves the graph's former account of it as it was.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import DefaultGraph

from kg import facts as facts_table
from kg import languages, review
from kg.document import Document, text_hash
from kg.errors import BrokenData, Problem, UnreadableDocument
from kg.facts import Fact
from kg.graph.iris import document_id, identify
from kg.graph.mapping import CLASSES
from kg.graph.namespaces import term
from kg.graph.provenance import kg_version
from kg.linking.sources import read_people
from kg.sources import Limits, Origin, Reader, find
from kg.store import Graph, open_graph

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """How a collection is read. `language` and `date` override the texts'; `model` names a spaCy model."""

    language: str | None = None
    date: str | None = None
    jobs: int = 1
    model: str | None = None
    limits: Limits = field(default_factory=Limits)

    def reader(self) -> Reader:
        """What reads single sources by these settings."""
        return Reader(self.language, self.date, self.limits)


@dataclass(slots=True)
class Summary:
    """What a build did: ids of documents by fate, facts by type, problems as lines, and seconds."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    facts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


def facts(
    paths: Iterable[str | Path], settings: Settings, problem: Problem
) -> Iterator[tuple[Document, list[Fact]]]:
    """Documents with their facts, each fact named by its IRI, straight from the texts."""
    documents = _documents(find(paths, problem), settings, problem)
    for document, found in _extract(documents, settings, problem):
        yield document, identify(found)


def build(
    paths: Iterable[str | Path],
    graph: Graph,
    settings: Settings,
    *,
    tables: Sequence[Path] = (),
    authority: Sequence[Path] = (),
    decisions: Sequence[Path] = (),
    prune: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda done, total, name: None,
    problem: Problem = lambda error: None,
) -> Summary:
    """Brings a graph up to date with its sources: new and changed documents are read, the others left alone.

    `tables` are facts tables whose facts go in as they are, in the place of those of their documents' texts.
    `authority` are files of known people, in the place of those given before; `decisions` are tables of
    reviewers' decisions, added to those that the graph has.
    With `prune`, documents that are no longer among the sources are dropped. `dry_run` writes nothing.
    """
    start, summary = time.monotonic(), Summary()

    def refused(error: UnreadableDocument) -> None:
        summary.problems.append(str(error))
        problem(error)

    given = _tables(tables)
    if not dry_run:
        _told_beside(graph, authority, decisions)
    origins = find(paths, refused)
    kept: set[str] = set()
    documents = _changed(origins, graph, settings, given, summary, kept, refused)
    for number, (document, found) in enumerate(_facts(documents, given, settings, refused), 1):
        if not dry_run:
            graph.replace(document, found)
        _note(summary, document, found)
        progress(min(len(origins), number + len(summary.unchanged)), len(origins), document.id)
    if prune:
        _drop(graph, kept | set(given), summary, dry_run)
    summary.seconds = time.monotonic() - start
    return summary


def build_on_disk(
    paths: Iterable[str | Path], folder: Path, settings: Settings, *, dry_run: bool = False, **options: object
) -> Summary:
    """`build` for the graph in a folder, which is made where it is missing and committed where it changed."""
    if dry_run and not folder.exists():
        return build(paths, Graph(), settings, dry_run=True, **options)  # type: ignore[arg-type]
    graph = open_graph(folder, read_only=dry_run)
    try:
        summary = build(paths, graph, settings, dry_run=dry_run, **options)  # type: ignore[arg-type]
        summary.facts = summary.facts if dry_run else count(graph)
        beside = options.get("authority") or options.get("decisions")
        if not dry_run and (summary.written or summary.dropped or beside):
            graph.commit()
    finally:
        graph.close()
    return summary


def _told_beside(graph: Graph, authority: Sequence[Path], decisions: Sequence[Path]) -> None:
    """Takes in what does not come from documents: known people, and decisions."""
    if authority:
        graph.know(read_people(authority))
    found = [decision for path in decisions for decision in review.read_file(path)]
    if found:
        review.decide(graph, found)


def count(graph: Graph) -> Counter[str]:
    """How many facts of each type a graph holds."""
    found = {
        kind: sum(
            1 for _ in graph.native.quads_for_pattern(None, term("rdf:type"), term(name), DefaultGraph())
        )
        for kind, name in CLASSES.items()
    }
    return Counter({kind: number for kind, number in found.items() if number})


def _documents(origins: Iterable[Origin], settings: Settings, problem: Problem) -> Iterator[Document]:
    return settings.reader().read_all(origins, lambda error, _: problem(error))


def _changed(
    origins: Sequence[Origin],
    graph: Graph,
    settings: Settings,
    given: dict[str, list[Fact]],
    summary: Summary,
    kept: set[str],
    problem: Problem,
) -> Iterator[Document]:
    """The documents that the graph does not hold as they are, and those of the tables without a source."""

    def refused(error: UnreadableDocument, origin: Origin) -> None:
        # It may be in the graph under its stem, or under its stem and eight digits of its text's digest.
        kept.update((origin.stem, f"{origin.stem}-"))
        problem(error)

    for document in settings.reader().read_all(origins, refused):
        kept.add(document.id)
        if document.id not in given and _is_current(document, graph):
            summary.unchanged.append(document.id)
        else:
            yield document
    for name in sorted(given.keys() - kept):
        yield _without_source(name, graph, settings)


def _without_source(name: str, graph: Graph, settings: Settings) -> Document:
    """A document that only a facts table knows: as the graph has it, if it does."""
    stored = graph.document(name)
    language, date = (stored.language, stored.date) if stored else (None, None)
    return Document(name, graph.text(name) or "", settings.language or language or "", settings.date or date)


def _is_current(document: Document, graph: Graph) -> bool:
    stored = graph.document(document.id)
    return (
        stored is not None
        and stored.sha256 == text_hash(document.text)
        and (stored.version, stored.data) == (kg_version(), languages.digest())
        and (stored.language, stored.date) == (document.language, document.date)
    )


def _facts(
    documents: Iterable[Document], given: dict[str, list[Fact]], settings: Settings, problem: Problem
) -> Iterator[tuple[Document, list[Fact]]]:
    """Documents with the facts that a table gives for them, or else with those of their text."""
    if not given:
        yield from _extract(documents, settings, problem)
        return
    for document in documents:
        if document.id in given:
            yield document, given[document.id]
        else:
            yield from _extract([document], replace(settings, jobs=1), problem)


def _extract(
    documents: Iterable[Document], settings: Settings, problem: Problem
) -> Iterator[tuple[Document, list[Fact]]]:
    """Imported here: whoever only asks a graph never waits for spaCy."""
    from kg.extraction import extract

    return extract(documents, settings.jobs, settings.model, problem)


def _tables(paths: Iterable[Path]) -> dict[str, list[Fact]]:
    """The facts of some facts tables by document. Their ids are left out: the graph names facts itself."""
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    for path in paths:
        try:
            with path.open(encoding="utf-8") as stream:
                for fact in facts_table.read(stream, str(path)):
                    name = document_id(fact.document) if "://" in fact.document else fact.document
                    found[name].append(replace(fact, document=name, id=""))
        except (OSError, UnicodeDecodeError) as error:
            raise BrokenData(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    return dict(found)


def _drop(graph: Graph, kept: set[str], summary: Summary, dry_run: bool) -> None:
    for stored in list(graph.documents()):
        if kept.isdisjoint((stored.id, stored.id[:-8])):
            summary.dropped.append(stored.id)
            if not dry_run:
                graph.drop(stored.id)


def _note(summary: Summary, document: Document, found: Sequence[Fact]) -> None:
    summary.written.append(document.id)
    summary.facts.update(fact.type for fact in found)
    if not found:
        summary.warnings.append(f"{document.id}: no fact found")
    if not document.text:
        summary.warnings.append(f"{document.id}: facts without their text, so quotes cannot be checked")
    elif document.date is None:
        summary.warnings.append(
            f"{document.id}: no date; words such as “tomorrow” stay without one (--date gives it)"
        )

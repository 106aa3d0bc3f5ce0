"""kg for programs and notebooks.

In: paths. Out: `Graph`, to be asked for facts and in SPARQL.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rdflib import Dataset

from kg import answers, pipeline, queries, store, values
from kg.answers import Answer
from kg.errors import UnreadableDocument
from kg.facts import Fact
from kg.pipeline import Settings, Summary
from kg.sources import Limits


@dataclass(frozen=True, slots=True)
class Graph:
    """A knowledge graph. `stored` is the graph as kg keeps it, `summary` what a build said of it."""

    stored: store.Graph
    summary: Summary | None = None

    @property
    def dataset(self) -> Dataset:
        """The graph as an rdflib Dataset: one named graph a document, their union as the default graph.

        The default graph is kept as a graph of its own: to write all out once, export the named graphs alone.
        """
        return self.stored.dataset

    def facts(self, type: str | None = None, **filters: Any) -> Iterator[Fact]:
        """The facts, of one type where one is named. A filter names a field and a value that it holds."""
        return self.stored.facts(type, **filters)

    def query(self, question: str, **given: Any) -> Answer:
        """The answer to a named question, a .rq file or SPARQL text; `given` are values for its parameters."""
        written_out = any(mark in question for mark in "{ \n")
        asked = queries.parse("the query", question) if written_out else queries.find(question)
        resolved = values.resolve(asked, given, self.stored)
        return answers.ask(self.stored, asked.fill(resolved))

    def close(self) -> None:
        """Lets go of the graph's files."""
        self.stored.close()


def open(graph: str | Path) -> Graph:
    """The graph in a folder that `kg build` made, for reading."""
    return Graph(store.open_graph(graph))


def build(
    sources: Iterable[str | Path],
    graph: str | Path | None = None,
    *,
    language: str | None = None,
    date: str | None = None,
    jobs: int = 1,
    prune: bool = False,
) -> Graph:
    """The graph of files and folders: in memory, or in the folder `graph`, which is brought up to date.

    Sources that cannot be read are told on standard error and in `summary.problems`.
    """
    settings = Settings(language, date, jobs, None, Limits.from_environment())
    if graph is None:
        made = store.Graph()
        summary = pipeline.build(sources, made, settings, problem=_tell)
        made.commit()
        return Graph(made, summary)
    summary = pipeline.build_on_disk(sources, Path(graph), settings, prune=prune, problem=_tell)
    return Graph(store.open_graph(graph), summary)


def _tell(error: UnreadableDocument) -> None:
    sys.stderr.write(f"{error}\n")

"""How fast the named questions are answered: by kg, by Oxigraph alone, and by rdflib's store in memory.

Run: python -m bench.questions [DOCUMENTS] [DOCUMENTS FOR RDFLIB]. Out: for each question the seconds of both, and
the median of the ratios. Seconds are those of the process, so that other programs do not count; both sides are
timed by turns. rdflib is given up on a question after 25 times kg's seconds, which then counts as 25 times.
The graphs are synthetic, the same on every run, and kept in the folder for temporary files for the next one.
"""

from __future__ import annotations

import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

import rdflib

from bench.synthetic import corpus
from kg import queries
from kg.answers import ask
from kg.document import Document
from kg.graph.namespaces import PREFIXES
from kg.store import Graph, open_graph

_REPEATS = 3
_LONG = 3.0  # what takes longer, in seconds, is timed once
_ENOUGH = 25  # times kg's seconds
_TICK = 0.001  # seconds below which clocks do not tell
_LEAST = 2  # seconds that rdflib is given in any case
Run = Callable[[str], int]


def graph_of(documents: int) -> Path:
    """The folder of a synthetic graph of so many documents, built where it is missing."""
    folder = Path(tempfile.gettempdir()) / f"kg-questions-{documents}.kg"
    if not (folder / "current").exists():
        facts, sources = corpus(documents, people=documents // 10 + 20)
        with open_graph(folder, read_only=False) as graph:
            for name, told in groupby(facts, key=lambda fact: fact.document):
                source = sources[name]
                graph.replace(Document(name, source.text, source.language, source.date), list(told))
    return folder


def by_kg(graph: Graph) -> Run:
    return lambda text: sum(1 for _ in ask(graph, text))


def by_oxigraph(graph: Graph) -> Run:
    """The same SPARQL in Oxigraph alone, its rows as Python has them."""
    found: Any = graph.native.query
    return lambda text: len([tuple(row) for row in found(text, prefixes=PREFIXES)])


def by_rdflib(graph: Graph) -> Run:
    """The same SPARQL in rdflib's own store, the union of all graphs as its default graph."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data="\n".join(graph.quads()), format="nquads")
    return lambda text: len(list(dataset.query(text)))


def beside_oxigraph(graph: Graph) -> float:
    """The median of kg's time over Oxigraph's."""
    runs, ratios = (by_oxigraph(graph), by_kg(graph)), []
    for question in queries.named():
        taken: tuple[list[float], list[float]] = ([], [])
        rows = 0
        while len(taken[0]) < _REPEATS and sum(taken[0]) < _LONG:
            for times, run in zip(taken, runs, strict=True):
                seconds, rows = timed(run, question.text)
                times.append(seconds)
        alone, ours = map(statistics.median, taken)
        ratios.append(ours / alone)
        _tell(question.name, rows, alone, ours, ratios[-1])
    return statistics.median(ratios)


def beside_rdflib(graph: Graph) -> float:
    """The median of rdflib's time over kg's."""
    ours, theirs, ratios = by_kg(graph), by_rdflib(graph), []
    for question in queries.named():
        ours(question.text)
        seconds, rows = timed(ours, question.text)
        limit = max(_LEAST, _ENOUGH * seconds)
        try:
            with patience(limit):
                slow, _ = timed(theirs, question.text)
        except TimeoutError:
            slow = limit
        ratios.append(min(slow / seconds, _ENOUGH))
        _tell(question.name, rows, seconds, slow, ratios[-1])
    return statistics.median(ratios)


def timed(run: Run, text: str) -> tuple[float, int]:
    """The seconds of this process, and the number of rows."""
    start = time.process_time()
    rows = run(text)
    return max(time.process_time() - start, _TICK), rows


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Ends what takes more seconds of the process with a TimeoutError."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _tell(name: str, rows: int, *figures: float) -> None:
    sys.stdout.write(f"{name:24} {rows:8}" + "".join(f" {figure:9.4f}" for figure in figures) + "\n")
    sys.stdout.flush()


def main() -> None:
    large, small = (int(argument) for argument in [*sys.argv[1:], "20000", "2000"][:2])
    for documents, measure, said in (
        (small, beside_rdflib, "rdflib takes {:.1f} times kg's time"),
        (large, beside_oxigraph, "kg takes {:.3f} times Oxigraph's time"),
    ):
        with open_graph(graph_of(documents)) as graph:
            ratio = measure(graph)
        sys.stdout.write(f"{documents} documents: {said.format(ratio)} (median over questions)\n")


if __name__ == "__main__":
    main()

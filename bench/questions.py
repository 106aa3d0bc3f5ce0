"""How fast the named questions are answered: by kg, by Oxigraph alone, and by rdflib's store in memory.

Run: python -m bench.questions [DOCUMENTS] [DOCUMENTS FOR RDFLIB]. Out: for each question the medians in
seconds, and the medians of the ratios. The graph is synthetic, the same on every run, and kept in the
folder for temporary files for the next one.
"""

from __future__ import annotations

import contextlib
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
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
_PATIENCE = 60


def graph_of(documents: int) -> Path:
    """The folder of a synthetic graph of so many documents, built where it is missing."""
    folder = Path(tempfile.gettempdir()) / f"kg-questions-{documents}.kg"
    if not folder.exists():
        facts, sources = corpus(documents, people=documents // 10 + 20)
        with open_graph(folder, read_only=False) as graph:
            for name, told in groupby(facts, key=lambda fact: fact.document):
                source = sources[name]
                graph.replace(Document(name, source.text, source.language, source.date), list(told))
    return folder


def by_kg(graph: Graph) -> Callable[[str], int]:
    return lambda text: sum(1 for _ in ask(graph, text))


def by_oxigraph(graph: Graph) -> Callable[[str], int]:
    """The same SPARQL in Oxigraph alone, its rows as Python has them."""
    return lambda text: sum(1 for row in graph.native.query(text, prefixes=PREFIXES) for _ in [tuple(row)])  # type: ignore[arg-type]


def by_rdflib(graph: Graph) -> Callable[[str], int]:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data="\n".join(graph.quads()), format="nquads")
    return lambda text: len(list(dataset.query(text)))


def median(run: Callable[[str], int], text: str, repeats: int) -> tuple[float, int]:
    """Seconds, and the number of rows; infinite where it takes longer than anybody waits."""
    taken, rows = [], -1
    for _ in range(repeats):
        started = time.perf_counter()
        try:
            with patience(_PATIENCE):
                rows = run(text)
        except TimeoutError:
            return float("inf"), -1
        taken.append(time.perf_counter() - started)
    return statistics.median(taken), rows


@contextlib.contextmanager
def patience(seconds: int) -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def compare(title: str, one: Callable[[str], int], other: Callable[[str], int], repeats: int) -> list[float]:
    ratios = []
    for question in queries.named():
        (left, rows), (right, same) = (median(run, question.text, repeats) for run in (one, other))
        ratio = right / left
        ratios.append(ratio)
        mark = "" if rows == same or same < 0 else f"  ROWS {rows} {same}"
        sys.stdout.write(f"{title} {question.name:24} {left:8.4f} {right:8.4f} {ratio:8.2f}{mark}\n")
        sys.stdout.flush()
    return ratios


def main() -> None:
    large, small = (int(argument) for argument in [*sys.argv[1:], "20000", "2000"][:2])
    with open_graph(graph_of(large)) as graph:
        ratios = compare(f"kg/oxigraph {large}", by_oxigraph(graph), by_kg(graph), _REPEATS)
        sys.stdout.write(f"kg takes {statistics.median(ratios):.3f} times Oxigraph's time (median)\n")
    with open_graph(graph_of(small)) as graph:
        ratios = compare(f"rdflib/kg {small}", by_kg(graph), by_rdflib(graph), 1)
        sys.stdout.write(f"rdflib takes {statistics.median(ratios):.1f} times kg's time (median)\n")


if __name__ == "__main__":
    main()

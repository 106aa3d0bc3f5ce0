"""How fast kg is on this machine: reading, storing, asking.

Run: `make bench`, or python -m bench [DOCUMENTS]. Out: one line of JSON a measurement on stdout.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kg import queries
from kg.answers import ask
from kg.document import Document
from kg.extraction import extract
from kg.facts import Fact
from kg.pipeline import Settings
from kg.sources import find
from kg.store import open_graph

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Measures with copies of the example texts, as many as asked for."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    origins = find([ROOT / "seeds"], lambda error: None)
    seeds = [Settings().reader().read(origin) for origin in origins]
    documents = [replace(seeds[n % len(seeds)], id=f"d{n:05}") for n in range(wanted)]
    with _timed("load the models and read one text of each language"):
        list(extract({document.language: document for document in seeds}.values()))
    read: list[tuple[Document, list[Fact]]] = []
    with _timed("read", documents=wanted, words=sum(len(d.text.split()) for d in documents)):
        read.extend(extract(documents))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.kg"
        facts = sum(len(found) for _, found in read)
        with _timed("store", documents=wanted, facts=facts), open_graph(path, read_only=False) as graph:
            for document, found in read:
                graph.replace(document, found)
        with open_graph(path) as graph:
            for question in queries.named():
                with _timed("ask", question=question.name):
                    list(ask(graph, question.text))
            with _timed("facts out"):
                list(graph.facts())


@contextmanager
def _timed(what: str, **told: object) -> Iterator[None]:
    start = time.perf_counter()
    yield
    _print({"measured": what, "seconds": round(time.perf_counter() - start, 4), **told})


def _print(line: object) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

"""How long checking takes beside reading: `python -m bench.checks [DOCUMENTS]`.

Reads as many documents as asked for (the texts of `seeds` and `tests`, over and over) in one process, stores
them, and checks them with each engine in one process. Out: seconds, and each engine's share of the seconds
that reading took, all out of one run.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from kg.checks import Engine, check
from kg.document import Document
from kg.extraction import extract
from kg.pipeline import Settings
from kg.sources import find
from kg.store import open_graph

ROOT = Path(__file__).parents[1]
ENGINES: tuple[Engine, ...] = ("turbo", "split")


def documents(wanted: int) -> list[Document]:
    """So many documents, each with a name of its own."""
    reader = Settings().reader()
    folders = [ROOT / "seeds", ROOT / "tests" / "documents", ROOT / "tests" / "world" / "texts"]
    read = reader.read_all(find(folders, lambda error: None), lambda error, _: None)
    return [replace(d, id=f"d{n:05}") for n, d in enumerate(islice(cycle(list(read)), wanted))]


def main(wanted: int) -> None:
    texts = documents(wanted)
    list(extract({text.language: text for text in texts}.values()))  # the models are loaded before it counts
    start = time.process_time()
    found = list(extract(texts))
    reading = time.process_time() - start
    sys.stdout.write(f"{wanted} documents read in {reading:.1f} s\n")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "checks.kg"
        with open_graph(path, read_only=False) as graph:
            for document, facts in found:
                graph.replace(document, facts)
        with open_graph(path) as graph:
            for engine in ENGINES:
                start = time.process_time()
                findings = check(graph, engine=engine, jobs=1)
                seconds = time.process_time() - start
                sys.stdout.write(
                    f"checked by {engine} in {seconds:.1f} s, {seconds / reading:.2f} times that: "
                    f"{len(findings)} findings\n"
                )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)

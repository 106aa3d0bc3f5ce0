"""How long linking takes, by the number of documents: the time for one document must stay about the same.

`python -m bench.linking 500 5000 20000` prints seconds, and milliseconds a document: for linking itself, and for the
commit of one changed document, which reads all facts back, links and derives anew. There are as many people for a
document at each size, because the world that a larger collection tells of is larger.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Sequence

from bench.synthetic import corpus
from kg.document import Document
from kg.facts import Fact
from kg.graph.iris import identify
from kg.linking import Source, link
from kg.store import Graph

_PEOPLE = 0.3


def sources(documents: int) -> list[Source]:
    """Synthetic documents, ready for linking."""
    facts, texts = corpus(documents, int(documents * _PEOPLE))
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.document].append(fact)
    return [
        Source(name, tuple(identify(found[name])), told.date, told.language) for name, told in texts.items()
    ]


def commit_of_one(made: Sequence[Source]) -> float:
    """Seconds for committing one changed document to a graph in memory that has all the others."""
    graph = Graph()
    for source in made:
        graph.replace(Document(source.id, source.id, source.language or "", source.date), source.facts)
    graph.commit()
    last = made[-1]
    graph.replace(Document(last.id, "changed", last.language or "", last.date), last.facts)
    start = time.process_time()
    graph.commit()
    return time.process_time() - start


def main(sizes: list[int]) -> None:
    for size in sizes:
        made = sources(size)
        start = time.process_time()
        links = link(made, known=())
        seconds = time.process_time() - start
        sys.stdout.write(
            f"{size} documents: {seconds:.1f} s, {1000 * seconds / size:.2f} ms a document, "
            f"{len(links.persons)} persons, {len(links.occurrences)} occurrences\n"
        )
        seconds = commit_of_one(made)
        sys.stdout.write(f"    one changed: {seconds:.1f} s, {1000 * seconds / size:.2f} ms a document\n")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [500, 5000, 20000])

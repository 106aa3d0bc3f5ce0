"""Documents in, facts out: reading, then the extractors, in this process or in several.

In: `Document`s. Out: each document with its facts, in the order of the documents whatever the number of jobs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import islice
from multiprocessing import get_context

from kg.document import Document, composed
from kg.extractors import agreement, contact, gathering, office, position, visit
from kg.facts import Fact
from kg.reading import Reading, read

EXTRACTORS = (
    office.extract,
    contact.extract,
    visit.extract,
    agreement.extract,
    gathering.extract,
    position.extract,
)
_AHEAD = 8  # documents a job may be ahead of the one that is waited for, so that memory stays bounded


def facts_of(reading: Reading) -> list[Fact]:
    """All facts of a read document, by type and then by place of their first quote."""
    return [
        fact
        for extract_type in EXTRACTORS
        for fact in sorted(extract_type(reading), key=lambda fact: fact.evidence)
    ]


def extract(
    documents: Iterable[Document], jobs: int = 1, model: str | None = None
) -> Iterator[tuple[Document, list[Fact]]]:
    """Each document with its facts. With several `jobs`, each loads the model once."""
    if jobs <= 1:
        for document in documents:
            yield document, _extract_one(document, model)
        return
    work = partial(_extract_one, model=model)
    # fresh processes: the graph store runs threads, which a fork would not carry over
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        pending = []
        source = iter(documents)
        for document in islice(source, jobs * _AHEAD):
            pending.append((document, pool.submit(work, document)))
        while pending:
            document, future = pending.pop(0)
            yield document, future.result()
            for following in islice(source, 1):
                pending.append((following, pool.submit(work, following)))


def _extract_one(document: Document, model: str | None) -> list[Fact]:
    plain, offsets = composed(document)
    facts = facts_of(read(plain, model))
    return [_moved_back(fact, document, offsets) for fact in facts] if offsets else facts


def _moved_back(fact: Fact, document: Document, offsets: tuple[int, ...]) -> Fact:
    """The fact with its quotes cut from the document's own text."""
    evidence = tuple(document.quote(offsets[q.start], offsets[q.end]) for q in fact.evidence)
    return replace(fact, evidence=evidence)

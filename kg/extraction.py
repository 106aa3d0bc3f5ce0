"""Documents in, facts out: reading, then the extractors, in this process or in several.

In: `Document`s. Out: each document with its facts, in the order of the documents whatever the number of jobs.
A text on which reading fails is told and passed over; the documents behind it are read.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from kg.document import Document, composed
from kg.errors import KgError, Problem, UnreadableDocument
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


def _raised(error: UnreadableDocument) -> None:
    raise error


def extract(
    documents: Iterable[Document], jobs: int = 1, model: str | None = None, problem: Problem = _raised
) -> Iterator[tuple[Document, list[Fact]]]:
    """Each document with its facts. With several `jobs`, each loads the model once.

    A document on which reading fails is left out and told to `problem`, which raises the error unless another is
    given.
    """
    for document, facts in _outcomes(documents, jobs, partial(_attempt, model=model)):
        if isinstance(facts, UnreadableDocument):
            problem(facts)
        else:
            yield document, facts


def _outcomes(
    documents: Iterable[Document], jobs: int, work: Callable[[Document], list[Fact] | UnreadableDocument]
) -> Iterator[tuple[Document, list[Fact] | UnreadableDocument]]:
    if jobs <= 1:
        for document in documents:
            yield document, work(document)
        return
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


def _attempt(document: Document, model: str | None) -> list[Fact] | UnreadableDocument:
    """The facts of a document, or why there are none: the one place where a fault in reading is held up."""
    try:
        return _extract_one(document, model)
    except KgError:
        raise  # a missing model or broken language data: no other document would fare better
    except Exception as error:  # noqa: BLE001
        # No text can be foreseen entirely, and a thousand documents must not be lost to one. The fault is not
        # hidden: it is told with the document's name, ends the command with 1, and hangs on as the cause.
        where = traceback.extract_tb(error.__traceback__)[-1]
        fault = UnreadableDocument(
            f"{document.source or document.id}: reading it failed with {type(error).__name__}: {error} "
            f"({Path(where.filename).name}:{where.lineno}); please report this with the text"
        )
        fault.__cause__ = error
        return fault


def _extract_one(document: Document, model: str | None) -> list[Fact]:
    plain, offsets = composed(document)
    facts = facts_of(read(plain, model))
    return [_moved_back(fact, document, offsets) for fact in facts] if offsets else facts


def _moved_back(fact: Fact, document: Document, offsets: tuple[int, ...]) -> Fact:
    """The fact with its quotes cut from the document's own text."""
    evidence = tuple(document.quote(offsets[q.start], offsets[q.end]) for q in fact.evidence)
    return replace(fact, evidence=evidence)

"""Whether a graph is as it must be: shapes, quotes against the text, states' codes, calendar dates.

In: a `Graph`. Out: findings, by document. A document is checked with what the authority graph says of the
things in it, and in its own right: several can be checked at once, in as many processes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from multiprocessing import get_context

from kg.checks import shapes, texts
from kg.checks.account import Account, account
from kg.checks.finding import SEVERITIES, Finding, Severity, order
from kg.checks.shapes import Engine
from kg.store import Graph

__all__ = ["SEVERITIES", "Engine", "Finding", "Severity", "check"]
# Documents that a process is sent at once, and that are held ready for each, so that memory stays bounded.
_CHUNK, _AHEAD = 16, 256
_MANY = 500  # documents for which starting processes pays


def check(
    graph: Graph,
    documents: Iterable[str] | None = None,
    engine: Engine | None = None,
    jobs: int | None = None,
) -> list[Finding]:
    """All findings in a graph, or in some of its documents, sorted by document, then the worst first.

    Every engine finds the same: `turbo` is the fastest and used where it is installed, `split` needs some
    three times as long, `pyshacl` fifteen times as long as that. `jobs` is how many processes share the work:
    unless it is told, this one alone for few documents, and one a processor for many.
    """
    ids = [stored.id for stored in graph.documents()] if documents is None else list(documents)
    jobs = jobs or (1 if len(ids) < _MANY else os.cpu_count() or 1)
    accounts = (account(graph, document) for document in ids)
    work = partial(_findings, engine=engine or shapes.fastest())
    if jobs == 1:
        found = [finding for each in map(work, accounts) for finding in each]
    else:
        # fresh processes: the graph store runs threads, which a fork would not carry over
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            found = []
            while some := list(islice(accounts, jobs * _AHEAD)):
                found += [finding for each in pool.map(work, some, chunksize=_CHUNK) for finding in each]
    return sorted(found, key=order)


def _findings(account: Account, engine: Engine) -> set[Finding]:
    return {*shapes.findings(account, engine), *texts.findings(account)}

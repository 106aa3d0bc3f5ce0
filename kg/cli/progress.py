"""How far a build is: a bar on a terminal, a line a document with --verbose, nothing otherwise."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kg.cli.options import say


@contextmanager
def bar(quiet: bool, verbose: bool) -> Iterator[Callable[[int, int, str], None]]:
    """What a build calls for each document with how many are done, how many there are, and its id."""
    if verbose:
        yield lambda done, total, name: say(f"read: {name} ({done} of {total})")
        return
    if quiet or not sys.stderr.isatty():
        yield lambda done, total, name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, total, name: progress.update(task, completed=done, total=total, description=name)

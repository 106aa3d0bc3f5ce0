"""Which files a command means.

In: paths as given on the command line. Out: `Origin`, one a file, in a fixed order, each with the
identifier that its document will have.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UnreadableDocument
from kg.sources.formats import SUFFIXES

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document comes from. `shared` says that an earlier file has the same stem.

    `path` is None for standard input. A file with a shared stem gets the first digits of its text's
    SHA-256 after the stem.
    """

    stem: str
    path: Path | None
    shared: bool = False

    @property
    def name(self) -> str:
        """What messages call it."""
        return "standard input" if self.path is None else _printable(str(self.path))


def find(paths: Iterable[str | Path], problem: Callable[[UnreadableDocument], None]) -> list[Origin]:
    """The files under the given paths: folders recursively, in the order of their names, each file once.

    Hidden files and files of unknown formats inside folders are passed over; a file that is named itself is
    always taken. What is not there is told to `problem`.
    """
    seen: set[Path | None] = set()
    stems: set[str] = set()
    origins = []
    for path in _files(paths, problem):
        real = None if path is None else _real(path)
        if real in seen:
            continue
        seen.add(real)
        stem = "stdin" if path is None else _printable(path.stem) or "document"
        origins.append(Origin(stem, path, stem.casefold() in stems))
        stems.add(stem.casefold())
    return origins


def _files(
    paths: Iterable[str | Path], problem: Callable[[UnreadableDocument], None]
) -> Iterator[Path | None]:
    for given in paths:
        if str(given) == STANDARD_INPUT:
            yield None
            continue
        path = Path(given)
        try:
            if path.is_dir():
                yield from _folder(path, problem)
            elif path.exists():
                yield path
            else:
                problem(UnreadableDocument(f"{_printable(str(path))}: no such file or folder"))
        except OSError as error:
            problem(UnreadableDocument(f"{_printable(str(path))}: {error.strerror or error}"))


def _folder(folder: Path, problem: Callable[[UnreadableDocument], None]) -> Iterator[Path]:
    """Files of known formats below a folder. Links to folders are not followed, so loops end nothing."""

    def unreadable(error: OSError) -> None:
        problem(UnreadableDocument(f"{_printable(str(error.filename))}: {error.strerror}"))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith(".") and path.suffix.lower() in SUFFIXES:
                yield path


def _real(path: Path) -> Path:
    """The path with links resolved; a link that leads round in a circle stands for itself."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _printable(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 become the replacement character."""
    return os.fsencode(name).decode("utf-8", "replace")

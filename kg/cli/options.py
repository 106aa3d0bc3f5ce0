"""The options that several commands share, and where they write to."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from kg.errors import KgError, UnreadableDocument

if TYPE_CHECKING:
    from kg.pipeline import Settings
    from kg.store import Graph

GraphFolder = Annotated[
    Path, typer.Option("--graph", "-g", envvar="KG_GRAPH", metavar="DIR", help="The folder of the graph.")
]
DEFAULT_GRAPH = Path("graph.kg")
Language = Annotated[
    str | None,
    typer.Option("--lang", metavar="CODE", help="The language of the texts, fr or en; found out else."),
]
Date = Annotated[
    str | None,
    typer.Option(
        "--date", metavar="DATE", help="The date of the documents (2021-03-14, 2021-03); read else."
    ),
]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=1, max=64, help="How many processes read; the result is the same.")
]
Model = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="A spaCy model to use: a package or a folder.")
]
MaxText = Annotated[
    int | None,
    typer.Option(
        "--max-text", envvar="KG_MAX_TEXT", min=1, metavar="N", help="Most characters of a text [2000000]."
    ),
]
Timeout = Annotated[
    float, typer.Option("--timeout", min=0, help="Seconds after which the query is given up; 0 for never.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say what is done with each document.")]
FactType = Annotated[
    list[str],
    typer.Option(
        "--type", "-t", metavar="TYPE", help="office, contact, visit, agreement, gathering or position."
    ),
]


def settings(
    lang: str | None, date: str | None, jobs: int, model: str | None, max_text: int | None
) -> Settings:
    """How documents are read, by the options. Ends with wrong usage where one is not understood."""
    from kg import languages
    from kg.pipeline import Settings
    from kg.sources import Limits

    if lang is not None and lang not in languages.available():
        raise typer.BadParameter(
            f"{lang!r} is not one of {', '.join(languages.available())}", param_hint="--lang"
        )
    if date is not None:
        check_date(date, "--date")
    return Settings(lang, date, jobs, model, Limits.from_environment(max_text))


def check_date(date: str, option: str) -> None:
    """Ends with wrong usage where a date is none."""
    from kg.graph.bounds import OPEN, bounds

    if bounds(date) == OPEN:
        raise typer.BadParameter(
            f"{date!r} is no date such as 2021-03-14, 2021-03 or 2021", param_hint=option
        )


def check_types(types: list[str]) -> None:
    """Ends with wrong usage where a fact type is unknown."""
    from kg.facts import FACT_TYPES

    for name in types:
        if name not in FACT_TYPES:
            raise typer.BadParameter(f"{name!r} is not one of {', '.join(FACT_TYPES)}", param_hint="--type")


def check_choice(value: str, choices: tuple[str, ...], option: str) -> None:
    """Ends with wrong usage where a value is not among the choices."""
    if value not in choices:
        raise typer.BadParameter(f"{value!r} is not one of {', '.join(choices)}", param_hint=option)


@contextmanager
def opened(folder: Path) -> Iterator[Graph]:
    """The graph in a folder, for reading."""
    from kg.store import open_graph

    graph = open_graph(folder)
    try:
        yield graph
    finally:
        graph.close()


@contextmanager
def output(path: Path | None) -> Iterator[IO[bytes]]:
    """A file to write to, or standard output for none and `-`. A file is there whole or not at all."""
    if path is None or str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        raise KgError(f"{path}: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


def say(line: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"{line}\n")


class Problems:
    """Tells each source that cannot be read on standard error, and remembers that there were any."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: UnreadableDocument) -> None:
        self.count += 1
        say(f"kg: {error}")

    def end(self) -> None:
        """Ends the command with 1 where there were any."""
        if self.count:
            raise typer.Exit(1)

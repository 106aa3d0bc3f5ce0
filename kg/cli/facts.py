"""`kg facts`: the facts table, straight from texts or out of the graph."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options

if TYPE_CHECKING:
    from kg.facts import Fact

FORMATS = ("jsonl", "csv", "table")


def facts(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE", help="Files and folders, - is stdin; the graph where none is named."
        ),
    ] = None,
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
    format: Annotated[str, typer.Option("--format", "-f", metavar="|".join(FORMATS))] = "jsonl",
    type: options.FactType = [],  # noqa: B006
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0, max=1, help="Leave out what is less sure.")
    ] = 0.0,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here.")] = None,
    jobs: options.Jobs = 1,
    lang: options.Language = None,
    date: options.Date = None,
    model: options.Model = None,
    max_text: options.MaxText = None,
) -> None:
    """Print the facts table, one fact a line.

    \b
    With sources the facts come straight from the texts and no graph is written;
    without, they come out of the graph. Both give the same lines.

    \b
    Examples:
      kg facts seeds/000_bcc0e6c20f4df47a.txt
      kg facts --type visit --format table
      kg facts communiques/ --min-confidence 0.9 --format csv > facts.csv
      echo "Le ministre a reçu M. Lavrov." | kg facts - --date 2020-12-03
    """
    options.check_choice(format, FORMATS, "--format")
    options.check_types(type)
    problems = options.Problems()
    settings = options.settings(lang, date, jobs, model, max_text)

    def wanted(found: Iterator[Fact]) -> Iterator[Fact]:
        return (f for f in found if (not type or f.type in type) and f.confidence >= min_confidence)

    if sources:
        from kg import pipeline

        read = pipeline.facts(sources, settings, problems)
        _write(wanted(fact for _, found in read for fact in found), format, output)
    else:
        with options.opened(graph) as stored:
            _write(wanted(stored.facts()), format, output)
    problems.end()


def _write(found: Iterator[Fact], format: str, path: Path | None) -> None:
    if format == "table":
        from kg.cli.tables import show
        from kg.exports.table import overview

        show(("type", "fact", "status", "date", "confidence", "document"), map(overview, found))
        return
    from kg.exports import table

    with options.output(path) as stream, _text(stream) as text:
        table.WRITERS[format](found, text)


@contextmanager
def _text(stream: object) -> Iterator[io.TextIOWrapper]:
    """A stream of bytes as one of UTF-8 text; the bytes' stream stays open."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)  # type: ignore[type-var]
    try:
        yield text  # type: ignore[misc]
    finally:
        text.detach()

"""`kg build`: sources become a graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options
from kg.cli.options import say

if TYPE_CHECKING:
    from kg.pipeline import Summary


def build(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SOURCE", help="Files and folders (txt, html, pdf, docx, eml); - is stdin."),
    ] = None,
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
    facts: Annotated[
        list[Path] | None,
        typer.Option(
            "--facts", metavar="FILE", help="A facts table (JSON Lines) to take facts from, as they are."
        ),
    ] = None,
    authority: Annotated[
        list[Path] | None,
        typer.Option("--authority", metavar="FILE", help="People that are known: CSV or Turtle."),
    ] = None,
    review: Annotated[
        list[Path] | None,
        typer.Option("--review", metavar="FILE", help="Decisions, as `kg review export` writes them."),
    ] = None,
    jobs: options.Jobs = 1,
    prune: Annotated[
        bool, typer.Option("--prune", help="Drop documents that are no longer among the sources.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read everything, write nothing.")] = False,
    lang: options.Language = None,
    date: options.Date = None,
    model: options.Model = None,
    max_text: options.MaxText = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Read documents and bring the graph up to date with them.

    \b
    Documents that did not change are left alone. A source that cannot be read
    is told, leaves its document in the graph as it was, and makes the exit code 1.

    \b
    Examples:
      kg build seeds
      kg build communiques/ more.pdf -g archive.kg --jobs 2 --prune
      curl -s https://example.org/page.html | kg build - --lang fr --date 2021-03-14
      kg build texts/ --facts corrected.jsonl
      kg build texts/ -g new.kg --review decisions.csv
    """
    from kg import pipeline
    from kg.cli.progress import bar

    if not sources and not facts:
        raise typer.BadParameter(
            "nothing to read: name files, folders, - or --facts FILE", param_hint="SOURCE"
        )
    problems = options.Problems()
    settings = options.settings(lang, date, jobs, model, max_text)
    with bar(quiet, verbose) as progress:
        summary = pipeline.build_on_disk(
            sources or [],
            graph,
            settings,
            dry_run=dry_run,
            tables=facts or [],
            authority=authority or [],
            decisions=review or [],
            prune=prune,
            progress=progress,
            problem=problems,
        )
    if verbose:
        _tell_documents(summary)
    if not quiet:
        _tell_summary(summary, dry_run, graph)
    problems.end()


def _tell_documents(summary: Summary) -> None:
    for word, names in (("unchanged", summary.unchanged), ("dropped", summary.dropped)):
        for name in names:
            say(f"{word}: {name}")
    for line in summary.warnings:
        say(f"warning: {line}")


def _tell_summary(summary: Summary, dry_run: bool, graph: Path) -> None:
    from kg.cli.tables import show
    from kg.facts import FACT_TYPES

    rows: list[tuple[str, str]] = [
        ("documents read", str(len(summary.written))),
        ("documents unchanged", str(len(summary.unchanged))),
        ("documents dropped", str(len(summary.dropped))),
        ("sources refused", str(len(summary.problems))),
        *((f"facts: {kind}", str(summary.facts[kind])) for kind in FACT_TYPES),
        ("facts: all", str(summary.facts.total())),
        ("warnings", f"{len(summary.warnings)}{' (--verbose tells them)' if summary.warnings else ''}"),
        ("seconds", f"{summary.seconds:.1f}"),
    ]
    show(("nothing written" if dry_run else str(graph), ""), rows, to_stderr=True)

"""`kg check`: whether the graph is as it must be."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.cli import options

FORMATS = ("text", "json", "turtle", "junit")


def check(
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
    format: Annotated[str, typer.Option("--format", "-f", metavar="|".join(FORMATS))] = "text",
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=1,
            max=64,
            help="How many processes check; one a processor for many documents else.",
        ),
    ] = None,
) -> None:
    """Check the graph: its shapes, each quote against the text, each date against the calendar.

    \b
    The report goes by document, the worst first. turtle is SHACL's own report,
    junit what continuous integration shows. Ends with 1 where something is
    violated; warnings alone end with 0.

    \b
    Examples:
      kg check
      kg check -g archive.kg --jobs 4 --format json
      kg check --format junit > report.xml
    """
    options.check_choice(format, FORMATS, "--format")
    from kg.checks import check as find
    from kg.checks import reports

    with options.opened(graph) as stored:
        documents = [document.id for document in stored.documents()]
        findings = find(stored, documents, jobs=jobs)
    sys.stdout.write(reports.FORMATS[format](findings, documents))
    if any(finding.severity == "violation" for finding in findings):
        raise typer.Exit(1)

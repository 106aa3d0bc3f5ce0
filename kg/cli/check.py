"""`kg check`: whether the graph is as it must be."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options
from kg.cli.tables import printable

if TYPE_CHECKING:
    from kg.checks import Finding

FORMATS = ("text", "json")


def check(
    graph: options.GraphFolder = options.DEFAULT_GRAPH,
    format: Annotated[str, typer.Option("--format", "-f", metavar="|".join(FORMATS))] = "text",
) -> None:
    """Check the graph: its shapes, each quote against the text, each date against the calendar.

    \b
    Ends with 1 where something is violated; warnings alone end with 0.

    \b
    Examples:
      kg check
      kg check -g archive.kg --format json
    """
    options.check_choice(format, FORMATS, "--format")
    from kg.checks import check as find

    with options.opened(graph) as stored:
        findings = find(stored)
        documents = sum(1 for _ in stored.documents())
    if format == "json":
        rows = [asdict(finding) for finding in findings]
        sys.stdout.write(
            json.dumps({"documents": documents, "findings": rows}, ensure_ascii=False, indent=1) + "\n"
        )
    else:
        _tell(findings, documents)
    if any(finding.severity == "violation" for finding in findings):
        raise typer.Exit(1)


def _tell(findings: list[Finding], documents: int) -> None:
    document = None
    for finding in findings:
        if finding.document != document:
            document = finding.document
            sys.stdout.write(f"{document}\n")
        node = finding.node.rpartition("/")[2]
        value = f" ({finding.value})" if finding.value else ""
        line = printable(f"{finding.severity} {finding.shape}: {finding.message}: {node}{value}")
        sys.stdout.write(f"  {line}\n")
    counts = Counter(finding.severity for finding in findings)
    told = ", ".join(f"{counts[severity]} {severity}" for severity in ("violation", "warning", "info"))
    sys.stdout.write(f"{documents} documents: {told}\n")

"""`kg evaluate`: how well a facts table agrees with gold."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="A facts table (JSON Lines) or a folder of them.")
    ],
    predicted: Annotated[Path, typer.Argument(metavar="PREDICTED", help="The same, to be scored.")],
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was missed, what is false, what differs.")
    ] = False,
    per_document: Annotated[bool, typer.Option("--per-document", help="A line for each document.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="All of it as JSON.")] = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="A page with the texts and both sets of facts."),
    ] = None,
    texts: Annotated[
        Path | None,
        typer.Option("--texts", metavar="DIR", help="The texts, for --html; quotes alone without."),
    ] = None,
) -> None:
    """Score a facts table against gold: precision, recall and F1 over slots and facts.

    \b
    Only documents that the gold covers are scored; a gold document without a fact
    is a line {"type": "none", "document": "..."}.

    \b
    Examples:
      kg facts texts/ > predicted.jsonl; kg evaluate gold/ predicted.jsonl
      kg evaluate gold.jsonl predicted.jsonl --errors --per-document
      kg evaluate gold/ predicted.jsonl --html report.html --texts texts/
    """
    from kg.evaluation import counts, report, tables

    wanted, found = tables.read(gold), tables.read(predicted)
    scores = counts.count(wanted, found)
    if as_json:
        result = report.as_json(scores, wanted, found, per_document=per_document, errors=errors)
        sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    else:
        for line in report.lines(scores, per_document=per_document):
            sys.stdout.write(line + "\n")
        if errors:
            for line in report.differences(wanted, found):
                sys.stdout.write(line + "\n")
    if html is not None:
        from kg.evaluation.page import render

        with options.output(html) as stream:
            stream.write(render(wanted, found, scores, texts).encode("utf-8"))

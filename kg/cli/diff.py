"""`kg diff`: what changed between two graphs."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import unquote

import typer

from kg.cli import options
from kg.cli.tables import printable

if TYPE_CHECKING:
    from kg.diff import Change

FORMATS = ("text", "jsonl")


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The folder of a graph.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The folder of another.")],
    format: Annotated[str, typer.Option("--format", "-f", metavar="|".join(FORMATS))] = "text",
) -> None:
    """Say in facts what changed from one graph to another, and who and what became one or came apart.

    \b
    Examples:
      kg diff march.kg april.kg
      kg diff before.kg after.kg --format jsonl
    """
    options.check_choice(format, FORMATS, "--format")
    from kg.diff import diff as changes

    with options.opened(old) as one, options.opened(new) as other:
        for change in changes(one, other):
            if format == "jsonl":
                sys.stdout.write(json.dumps(asdict(change), ensure_ascii=False) + "\n")
            else:
                sys.stdout.write(f"{printable(_line(change))}\n")


def _line(change: Change) -> str:
    sign = {"added": "+", "removed": "-"}.get(change.how, "~")
    name = change.name.rpartition("/fact/")[2]
    told = ""
    if change.how == "changed" and change.what == "fact":
        fields = sorted(change.before.keys() | change.after.keys())
        told = "; ".join(
            f"{f}: {_value(change.before.get(f))} -> {_value(change.after.get(f))}" for f in fields
        )
    elif change.what == "fact":
        told = "; ".join(f"{f}: {_value(v)}" for f, v in (change.before or change.after).items())
    elif change.what in ("person", "occurrence"):
        name = _short(change.name)
        parts = [_short(iri) for iri in change.before.get("iris") or change.after.get("iris") or []]
        told = f"{'made one of' if change.how == 'joined' else 'parted into'} {', '.join(parts)}"
    return f"{sign} {change.what} {name}{f': {told}' if told else ''}"


def _short(iri: str) -> str:
    """The IRI of a person or an occurrence, from its kind on, and readable."""
    for kind in ("/person/", "/event/"):
        _, found, rest = iri.partition(kind)
        if found:
            return unquote(rest)
    return iri


def _value(value: object) -> str:
    if value is None:
        return "none"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

"""The facts table: JSON Lines, CSV, and rows for people."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from typing import IO, Any

from kg import facts as facts_table
from kg.facts import Fact, to_record
from kg.store import Graph

# Every field of every type, so that rows of all types share their columns.
COLUMNS = tuple(
    """
    id type document confidence person title role of former participants visitors holders medium status
    destination label kind action parties signatories ordinal date duration place host topics occasion
    purpose stance about state evidence_start evidence_end evidence
    """.split()  # noqa: SIM905
)
_HEAD = ("id", "type", "document", "confidence", "evidence", "status", "action", "stance", "date")
_JOINT = "; "


def write(
    graph: Graph, format: str, stream: IO[bytes], document: str | None, types: Sequence[str] = ()
) -> list[str]:
    """Writes the facts of a document, or of all; of some types only, as CSV with their columns only."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        found = graph.facts(document=document) if document else graph.facts()
        wanted = (fact for fact in found if not types or fact.type in types)
        if format == "csv":
            write_csv(wanted, text, _columns(types))
        else:
            facts_table.write(wanted, text)
    finally:
        text.detach()
    return []


def write_csv(found: Iterable[Fact], stream: IO[str], columns: Sequence[str] = COLUMNS) -> int:
    """Facts as CSV (RFC 4180), a list's entries joined by semicolons. Returns how many there were."""
    writer = csv.DictWriter(stream, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    count = 0
    for count, fact in enumerate(found, 1):  # noqa: B007
        writer.writerow(_row(fact))
    return count


WRITERS: dict[str, Callable[[Iterable[Fact], IO[str]], int]] = {"jsonl": facts_table.write, "csv": write_csv}


def overview(fact: Fact) -> tuple[str, str, str, str, str, str]:
    """A fact as a row for people: type, what it says, status, date, confidence, document."""
    record = to_record(fact)
    said = [_cell(value) for name, value in record.items() if name not in _HEAD]
    state = record.get("status") or record.get("action") or record.get("stance") or ""
    date = record.get("date") or ""
    return fact.type, " · ".join(said), str(state), str(date), f"{fact.confidence:.2f}", fact.document


def _columns(types: Sequence[str]) -> tuple[str, ...]:
    """The columns that facts of some types fill."""
    if not types:
        return COLUMNS
    names = {item.name for type_ in types for item in fields(facts_table.FACT_TYPES[type_])}
    return tuple(name for name in COLUMNS if name in names or name == "type" or name.startswith("evidence"))


def _row(fact: Fact) -> dict[str, Any]:
    record = to_record(fact)
    quotes = record.pop("evidence")
    row = {name: _cell(value) for name, value in record.items()}
    for column, key in (("evidence_start", "start"), ("evidence_end", "end"), ("evidence", "text")):
        row[column] = " | ".join(str(quote[key]) for quote in quotes)
    return row


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return _JOINT.join(map(str, value))
    return "true" if value is True else str(value)

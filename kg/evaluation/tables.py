"""Facts tables as they are scored: plain records, by document and type.

In: a JSON Lines file, or a folder of them. Out: `Table`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kg.errors import BrokenData
from kg.evaluation.slots import COMPARISONS, LISTS, Record

_FORMS: dict[str, type] = {"ordinal": int, "former": bool}


@dataclass(frozen=True, slots=True)
class Table:
    """Records by document; a document without facts has an empty list."""

    by_document: dict[str, list[Record]]

    @property
    def documents(self) -> list[str]:
        """The documents that the table covers, sorted."""
        return sorted(self.by_document)

    def facts(self, document: str, kind: str) -> list[Record]:
        """The facts of one type in one document, in the table's order."""
        return [record for record in self.by_document.get(document, ()) if record["type"] == kind]


def read(path: Path) -> Table:
    """The table in a file, or in all `.jsonl` files below a folder. Raises BrokenData with file and line."""
    table: dict[str, list[Record]] = {}
    for file in _files(path):
        for number, line in _lines(file):
            record = _record(line, f"{file}:{number}")
            facts = table.setdefault(_stem(str(record["document"])), [])
            if record["type"] != "none":
                facts.append(record)
    return Table(table)


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(path.rglob("*.jsonl"))
    if not path.exists():
        raise BrokenData(f"{path}: no such file or folder")
    return [path]


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    try:
        with file.open(encoding="utf-8") as stream:
            yield from ((number, line) for number, line in enumerate(stream, 1) if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenData(f"{file}: {error}") from error


def _record(line: str, where: str) -> Record:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise BrokenData(f"{where}: not a line of JSON: {error}") from error
    if not isinstance(record, dict) or not {"type", "document"} <= record.keys():
        raise BrokenData(f"{where}: no fact: it has no type or no document")
    if record["type"] not in COMPARISONS and record["type"] != "none":
        raise BrokenData(f"{where}: unknown type {record['type']!r}")
    for field in COMPARISONS.get(record["type"], ()):
        if not _fits(field, record.get(field)):
            raise BrokenData(f"{where}: {field!r} cannot be {json.dumps(record[field])[:60]}")
    return record


def _fits(field: str, value: object) -> bool:
    """Whether a value has the form that the field must have; one that is left out always has."""
    if value is None:
        return True
    if field in LISTS:
        return isinstance(value, list) and all(isinstance(entry, str) for entry in value)
    return isinstance(value, _FORMS.get(field, str))


def _stem(document: str) -> str:
    """A document by the last part of its name or address, without extension."""
    return PurePosixPath(document.split("#")[0]).stem

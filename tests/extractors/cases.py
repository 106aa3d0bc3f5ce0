"""Cases of an extractor out of TOML: a text with its date, and the facts that are expected of it.

`tests/cases/<language>/<type>.toml` has `[[case]]`s with `why`, `text`, `date` and `facts`: tables of the
fields of the facts table. A case without facts expects none. Evidence,
confidence and identifiers are not compared.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from kg.document import Document
from kg.facts import Fact, to_record
from kg.reading import Reading, read

FOLDER = Path(__file__).parents[1] / "cases"
LANGUAGES = ("en", "fr")
_NOT_COMPARED = {"id", "type", "document", "evidence", "confidence"}


def load(fact_type: str) -> list[tuple[str, dict[str, Any]]]:
    """All cases of a fact type as (language, case)."""
    found: list[tuple[str, dict[str, Any]]] = []
    for language in LANGUAGES:
        path = FOLDER / language / f"{fact_type}.toml"
        cases = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
        found.extend((language, case) for case in cases)
    return found


def label(case: tuple[str, dict[str, Any]]) -> str:
    """What pytest calls a case."""
    return f"{case[0]}: {case[1]['why']}"


def check(language: str, case: dict[str, Any], extract: Callable[[Reading], Iterable[Fact]]) -> None:
    """Reads a case's text and compares the facts, whatever their order; quotes must be the text's own."""
    document = Document("case", case["text"], language, case.get("date"))
    facts = list(extract(read(document)))
    for fact in facts:
        assert fact.evidence, fact
        for quote in fact.evidence:
            assert quote.text and document.text[quote.start : quote.end] == quote.text
    assert _sorted(_fields(fact) for fact in facts) == _sorted(_plain(fact) for fact in case.get("facts", []))


def _fields(fact: Fact) -> dict[str, Any]:
    return _plain({key: value for key, value in to_record(fact).items() if key not in _NOT_COMPARED})


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    """Lists of agents have no order of their own."""
    return {key: sorted(value) if isinstance(value, list) else value for key, value in record.items()}


def _sorted(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(records, key=lambda record: sorted((key, str(value)) for key, value in record.items()))

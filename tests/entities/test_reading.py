"""Who is who in a text: persons, their states, and whom descriptions and pronouns stand for."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.document import Document
from kg.reading import Reading, read

CASES = Path(__file__).parents[1] / "cases"


def _cases() -> list[Any]:
    found = []
    for language in ("fr", "en"):
        table = tomllib.loads((CASES / language / "reading.toml").read_text(encoding="utf-8"))
        for case in table["case"]:
            found.append(pytest.param(language, case, id=f"{language}-{case['why'][:60]}"))
    return found


def _names_at(reading: Reading, surface: str, which: int) -> list[str]:
    start = -1
    for _ in range(which):
        start = reading.document.text.index(surface, start + 1)
    tokens = reading.parsed.tokens_in(start, start + len(surface))
    return sorted({e.name or f"?{e.state}" for token in tokens for e in reading.entities(token)})


@pytest.mark.parametrize(("language", "case"), _cases())
def test_reading(language: str, case: dict[str, Any]) -> None:
    reading = read(Document("case", case["text"], language, case.get("date")))
    told = {person.name: person.state or person.organisation or "" for person in reading.persons}
    for name, state in case.get("persons", {}).items():
        assert name in told, f"{name} not found among {sorted(map(str, told))}"
        assert told[name] == state, f"{name} is of {told[name]!r}"
    for absent in case.get("nobody", []):
        assert absent not in told
    for surface, names, *which in case.get("refers", []):
        assert _names_at(reading, surface, which[0] if which else 1) == sorted(names), surface

"""Whole communiqués with gold: kg reads them about as well as `docs/accuracy.md` says, quotes letter for letter.

The floors are below what is measured, so that they hold a level and not a single slot.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.document import Document
from kg.errors import UnreadableDocument
from kg.evaluation import CORE, Count, Table, count, read, total
from kg.facts import Fact, to_record
from kg.pipeline import Settings, facts

ROUNDS = sorted((Path(__file__).parent / "documents").glob("round-*"))
CORE_F1, FACT_PRECISION, EVIDENCE = 0.70, 0.90, 0.95


@cache
def _extracted(folder: Path) -> tuple[tuple[Document, list[Fact]], ...]:
    def refuse(error: UnreadableDocument) -> None:
        raise error

    return tuple(facts([folder / "texts"], Settings(), refuse))


def _predicted(folder: Path) -> Table:
    found: dict[str, list[dict[str, Any]]] = {}
    for document, told in _extracted(folder):
        found[document.id] = [to_record(fact) for fact in told]
    return Table(found)


def _by_language(folder: Path) -> Iterator[tuple[str, Count]]:
    counts = count(read(folder / "gold"), _predicted(folder))
    languages = {document.id: document.language for document, _ in _extracted(folder)}
    for language in sorted(set(languages.values())):
        yield language, total({name: by for name, by in counts.items() if languages[name] == language}, CORE)


@pytest.mark.parametrize("folder", ROUNDS, ids=lambda folder: folder.name)
def test_the_core_facts_are_found(folder: Path) -> None:
    for language, core in _by_language(folder):
        measures = core.measures()
        assert measures["f1"] >= CORE_F1, language
        assert measures["fact_precision"] >= FACT_PRECISION, language
        assert measures["evidence"] >= EVIDENCE, language


@pytest.mark.parametrize("folder", ROUNDS, ids=lambda folder: folder.name)
def test_quotes_are_letter_for_letter(folder: Path) -> None:
    for document, told in _extracted(folder):
        for fact in told:
            assert fact.evidence
            for quote in fact.evidence:
                assert document.text[quote.start : quote.end] == quote.text != ""


def test_there_are_rounds() -> None:
    assert len(ROUNDS) >= 2

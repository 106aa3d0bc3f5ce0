"""The domain's pitfalls, one by one: short texts with all facts of some types that they state.

A case marked `gap` is one that kg does not read right yet; the test fails too when such a case comes right, so
that the mark goes.
"""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from kg.document import Document
from kg.evaluation import align
from kg.evaluation.report import differing
from kg.extraction import extract
from kg.facts import to_record

CASES = Path(__file__).parent / "cases"


def _cases() -> list[Any]:
    found = []
    for language in ("fr", "en"):
        table = tomllib.loads((CASES / language / "pitfalls.toml").read_text(encoding="utf-8"))
        for case in table["case"]:
            marks = [pytest.mark.xfail(strict=True, reason=case["gap"])] if "gap" in case else []
            found.append(
                pytest.param(
                    language, case, id=f"{language}-{case['pitfall']}-{case['why'][:60]}", marks=marks
                )
            )
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("\u00ad", ""))
    return [_plain(entry) for entry in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("language", "case"), _cases())
def test_pitfall(language: str, case: dict[str, Any]) -> None:
    document = Document("case", case["text"], language, case.get("date"))
    [(_, told_facts)] = extract([document])
    facts = [fact for fact in told_facts if fact.type in case["types"]]
    for fact in facts:
        assert all(document.text[q.start : q.end] == q.text for q in fact.evidence)
    for kind in case["types"]:
        told = [{k: _plain(v) for k, v in to_record(fact).items()} for fact in facts if fact.type == kind]
        expected = [{**fact, "document": "case"} for fact in case["facts"] if fact["type"] == kind]
        found = align(expected, told)
        assert not found.false
        assert not found.missed
        assert not [(gold, differing(gold, fact)) for gold, fact, _ in found.pairs if differing(gold, fact)]

"""The page on the facts table names every field and every value, and no other."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from kg import facts

PAGE = (Path(__file__).parents[1] / "docs" / "facts.md").read_text(encoding="utf-8")
VALUES = {
    "office": facts.ROLES,
    "contact": facts.MEDIA + facts.CONTACT_STATUSES,
    "visit": facts.VISIT_KINDS + facts.STATUSES,
    "agreement": facts.AGREEMENT_KINDS + facts.ACTIONS,
    "gathering": facts.GATHERING_KINDS + facts.GATHERING_STATUSES,
    "position": facts.STANCES,
}


@pytest.mark.parametrize("kind", facts.FACT_TYPES)
def test_the_page_tells_the_fields_and_values_of_a_type(kind: str) -> None:
    section = re.split(r"^## ", PAGE.split(f"\n## {kind}:")[1], flags=re.MULTILINE)[0]
    told = set(re.findall(r"`([\w-]+)`", section)) - {"P4Y", "true"}
    names = {field.name for field in fields(facts.FACT_TYPES[kind])}
    names -= {field.name for field in fields(facts.Fact)} | {"id"}
    assert told == names | set(VALUES[kind]) | ({"about"} if kind == "position" else set())

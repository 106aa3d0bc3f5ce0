from __future__ import annotations

from typing import Any

import pytest

from kg.document import Document
from kg.extractors import visit
from kg.extractors.visit_span import Span, merged
from kg.facts import VISIT_KINDS
from kg.languages import available, data
from kg.reading import read
from tests.extractors import cases


@pytest.mark.parametrize("case", cases.load("visit"), ids=cases.label)
def test_case(case: tuple[str, dict[str, Any]]) -> None:
    cases.check(case[0], case[1], visit.extract)


def test_languages_have_the_same_lists() -> None:
    shapes = [
        {
            name: set(lists) if isinstance(lists, dict) else None
            for name, lists in data(language, "visit").items()
        }
        for language in available()
    ]
    assert all(shape == shapes[0] for shape in shapes)


@pytest.mark.parametrize("language", available())
def test_kinds_are_those_of_the_facts_table(language: str) -> None:
    assert set(data(language, "visit")["kinds"]) <= set(VISIT_KINDS)


@pytest.mark.parametrize(
    ("told", "date"),
    [
        (Span(), None),
        (Span("2023-05-08", days=3), "2023-05-08/2023-05-10"),
        (Span(end="2023-05-10", days=3), "2023-05-08/2023-05-10"),
        (Span(begin="2023-05-08", end="2023-05-10"), "2023-05-08/2023-05-10"),
        (Span(begin="2023-05-08"), "2023-05-08/.."),
        (Span("2023-05", new="2023-06-03"), "2023-06-03"),
        (Span("2023-05-30/2023-06-02", days=2), "2023-05-30/2023-06-02"),
    ],
)
def test_span(told: Span, date: str | None) -> None:
    assert told.date() == date


def test_two_accounts_of_one_stay() -> None:
    first, last = Span("2023-05-08"), Span(end="2023-05-10")
    assert merged(first, last).date() == merged(last, first).date() == "2023-05-08/2023-05-10"


def test_a_long_list_of_stops_takes_no_long_time() -> None:
    line = "Le ministre sénégalais Amadou Ba se rendra à Rome, puis à Paris, puis à Tunis. " * 150
    facts = list(visit.extract(read(Document("long", line, "fr", "2023-05-10"))))
    assert {fact.destination for fact in facts} == {"IT", "FR", "TN"}

"""Contacts out of sentences: those that are told, and those that only seem to be."""

from __future__ import annotations

import time
from typing import Any

import pytest

from kg.document import Document
from kg.extractors import contact
from kg.reading import read
from tests.extractors import cases


@pytest.mark.parametrize("case", cases.load("contact"), ids=cases.label)
def test_case(case: tuple[str, dict[str, Any]]) -> None:
    cases.check(case[0], case[1], contact.extract)


def test_evidence_is_the_clause_and_what_adds_to_it() -> None:
    text = (
        "M. Sékou Traoré, ministre malien des Affaires étrangères, a rencontré hier M. Ousmane "
        "Ndiaye, ministre sénégalais. Il fait beau à Bamako. L'entretien a porté sur la pêche."
    )
    (fact,) = contact.extract(read(Document("one", text, "fr", "2021-05-12")))
    quotes = [quote.text for quote in fact.evidence]
    assert len(quotes) == 2
    assert "a rencontré" in quotes[0]
    assert quotes[1].startswith("L'entretien a porté sur la pêche")


def test_many_contacts_take_time_in_proportion() -> None:
    sentence = (
        "Le ministre Awa Diop a reçu mardi à Dakar l'ambassadeur du Japon, M. Hiroshi Tanaka, et d'autres. "
    )

    def seconds(count: int) -> float:
        reading = read(Document("long", sentence * count, "fr", "2021-05-12"))
        began = time.perf_counter()
        list(contact.extract(reading))
        return time.perf_counter() - began

    seconds(5)
    assert seconds(200) < 30 * max(seconds(20), 0.02)

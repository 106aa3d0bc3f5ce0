"""No text ends a reading: damaged, bare and endless ones give facts as they should be, or none, in bounded time."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import extraction, pipeline
from kg.document import Document
from kg.errors import BrokenData, UnreadableDocument
from kg.extraction import extract
from kg.facts import Fact
from kg.pipeline import Settings
from kg.reading import Reading
from kg.store import open_graph
from tests import hostile

ROUNDS = 12
TEXT = "Le ministre français, M. Jean Dupont, a reçu mardi à Paris son homologue malien, M. Ali Diop."


@pytest.mark.parametrize("language", hostile.LANGUAGES)
@pytest.mark.parametrize("number", range(ROUNDS))
def test_damaged_texts_give_sound_facts(language: str, number: int) -> None:
    text = hostile.document(random.Random(f"{number} {language}"), language, str(number))
    assert not hostile.faults(text, _facts(text))


@pytest.mark.parametrize("language", hostile.LANGUAGES)
def test_texts_with_next_to_nothing_in_them(language: str) -> None:
    for name, text in hostile.bare(language):
        document = Document(name, text, language, "2020-12-03")
        assert not hostile.faults(document, _facts(document)), name


@pytest.mark.parametrize("language", hostile.LANGUAGES)
def test_twice_the_text_takes_about_twice_the_time(language: str) -> None:
    seconds = [0.0, 0.0]
    for size, count in enumerate((60, 120)):
        for name, text in hostile.long(language, count):
            document = Document(name, text, language, "2020-12-03")
            start = time.process_time()
            found = _facts(document)
            seconds[size] += time.process_time() - start
            assert not hostile.faults(document, found), name
    assert seconds[1] < 3.2 * seconds[0]


@pytest.mark.parametrize("language", hostile.LANGUAGES)
def test_the_examples_themselves_are_sound(language: str) -> None:
    whole = "\n\n".join(hostile.texts(language)[-3:])
    document = Document("whole", whole, language, "2021-05-04")
    found = _facts(document)
    assert found and not hostile.faults(document, found)


@pytest.mark.parametrize("value", ["2021-05", "2021~", "2020-12-03/..", "2015-04-10/2015-04-12"])
def test_dates_that_are_dates(value: str) -> None:
    assert hostile.is_date(value)


@pytest.mark.parametrize("value", ["2021-02-30", "2021-13", "2021-05-04/2021-05-01", "mardi", ""])
def test_dates_that_are_none(value: str) -> None:
    assert not hostile.is_date(value)


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    """An extractor that fails on every text with a snag in it."""

    def extract_snags(reading: Reading) -> Iterator[Fact]:
        if "snag" in reading.shadow:
            raise IndexError("tuple index out of range")
        return iter(())

    monkeypatch.setattr(extraction, "EXTRACTORS", (*extraction.EXTRACTORS, extract_snags))


@pytest.mark.usefixtures("faulty")
def test_a_fault_on_one_document_costs_no_other_and_no_former_account(tmp_path: Path) -> None:
    texts, graph = tmp_path / "in", tmp_path / "g.kg"
    texts.mkdir()
    for name in "abc":
        (texts / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    assert not pipeline.build_on_disk([texts], graph, Settings("fr", "2020-12-03")).problems
    (texts / "a.txt").write_text(f"{TEXT} snag", encoding="utf-8")
    (texts / "c.txt").write_text(f"{TEXT} Bienvenue.", encoding="utf-8")
    told: list[UnreadableDocument] = []
    summary = pipeline.build_on_disk(
        [texts], graph, Settings("fr", "2020-12-03"), prune=True, problem=told.append
    )
    (problem,) = summary.problems
    assert "a.txt" in problem and "IndexError: tuple index out of range" in problem
    assert isinstance(told[0].__cause__, IndexError)
    assert (summary.written, summary.unchanged, summary.dropped) == (["c"], ["b"], [])
    with open_graph(graph) as stored:
        assert stored.text("a") == TEXT
        assert {fact.document for fact in stored.facts()} == {"a", "b", "c"}


@pytest.mark.usefixtures("faulty")
def test_whoever_does_not_ask_for_problems_is_stopped_by_them() -> None:
    with pytest.raises(UnreadableDocument, match="x: reading it failed with IndexError"):
        list(extract([Document("x", f"{TEXT} snag", "fr")]))


def test_a_missing_model_is_no_fault_of_the_document() -> None:
    with pytest.raises(BrokenData, match="cannot be loaded"):
        list(extract([Document("x", TEXT, "fr")], model="no_such_model", problem=pytest.fail))


def _facts(document: Document) -> list[Fact]:
    """The facts as a build has them: a fault in reading is raised here."""
    return [fact for _, found in extract([document]) for fact in found]

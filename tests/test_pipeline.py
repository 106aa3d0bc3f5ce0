"""Building: what is read, left alone, dropped, refused. Reading itself is stubbed, so no model is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

import kg
from kg import pipeline
from kg.document import Document
from kg.errors import BrokenData
from kg.facts import Fact, Gathering
from kg.pipeline import Settings, Summary
from kg.store import open_graph

ROOT = Path(__file__).parents[1]
SEED, SEED_FACTS = ROOT / "seeds" / "000_bcc0e6c20f4df47a.txt", ROOT / "tests" / "data" / "seed.jsonl"
TEXT = "Dakar, le 14 mars 2021. Le Forum de la paix se tiendra à Dakar en mai 2021, a annoncé le ministre."
Build = Callable[..., Summary]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the documents that were read: each says that one gathering takes place."""
    ids: list[str] = []

    def extract(
        documents: Iterable[Document], settings: Settings, problem: pipeline.Problem
    ) -> Iterator[tuple[Document, list[Fact]]]:
        for document in documents:
            ids.append(document.id)
            label = document.text.split("Forum")[1].split(" se ")[0] if "Forum" in document.text else ""
            quotes = (document.quote(0, 20),)
            fact = Gathering(
                document=document.id, evidence=quotes, label=f"Forum{label}", kind="forum", status="planned"
            )
            yield document, [fact] if label else []

    monkeypatch.setattr(pipeline, "_extract", extract)
    return ids


@pytest.fixture
def build(tmp_path: Path, read: list[str]) -> Build:
    def run(*paths: Path, **options: object) -> Summary:
        read.clear()
        return pipeline.build_on_disk(paths or [tmp_path / "in"], tmp_path / "g.kg", Settings(), **options)

    return run


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(f"{TEXT} ({name})", encoding="utf-8")
    return folder


def facts_of(folder: Path) -> list[tuple[str, str]]:
    with open_graph(folder) as graph:
        return [(fact.document, getattr(fact, "label", "")) for fact in graph.facts()]


def test_documents_are_read_once_and_again_when_they_change(
    build: Build, texts: Path, read: list[str]
) -> None:
    assert build().written == ["a", "b"]
    summary = build()
    assert (summary.written, summary.unchanged, read) == ([], ["a", "b"], [])
    assert summary.facts == {"gathering": 2}
    (texts / "a.txt").write_text(TEXT.replace("paix", "mer"), encoding="utf-8")
    assert build().written == read == ["a"]
    assert facts_of(texts.parent / "g.kg") == [("a", "Forum de la mer"), ("b", "Forum de la paix")]


def test_another_version_of_kg_reads_again(
    build: Build, texts: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    monkeypatch.setattr(pipeline, "kg_version", lambda: "99")
    assert build().written == ["a", "b"]


def test_another_date_reads_again(build: Build, texts: Path, tmp_path: Path, read: list[str]) -> None:
    build()
    read.clear()
    pipeline.build_on_disk([texts / "a.txt"], tmp_path / "g.kg", Settings(date="2022-01-01"))
    assert read == ["a"]


def test_what_is_gone_is_dropped_only_when_asked(build: Build, texts: Path) -> None:
    build()
    (texts / "b.txt").unlink()
    assert build().dropped == []
    assert build(dry_run=True, prune=True).dropped == ["b"]
    assert len(facts_of(texts.parent / "g.kg")) == 2
    assert build(prune=True).dropped == ["b"]
    assert facts_of(texts.parent / "g.kg") == [("a", "Forum de la paix")]


@pytest.mark.parametrize("content", [b"", b"\0\1\2" * 50, b"Der Minister hat den Botschafter empfangen."])
def test_a_document_that_cannot_be_read_any_more_stays_as_it_was(
    build: Build, texts: Path, content: bytes
) -> None:
    build()
    (texts / "b.txt").write_bytes(content)
    summary = build(prune=True)
    assert [line.split(":")[0] for line in summary.problems] == [str(texts / "b.txt")]
    assert (summary.written, summary.dropped, summary.unchanged) == ([], [], ["a"])
    assert len(facts_of(texts.parent / "g.kg")) == 2


def test_a_name_that_begins_like_another_is_dropped_on_its_own(build: Build, texts: Path) -> None:
    (texts / "a-b.txt").write_text(TEXT, encoding="utf-8")
    build()
    (texts / "a-b.txt").unlink()
    assert build(prune=True).dropped == ["a-b"]


def test_a_second_file_of_a_name_that_cannot_be_read_any_more_stays_too(build: Build, texts: Path) -> None:
    (texts / "z").mkdir()
    (texts / "z" / "a.txt").write_text(f"{TEXT} (z)", encoding="utf-8")
    assert len(build().written) == 3
    (texts / "z" / "a.txt").write_bytes(b"")
    assert build(prune=True).dropped == []
    (texts / "z" / "a.txt").unlink()
    assert len(build(prune=True).dropped) == 1


def test_a_dry_run_writes_nothing(build: Build, texts: Path, tmp_path: Path) -> None:
    summary = build(dry_run=True)
    assert (summary.written, summary.facts) == (["a", "b"], {"gathering": 2})
    assert not (tmp_path / "g.kg").exists()


def test_a_document_without_date_or_facts_is_a_warning(build: Build, texts: Path) -> None:
    (texts / "b.txt").write_text("Le ministre a parlé aux ambassadeurs de la paix.", encoding="utf-8")
    assert [line.split(":")[0] for line in build().warnings] == ["b", "b"]


def test_a_facts_table_goes_in_as_it_is(
    tmp_path: Path, build: Build, seed_facts: list[Fact], seed: Document
) -> None:
    summary = build(SEED, tables=[SEED_FACTS])
    assert (summary.written, summary.facts.total()) == ([seed.id], 20)
    with open_graph(tmp_path / "g.kg") as graph:
        assert graph.text(seed.id) == seed.text
        stored = graph.document(seed.id)
        assert stored is not None
        assert (stored.language, stored.date) == ("fr", "2020-12-03")
        assert len({fact.id for fact in graph.facts()}) == 20


def test_a_facts_table_alone_needs_no_texts(tmp_path: Path, build: Build) -> None:
    summary = pipeline.build_on_disk([], tmp_path / "g.kg", Settings(), tables=[SEED_FACTS])
    assert summary.facts.total() == 20
    assert [line.split(": ")[1] for line in summary.warnings] == [
        "facts without their text, so quotes cannot be checked"
    ]
    assert pipeline.build_on_disk([], tmp_path / "g.kg", Settings(), tables=[SEED_FACTS]).facts.total() == 20


def test_a_facts_table_keeps_what_the_graph_knows_of_a_document(tmp_path: Path, build: Build) -> None:
    build(SEED, tables=[SEED_FACTS])
    summary = pipeline.build_on_disk([], tmp_path / "g.kg", Settings(), tables=[SEED_FACTS])
    assert summary.warnings == []
    with open_graph(tmp_path / "g.kg") as graph:
        stored = graph.document(SEED.stem)
        assert stored is not None
        assert (stored.language, stored.date) == ("fr", "2020-12-03")
        assert graph.text(SEED.stem) == SEED.read_text(encoding="utf-8")


def test_a_broken_facts_table_stops_the_build_and_names_the_line(build: Build, tmp_path: Path) -> None:
    path = tmp_path / "table.jsonl"
    path.write_text('{"type": "none", "document": "x"}\n{"type": "visit"}\n', encoding="utf-8")
    with pytest.raises(BrokenData, match=r"table\.jsonl:2"):
        build(tmp_path / "missing", tables=[path])
    assert not (tmp_path / "g.kg" / "current").exists()


def test_progress_is_told_for_each_document(build: Build, texts: Path) -> None:
    told: list[tuple[int, int, str]] = []
    build(progress=lambda *told_now: told.append(told_now))
    assert told == [(1, 2, "a"), (2, 2, "b")]


def test_facts_straight_from_texts_have_the_graphs_names(build: Build, texts: Path, tmp_path: Path) -> None:
    build()
    found = [fact for _, facts in pipeline.facts([texts], Settings(), pytest.fail) for fact in facts]
    with open_graph(tmp_path / "g.kg") as graph:
        assert found == list(graph.facts())
    assert all(fact.id.startswith("https://") for fact in found)


def test_the_library_builds_in_memory_and_on_disk(texts: Path, tmp_path: Path, read: list[str]) -> None:
    graph = kg.build([texts])
    assert [fact.document for fact in graph.facts(type="gathering", status="planned")] == ["a", "b"]
    assert len(graph.dataset) > 0
    assert (
        graph.query("next-sessions", subject="paix").to_pandas()["gathering"].tolist()
        == ["Forum de la paix"] * 2
    )
    assert len(list(graph.query("SELECT DISTINCT ?g { ?g a dip:Gathering }"))) == 2
    stored = kg.build([texts], tmp_path / "g.kg")
    assert stored.summary is not None
    assert stored.summary.written == ["a", "b"]
    assert list(stored.facts()) == list(graph.facts())
    stored.close()
    assert len(list(kg.open(tmp_path / "g.kg").facts())) == 2


def test_the_library_tells_what_it_could_not_read(
    tmp_path: Path, read: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    graph = kg.build([tmp_path / "missing.txt"])
    assert graph.summary is not None
    assert len(graph.summary.problems) == 1
    assert "missing.txt: no such file" in capsys.readouterr().err

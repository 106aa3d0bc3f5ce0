"""The graph on disk: replaced, dropped, read, killed, damaged, always whole."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph
from rdflib import RDF, URIRef

from kg import facts as table
from kg.document import Document, text_hash
from kg.errors import BadQuery, BrokenGraph
from kg.facts import Fact
from kg.graph import iris
from kg.sparql import bind
from kg.store import Graph, open_graph
from kg.union import named

DATA = Path(__file__).parent / "graph" / "data"
TEXT = (DATA / "communique-14.txt").read_text(encoding="utf-8")
FACTS = list(table.read((DATA / "communique-14.jsonl").read_text(encoding="utf-8").splitlines()))


def document(name: str, text: str = TEXT) -> Document:
    return Document(name, text, "fr", "2023-03-14", publisher="Ministère", source="https://example.org/14")


def facts_of(name: str) -> list[Fact]:
    return [replace(fact, document=name) for fact in FACTS]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A graph on disk with the documents `a` and `b`."""
    path = tmp_path / "graph.kg"
    with open_graph(path, read_only=False) as graph:
        graph.replace(document("a"), facts_of("a"))
        graph.replace(document("b"), facts_of("b")[:3])
    return path


@pytest.fixture
def graph(folder: Path) -> Iterator[Graph]:
    with open_graph(folder) as opened:
        yield opened


def names(path: Path) -> list[str]:
    with open_graph(path) as graph:
        return [stored.id for stored in graph.documents()]


def test_documents(graph: Graph) -> None:
    first, second = graph.documents()
    assert (first.id, second.id) == ("a", "b")
    assert (first.language, first.date, first.publisher) == ("fr", "2023-03-14", "Ministère")
    assert first.source == "https://example.org/14"
    assert first.sha256 == text_hash(TEXT)
    assert first.version
    assert graph.document("a") == first
    assert graph.document("c") is None


def test_facts_and_filters(graph: Graph) -> None:
    assert len(list(graph.facts())) == len(FACTS) + 3
    assert {fact.document for fact in graph.facts(document="b")} == {"b"}
    assert [fact.type for fact in graph.facts("visit")] == ["visit"]
    assert len(list(graph.facts("gathering", status="planned"))) == 1
    assert len(list(graph.facts(holders="Duarte Falcão"))) == 1
    assert not list(graph.facts("visit", status="held"))
    assert all(fact.confidence >= 0.9 for fact in graph.facts(min_confidence=0.9))
    assert len(list(graph.facts("gathering", ordinal=5))) == 1


def test_texts(graph: Graph) -> None:
    assert graph.text("a") == TEXT
    assert graph.text("c") is None


@pytest.mark.parametrize("text", ["\r\n a\rb\n", "\ufeffé", "", "\x00", "e\u0301"])
def test_a_text_is_kept_letter_for_letter(tmp_path: Path, text: str) -> None:
    with open_graph(tmp_path / "g", read_only=False) as graph:
        graph.replace(document("a", text), [])
    with open_graph(tmp_path / "g") as graph:
        assert graph.text("a") == text


def test_the_dataset_is_the_union_of_the_graphs(graph: Graph) -> None:
    visit = URIRef("https://diplomacy.example.org/ontology#Visit")
    assert len(set(graph.dataset.subjects(RDF.type, visit))) == 1
    rows = graph.dataset.query("SELECT DISTINCT ?v { ?v a <https://diplomacy.example.org/ontology#Visit> }")
    assert len(list(rows)) == 1


def test_queries(graph: Graph) -> None:
    rows = list(graph.query("SELECT DISTINCT ?v { ?v dip:destination/skos:notation ?code }", code="SN"))
    assert len(rows) == 1
    assert not list(graph.query("SELECT ?v { ?v dip:destination/skos:notation ?code }", code="FR"))
    assert graph.query("ASK { ?a dip:talkedWith ?b }")
    with pytest.raises(BadQuery, match="does not parse"):
        graph.query("SELECT nonsense")


def test_concepts_and_names_can_be_asked_for(graph: Graph) -> None:
    query = (
        'SELECT DISTINCT ?l { [] dip:status ?s . ?s skos:prefLabel ?l FILTER (LANG(?l) = "fr") } ORDER BY ?l'
    )
    assert [row["l"].value for row in graph.query(query)] == ["prévu", "reporté", "tenu"]  # type: ignore[union-attr,index]


def test_bindings_change_nothing_but_their_variable() -> None:
    from pyoxigraph import Literal

    query = 'SELECT ?x ?y { ?x ?p "?x" . FILTER (?xy = $x) # ?x\n }'
    assert bind(query, {"x": Literal('a"}')}) == (
        'SELECT ("a\\"}" AS ?x) ?y { "a\\"}" ?p "?x" . FILTER (?xy = "a\\"}") # ?x\n }'
    )


def test_a_document_is_replaced_whole(folder: Path) -> None:
    with open_graph(folder, read_only=False) as graph:
        graph.replace(document("a", "other"), facts_of("a")[3:4])
    with open_graph(folder) as graph:
        assert [fact.type for fact in graph.facts(document="a")] == ["contact"]
        assert graph.text("a") == "other"


def test_a_dropped_document_leaves_nothing(folder: Path) -> None:
    with open_graph(folder, read_only=False) as graph:
        graph.drop("a")
        graph.drop("never there")
    with open_graph(folder) as graph:
        assert [stored.id for stored in graph.documents()] == ["b"]
        assert not [line for line in graph.quads() if "/a>" in line or "/a/" in line]


def test_texts_of_no_document_go_with_the_next_build(folder: Path) -> None:
    with open_graph(folder, read_only=False) as graph:
        graph.replace(document("c", "short-lived"), [])
    with open_graph(folder, read_only=False) as graph:
        graph.drop("c")
    with open_graph(folder, read_only=False):
        pass
    assert [path.stem for path in (folder / "texts").iterdir()] == [text_hash(TEXT)]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, folder: Path) -> None:
    other = tmp_path / "other.kg"
    with open_graph(other, read_only=False) as graph:
        graph.replace(document("b", "older"), facts_of("b"))
    with open_graph(other, read_only=False) as graph:
        shuffled = facts_of("a")
        random.Random(7).shuffle(shuffled)
        graph.replace(document("b"), facts_of("b")[:3])
        graph.replace(document("a"), shuffled)
    memory = Graph()
    memory.replace(document("b"), facts_of("b")[:3])
    memory.replace(document("a"), facts_of("a"))
    memory.commit()
    with open_graph(folder) as one, open_graph(other) as two:
        assert list(one.quads()) == list(two.quads()) == list(memory.quads())


def test_a_time_is_told_only_when_given(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = Graph()
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    graph.replace(document("a"), [])
    assert not [line for line in graph.quads() if "generatedAtTime" in line]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    graph.replace(document("a"), [])
    assert [line for line in graph.quads() if '"1970-01-01T00:00:00Z"' in line]


def test_an_error_leaves_the_graph_as_it_was(folder: Path) -> None:
    with pytest.raises(RuntimeError), open_graph(folder, read_only=False) as graph:
        graph.drop("a")
        raise RuntimeError
    assert names(folder) == ["a", "b"]
    assert len(list(folder.glob("generation-*"))) == 1


def test_readers_see_the_old_graph_until_the_commit(folder: Path) -> None:
    with open_graph(folder, read_only=False) as graph:
        graph.drop("a")
        assert names(folder) == ["a", "b"]
    assert names(folder) == ["b"]


def test_a_reader_keeps_what_it_opened(folder: Path) -> None:
    with open_graph(folder) as reader:
        for _ in range(3):
            with open_graph(folder, read_only=False) as graph:
                graph.drop("a")
        assert len(list(reader.facts(document="a"))) == len(FACTS)


KILLED = """
import sys
from kg.document import Document
from kg.store import open_graph
graph = open_graph(sys.argv[1], read_only=False)
graph.drop("a")
graph.replace(Document("new", "text", "fr"), [])
graph.refresh()
graph.native.flush()
print("written", flush=True)
sys.stdin.read()
"""


def test_a_killed_build_leaves_the_graph_as_it_was(folder: Path) -> None:
    root = Path(__file__).parents[1]
    command = [sys.executable, "-c", KILLED, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"written\n"
        with pytest.raises(BrokenGraph, match="another process"):
            open_graph(folder, read_only=False)
        assert names(folder) == ["a", "b"]
        process.kill()
    assert names(folder) == ["a", "b"]
    with open_graph(folder, read_only=False) as graph:
        graph.drop("b")
    assert names(folder) == ["a"]
    assert len(list(folder.glob("generation-*"))) == 1


def test_a_second_writer_is_told_to_wait(folder: Path) -> None:
    with open_graph(folder, read_only=False), pytest.raises(BrokenGraph, match="wait"):
        open_graph(folder, read_only=False)


def test_a_writer_sees_what_it_wrote(folder: Path) -> None:
    with open_graph(folder, read_only=False) as graph:
        assert len(list(graph.dataset.graphs())) > 2
        graph.replace(document("c"), facts_of("c"))
        assert len(list(graph.facts(document="c"))) == len(FACTS)
        graph.replace(document("c"), facts_of("c")[:1])
        graph.replace(document("c"), facts_of("c")[:2])
        node = URIRef(iris.document_iri("c"))
        assert (
            len(set(graph.dataset.subjects(URIRef("https://diplomacy.example.org/ontology#statedIn"), node)))
            == 2
        )
        graph.replace(document("d"), facts_of("d"))
        graph.drop("d")
        assert [stored.id for stored in graph.documents()] == ["a", "b", "c"]


def test_no_language_model_is_loaded() -> None:
    program = "import sys, kg.store, kg.checks; sys.exit('spacy' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[1], check=False).returncode
        == 0
    )


def test_a_reader_cannot_write(graph: Graph) -> None:
    with pytest.raises(BrokenGraph, match="not open for writing"):
        graph.replace(document("c"), [])
    with pytest.raises(BrokenGraph, match="not open for writing"):
        graph.put(iris.LINKS, [])


def test_nothing_is_written_after_the_commit(folder: Path) -> None:
    with open_graph(folder, read_only=False) as graph:
        graph.commit()
        with pytest.raises(BrokenGraph, match="committed"):
            graph.drop("a")


def test_a_missing_graph_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenGraph, match="kg build"):
        open_graph(tmp_path / "none.kg")
    (tmp_path / "file").write_text("x")
    with pytest.raises(BrokenGraph, match="is a file"):
        open_graph(tmp_path / "file", read_only=False)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_damaged_graph_is_named(folder: Path, read_only: bool) -> None:
    (generation,) = folder.glob("generation-*")
    (generation / "CURRENT").write_text("nonsense\n")
    with pytest.raises(BrokenGraph, match="damaged"):
        open_graph(folder, read_only=read_only)


def test_damage_inside_is_found_on_reading(folder: Path) -> None:
    for path in folder.glob("generation-*/*.sst"):
        content = bytearray(path.read_bytes())
        content[: len(content) // 2] = bytes(len(content) // 2)
        path.write_bytes(content)
    with pytest.raises(BrokenGraph, match="damaged"), open_graph(folder) as graph:
        list(graph.facts())


def test_a_graph_keeps_its_base(tmp_path: Path) -> None:
    base = "https://example.net/"
    with open_graph(tmp_path / "g", read_only=False, base=base) as graph:
        graph.replace(document("a"), facts_of("a"))
    with open_graph(tmp_path / "g") as graph:
        assert graph.base == base
        assert all(fact.id.startswith(base) for fact in graph.facts())
        ontology = f"<{iris.BASE}ontology"
        assert not [line for line in graph.quads() if f"<{iris.BASE}" in line.replace(ontology, "")]
    with pytest.raises(BrokenGraph, match="base"):
        open_graph(tmp_path / "g", base="https://other.example/")


def in_step(graph: Graph) -> bool:
    """Whether the default graph holds what the named graphs hold, each triple once."""
    default = [q.triple for q in graph.native.quads_for_pattern(None, None, None, DefaultGraph())]
    return len(default) == len(set(default)) and set(default) == {q.triple for q in named(graph.native)}


def test_the_default_graph_is_always_the_union_of_the_others(folder: Path) -> None:
    with open_graph(folder, read_only=False) as graph:
        assert in_step(graph)
        graph.replace(document("c"), facts_of("c"))
        assert in_step(graph)
        graph.replace(document("a"), facts_of("a")[:2])
        graph.drop("c")
        assert in_step(graph)
        graph.refresh()
        assert in_step(graph)
        graph.drop("b")
    with open_graph(folder) as graph:
        assert in_step(graph)
        assert names(folder) == ["a"]


def test_what_several_documents_say_alike_counts_once(folder: Path) -> None:
    with open_graph(folder) as graph:
        told = "SELECT (COUNT(*) AS ?n) { ?state a dip:State ; skos:notation 'MA' }"
        assert [row["n"].value for row in graph.query(told)] == ["1"]
        assert sorted(f"{quad} ." for quad in named(graph.native)) == sorted(graph.quads())


def test_an_update_of_a_named_graph_reaches_the_default_graph(folder: Path) -> None:
    with open_graph(folder, read_only=False) as graph:
        graph.update(
            "INSERT DATA { GRAPH <https://example.org/g> { <https://example.org/a> rdfs:label 'x' } }"
        )
        assert bool(graph.query("ASK { ?a rdfs:label 'x' }")) and in_step(graph)
        graph.update("DROP GRAPH <https://example.org/g>")
        assert not bool(graph.query("ASK { ?a rdfs:label 'x' }")) and in_step(graph)
        graph.update("INSERT DATA { <https://example.org/a> rdfs:label 'y' }")
        assert not bool(graph.query("ASK { ?a rdfs:label 'y' }")) and in_step(graph)
        with pytest.raises(BadQuery, match="does not parse"):
            graph.update("INSERT")


def test_a_graph_without_its_union_is_told(tmp_path: Path) -> None:
    with open_graph(tmp_path / "g", read_only=False) as graph:
        graph.replace(document("a"), facts_of("a"))
        graph.refresh()
        graph.native.update("DROP DEFAULT")
        graph._files.commit()  # type: ignore[union-attr]
    for read_only in (True, False):
        with pytest.raises(BrokenGraph, match="earlier kg"):
            open_graph(tmp_path / "g", read_only=read_only)

"""Each of the 25 shapes finds the fault that is planted for it, and so do the checks beside them."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from kg import facts as table
from kg.checks import Engine, Finding, check
from kg.document import Document
from kg.graph import iris
from kg.graph.namespaces import PREFIXES
from kg.store import Graph, open_graph

DATA = Path(__file__).parents[1] / "graph" / "data"
TEXT = (DATA / "communique-14.txt").read_text(encoding="utf-8")
FACTS = list(table.read((DATA / "communique-14.jsonl").read_text(encoding="utf-8").splitlines()))
GRAPH = iris.document_graph("communique-14")
# the reference first
ENGINES: tuple[Engine, ...] = (
    ("pyshacl", "split", "turbo") if find_spec("pyshacl_turbo") else ("pyshacl", "split")
)
BASE = "https://diplomacy.example.org/"

FAULTS = tomllib.loads((DATA / "faults.toml").read_text(encoding="utf-8"))["fault"]


@pytest.fixture
def graph() -> Graph:
    graph = Graph()
    graph.replace(Document("communique-14", TEXT, "fr", "2023-03-14"), FACTS)
    return graph


def plant(graph: Graph, fault: str) -> None:
    before = list(graph.quads())
    prologue = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    graph.native.update(f"{prologue}WITH <{GRAPH}> {fault}")
    assert list(graph.quads()) != before, "the fault was not planted"


def shapes(findings: list[Finding]) -> set[tuple[str, str]]:
    return {(finding.shape, finding.severity) for finding in findings}


def test_every_shape_has_a_fault() -> None:
    assert {fault["shape"] for fault in FAULTS} == set(range(1, 26))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_sound_graph_has_no_findings(graph: Graph, engine: Engine) -> None:
    assert check(graph, engine=engine) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault['shape']} {fault['name']}")
def test_a_planted_fault_is_found_by_every_engine(graph: Graph, fault: dict[str, Any]) -> None:
    plant(graph, fault["update"])
    found = [check(graph, engine=engine) for engine in ENGINES]
    assert (str(fault["shape"]), fault["severity"]) in shapes(found[0])
    assert all(other == found[0] for other in found)


def test_a_quote_shifted_by_one(graph: Graph) -> None:
    plant(
        graph,
        "DELETE { ?e oa:start ?s ; oa:end ?t } INSERT { ?e oa:start ?u ; oa:end ?v } "
        "WHERE { ?f a dip:Visit ; dip:evidence ?e . ?e oa:start ?s ; oa:end ?t "
        "BIND (?s + 1 AS ?u) BIND (?t + 1 AS ?v) }",
    )
    (finding,) = check(graph)
    assert (finding.shape, finding.severity) == ("quote", "violation")
    assert finding.value.startswith("M. Falcão se rendra")
    assert "'. Falcão se rendra" in finding.message


def test_a_visit_held_in_the_future(graph: Graph) -> None:
    plant(
        graph,
        "DELETE { ?f dip:status ?s } INSERT { ?f dip:status dip:status-held } "
        "WHERE { ?f a dip:Visit ; dip:status ?s }",
    )
    (finding,) = check(graph)
    assert (finding.shape, finding.severity, finding.value) == ("17", "violation", "2023-06-01")
    assert finding.node == f"{BASE}fact/communique-14/visit-falcao-sn-2023-06"
    assert finding.document == "communique-14"


def test_a_state_that_does_not_exist(graph: Graph) -> None:
    plant(
        graph,
        "DELETE { ?s skos:notation ?c } INSERT { ?s skos:notation 'ZZ' } WHERE { ?s skos:notation ?c "
        "FILTER (?c = 'ML') }",
    )
    (finding,) = check(graph)
    assert (finding.shape, finding.severity, finding.value) == ("state", "violation", "ZZ")


def test_a_day_that_no_calendar_has(graph: Graph) -> None:
    plant(
        graph,
        "DELETE { ?f dip:date ?d } INSERT { ?f dip:date '2023-02-30'^^edtf:EDTF-level1 } "
        "WHERE { ?f a dip:Visit ; dip:date ?d }",
    )
    (finding,) = check(graph)
    assert (finding.shape, finding.value) == ("calendar", "2023-02-30")


def test_a_document_without_its_text(tmp_path: Path) -> None:
    with open_graph(tmp_path / "g", read_only=False) as graph:
        graph.replace(Document("communique-14", TEXT, "fr", "2023-03-14"), FACTS)
    (text,) = (tmp_path / "g" / "texts").iterdir()
    with open_graph(tmp_path / "g") as graph:
        assert check(graph) == []
        text.write_text(TEXT.replace("Dakar", "Thiès"), encoding="utf-8")
        assert shapes(check(graph)) == {("text", "violation")}
        text.unlink()
        assert shapes(check(graph)) == {("text", "violation")}


def test_offsets_that_are_no_numbers(graph: Graph) -> None:
    plant(
        graph,
        "DELETE { ?e oa:start ?s } INSERT { ?e oa:start 'here' } WHERE { ?f a dip:Visit ; dip:evidence ?e . "
        "?e oa:start ?s }",
    )
    assert shapes(check(graph)) == {("3", "violation"), ("quote", "violation")}


def test_only_the_documents_asked_for(graph: Graph) -> None:
    graph.replace(Document("other", "text", "fr"), [])
    plant(graph, "DELETE { ?f dip:evidence ?e } WHERE { ?f a dip:Visit ; dip:evidence ?e }")
    assert check(graph, ["other"]) == []
    assert check(graph, ["communique-14"])


def test_a_document_is_checked_with_the_authority_graph(graph: Graph) -> None:
    """A document that gives a state another code than the authority file is found by the two together."""
    graph.refresh()
    assert check(graph) == []
    plant(
        graph,
        "DELETE { ?s skos:notation ?c } INSERT { ?s skos:notation 'MA' } WHERE { ?s skos:notation ?c "
        "FILTER (?c = 'ML') }",
    )
    for engine in ENGINES:
        [finding] = check(graph, engine=engine)
        assert (finding.shape, finding.node) == ("14", f"{BASE}state/ML")


def test_several_processes_find_the_same(tmp_path: Path) -> None:
    with open_graph(tmp_path / "g", read_only=False) as graph:
        for number in range(20):
            name = f"copy-{number:02}"
            copies = [replace(fact, document=name, id="", evidence=fact.evidence[:1]) for fact in FACTS]
            graph.replace(Document(name, TEXT, "fr", "2023-03-14" if number % 3 else "2020-01-01"), copies)
    with open_graph(tmp_path / "g") as graph:
        alone = check(graph, jobs=1)
        assert len({finding.document for finding in alone}) == 7
        assert check(graph, jobs=2) == alone

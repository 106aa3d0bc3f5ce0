"""Each of the 25 shapes finds the fault that is planted for it, and so do the checks beside them."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from kg import facts as table
from kg.checks import Engine, Finding, check, validator
from kg.document import Document
from kg.graph import iris
from kg.graph.namespaces import PREFIXES
from kg.store import Graph, open_graph

DATA = Path(__file__).parent / "graph" / "data"
TEXT = (DATA / "communique-14.txt").read_text(encoding="utf-8")
FACTS = list(table.read((DATA / "communique-14.jsonl").read_text(encoding="utf-8").splitlines()))
GRAPH = iris.document_graph("communique-14")
ENGINES: list[Engine] = ["pyshacl", "turbo"] if find_spec("pyshacl_turbo") else ["pyshacl"]
BASE = "https://diplomacy.example.org/"

# shape -> (severity, what the fault does to the graph)
FAULTS: dict[str, tuple[str, str]] = {
    "1 no evidence": ("violation", "DELETE { ?f dip:evidence ?e } WHERE { ?f a dip:Visit ; dip:evidence ?e }"),
    "1 two confidences": ("violation", "INSERT { ?f dip:confidence 0.1 } WHERE { ?f a dip:Visit }"),
    "1 too sure": (
        "violation",
        "DELETE { ?f dip:confidence ?c } INSERT { ?f dip:confidence 1.5 } WHERE { ?f a dip:Visit ; dip:confidence ?c }",
    ),
    "2 no EDTF": (
        "violation",
        "DELETE { ?f dip:date ?d } INSERT { ?f dip:date 'June'^^edtf:EDTF-level1 } "
        "WHERE { ?f a dip:Visit ; dip:date ?d }",
    ),
    "2 ends before it starts": (
        "violation",
        "DELETE { ?f dip:latest ?d } INSERT { ?f dip:latest '2000-01-01'^^xsd:date } "
        "WHERE { ?f a dip:Visit ; dip:latest ?d }",
    ),
    "3 too long": (
        "violation",
        "DELETE { ?e oa:end ?n } INSERT { ?e oa:end ?m } "
        "WHERE { ?f a dip:Visit ; dip:evidence ?e . ?e oa:end ?n BIND (?n + 1 AS ?m) }",
    ),
    "3 ends before it starts": (
        "violation",
        "DELETE { ?e oa:end ?n } INSERT { ?e oa:end 0 } WHERE { ?f a dip:Visit ; dip:evidence ?e . ?e oa:end ?n }",
    ),
    "4 quotes another document": (
        "violation",
        "DELETE { ?e prov:wasQuotedFrom ?d } INSERT { ?e prov:wasQuotedFrom <urn:other> } "
        "WHERE { ?f a dip:Visit ; dip:evidence ?e . ?e prov:wasQuotedFrom ?d }",
    ),
    "5 nobody takes part": (
        "violation",
        "DELETE { ?f dip:participant ?p } WHERE { ?f dip:medium dip:medium-in-person ; dip:participant ?p }",
    ),
    "5 status of no contact": (
        "violation",
        "DELETE { ?f dip:status ?s } INSERT { ?f dip:status dip:status-invited } "
        "WHERE { ?f dip:medium dip:medium-unspecified ; dip:status ?s }",
    ),
    "6 one side": (
        "info",
        "DELETE { ?f dip:participant ?p } WHERE { ?f dip:medium dip:medium-unspecified ; dip:participant ?p . "
        "?p a dip:State }",
    ),
    "7 no visitor": ("violation", "DELETE { ?f dip:visitor ?p } WHERE { ?f dip:visitor ?p }"),
    "7 to an organisation": (
        "violation",
        "DELETE { ?f dip:destination ?s } INSERT { ?f dip:destination ?o } "
        "WHERE { ?f dip:destination ?s . ?o a dip:Organisation }",
    ),
    "8 to nowhere": ("warning", "DELETE { ?f dip:destination ?s } WHERE { ?f dip:destination ?s }"),
    "9 no name": ("violation", "DELETE { ?f rdfs:label ?l } WHERE { ?f dip:kind dip:gathering-forum ; rdfs:label ?l }"),
    "9 kind of a visit": (
        "violation",
        "DELETE { ?f dip:kind ?k } INSERT { ?f dip:kind dip:visit-state } "
        "WHERE { ?f dip:kind ?k FILTER (?k = dip:gathering-forum) }",
    ),
    "10 no such act": (
        "violation",
        "DELETE { ?f dip:action ?a } INSERT { ?f dip:action dip:action-burnt } "
        "WHERE { ?f dip:action ?a FILTER (?a = dip:action-planned) }",
    ),
    "10 instrument of no kind": ("violation", "DELETE { ?i dip:kind ?k } WHERE { ?i a dip:Agreement ; dip:kind ?k }"),
    "11 one party": (
        "info",
        "DELETE { ?i dip:party ?p } WHERE { ?i dip:kind dip:agreement-protocol ; dip:party ?p . ?p a dip:State }",
    ),
    "12 nobody's position": ("violation", "DELETE { ?f dip:positionHolder ?p } WHERE { ?f dip:positionHolder ?p }"),
    "13 no title": ("violation", "DELETE { ?f dip:title ?t } WHERE { ?f dip:title ?t }"),
    "13 no such role": (
        "violation",
        "DELETE { ?o dip:role ?r } INSERT { ?o dip:role dip:role-pope } WHERE { ?o dip:role ?r }",
    ),
    "14 long code": (
        "violation",
        "DELETE { ?s skos:notation ?c } INSERT { ?s skos:notation 'PRT' } "
        "WHERE { ?s skos:notation ?c FILTER (?c = 'PT') }",
    ),
    "15 honorific": (
        "warning",
        "DELETE { ?p rdfs:label ?n } INSERT { ?p rdfs:label 'S.E.M. Duarte Falcão' } "
        "WHERE { ?p rdfs:label ?n FILTER (?n = 'Duarte Falcão') }",
    ),
    "15 no name": ("warning", "DELETE { ?p rdfs:label ?n } WHERE { ?p a dip:Person ; rdfs:label ?n }"),
    "16 sovereignty": ("violation", "INSERT { ?p dip:officeOf ?s } WHERE { ?p a dip:Place . ?s a dip:State }"),
    "17 held in the future": (
        "violation",
        "DELETE { ?f dip:earliest ?d } INSERT { ?f dip:earliest '2023-03-15'^^xsd:date ; "
        "dip:latest '2023-03-15'^^xsd:date } WHERE { ?f dip:medium dip:medium-in-person ; dip:earliest ?d }",
    ),
    "18 planned in the past": (
        "warning",
        "DELETE { ?f dip:earliest ?d ; dip:latest ?e } INSERT { ?f dip:earliest '2023-03-13'^^xsd:date ; "
        "dip:latest '2023-03-13'^^xsd:date } WHERE { ?f a dip:Visit ; dip:earliest ?d ; dip:latest ?e }",
    ),
    "19 signed in the future": (
        "violation",
        "DELETE { ?f dip:earliest ?d ; dip:latest ?e } INSERT { ?f dip:earliest '2024-01-01'^^xsd:date ; "
        "dip:latest '2024-01-01'^^xsd:date } WHERE { ?f dip:action dip:action-signed ; dip:earliest ?d ; dip:latest ?e }",
    ),
    "20 visits home": (
        "warning",
        "DELETE { ?f dip:destination ?s } INSERT { ?f dip:destination ?t } "
        "WHERE { ?f dip:destination ?s . ?t skos:notation 'PT' }",
    ),
    "21 two holders": (
        "warning",
        "DELETE { ?f dip:holder ?p } INSERT { ?f dip:holder ?p ; dip:office ?o } "
        "WHERE { ?f dip:office ?own ; dip:holder ?p . ?p rdfs:label 'Awa Diop-Faye' . "
        "?g dip:office ?o ; dip:holder ?q . ?q rdfs:label 'Duarte Falcão' }",
    ),
    "22 state beside person": (
        "warning",
        "INSERT { ?f dip:participant ?s } WHERE { ?f dip:medium dip:medium-in-person . ?s skos:notation 'PT' }",
    ),
    "23 own state": (
        "warning",
        "INSERT { ?f dip:concernsState ?s } WHERE { ?f dip:stance dip:stance-welcomes ; dip:positionHolder ?s }",
    ),
    "23 own state by office": (
        "warning",
        "DELETE { ?f dip:positionHolder ?s } INSERT { ?f dip:positionHolder ?p } "
        "WHERE { ?f dip:stance dip:stance-welcomes ; dip:positionHolder ?s . ?p rdfs:label 'Duarte Falcão' }",
    ),
    "24 one session on two dates": (
        "warning",
        "DELETE { ?f dip:ordinal ?n } INSERT { ?f dip:ordinal 5 } WHERE { ?f a dip:Gathering ; dip:ordinal ?n }",
    ),
    **{
        f"25 {name} asserted": ("violation", f"INSERT {{ ?p dip:{name} ?s }} WHERE {{ ?p a dip:Person . ?s a dip:State }}")
        for name in ("talkedWith", "metWith", "serves", "visited", "partyTo")
    },
}  # fmt: skip


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
    assert {int(name.split()[0]) for name in FAULTS} == set(range(1, 26))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_sound_graph_has_no_findings(graph: Graph, engine: Engine) -> None:
    assert check(graph, engine=engine) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_by_every_engine(graph: Graph, name: str) -> None:
    severity, fault = FAULTS[name]
    plant(graph, fault)
    found = [check(graph, engine=engine) for engine in ENGINES]
    assert (name.split()[0], severity) in shapes(found[0])
    assert all(other == found[0] for other in found)


def test_a_quote_shifted_by_one(graph: Graph) -> None:
    plant(
        graph,
        "DELETE { ?e oa:start ?s ; oa:end ?t } INSERT { ?e oa:start ?u ; oa:end ?v } WHERE { ?f a dip:Visit ; "
        "dip:evidence ?e . ?e oa:start ?s ; oa:end ?t BIND (?s + 1 AS ?u) BIND (?t + 1 AS ?v) }",
    )
    (finding,) = check(graph)
    assert (finding.shape, finding.severity) == ("quote", "violation")
    assert finding.value.startswith("M. Falcão se rendra")
    assert "'. Falcão se rendra" in finding.message


def test_a_visit_held_in_the_future(graph: Graph) -> None:
    plant(
        graph,
        "DELETE { ?f dip:status ?s } INSERT { ?f dip:status dip:status-held } WHERE { ?f a dip:Visit ; dip:status ?s }",
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


def test_the_fast_engine_is_used_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    reference = validator("pyshacl")
    monkeypatch.setattr("kg.checks.find_spec", lambda name: None)
    assert validator() is reference

"""The mappings to other code lists map what the ontology has, to codes that they define."""

from __future__ import annotations

import pytest
from rdflib import RDF, SKOS, Dataset, Graph, URIRef
from rdflib.namespace import Namespace

from kg import ontology_files
from kg.graph import iris
from kg.graph.namespaces import PREFIXES
from kg.store import Graph as Stored

DIP = Namespace(PREFIXES["dip"])
MATCHES = (SKOS.closeMatch, SKOS.relatedMatch)
PLOVER = Namespace("https://diplomacy.example.org/mappings/plover#")


@pytest.fixture(scope="module")
def plover() -> Graph:
    return Graph().parse(data=ontology_files.text("mappings/plover.ttl"), format="turtle")


@pytest.fixture(scope="module")
def concepts() -> set[URIRef]:
    ontology = Graph().parse(data=ontology_files.text("diplomacy.ttl"), format="turtle")
    return {concept for concept in ontology.subjects(RDF.type, SKOS.Concept) if isinstance(concept, URIRef)}


def matches(plover: Graph) -> list[tuple[URIRef, URIRef]]:
    return [(s, o) for match in MATCHES for s, o in plover.subject_objects(match)]  # type: ignore[misc]


def test_every_value_that_is_mapped_is_one_of_a_list(plover: Graph, concepts: set[URIRef]) -> None:
    mapped = [value for value, _ in matches(plover)]
    assert set(mapped) <= concepts
    assert len(mapped) == len(set(mapped)) > 20, "a value has one match at most"


def test_every_code_is_defined_and_used(plover: Graph) -> None:
    codes = set(plover.subjects(RDF.type, SKOS.Concept))
    assert {code for _, code in matches(plover)} == codes
    for code in codes:
        assert str(plover.value(code, SKOS.notation)) == str(code).removeprefix(PLOVER)
        assert {text.language for text in plover.objects(code, SKOS.definition)} == {"fr", "en"}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("value", "code"),
    [("status-planned", "AGREE"), ("status-held", "CONSULT"), ("action-signed", "SUPPORT")],
)
def test_the_commonest(plover: Graph, value: str, code: str) -> None:
    assert set(plover.objects(DIP[value], SKOS.closeMatch)) == {PLOVER[code]}


def test_nothing_of_it_is_in_a_graph_unless_it_is_loaded(graph: Stored, plover: Graph) -> None:
    assert not any(str(PLOVER) in line for line in graph.quads())
    loaded = Dataset(default_union=True)
    loaded.parse(data="\n".join(graph.quads()), format="nquads")
    loaded.graph(URIRef(iris.BASE + "graph/plover")).parse(
        data=plover.serialize(format="turtle"), format="turtle"
    )
    rows = loaded.query(
        "SELECT DISTINCT ?visit ?code { ?visit a dip:Visit ; dip:status/skos:closeMatch/skos:notation ?code }",
        initNs={"dip": DIP, "skos": SKOS},
    )
    assert sorted(str(row[1]) for row in rows) == ["AGREE", "AGREE"]  # type: ignore[index]

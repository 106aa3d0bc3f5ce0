"""The files of the ontology agree with each other, with the facts table and with the language data."""

from __future__ import annotations

import re
from pathlib import Path

import owlrl
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef

from kg import facts, ontology_files
from kg.document import Document
from kg.errors import BrokenData
from kg.graph import mapping, write
from kg.graph.authority import authority
from kg.graph.authority_file import turtle
from kg.graph.namespaces import PREFIXES, term

DIP = Namespace(PREFIXES["dip"])
DERIVED = {DIP.talkedWith, DIP.metWith, DIP.serves, DIP.visited, DIP.partyTo}
LISTS = {
    "status": facts.STATUSES,
    "medium": facts.MEDIA,
    "visit": facts.VISIT_KINDS,
    "agreement": facts.AGREEMENT_KINDS,
    "gathering": facts.GATHERING_KINDS,
    "action": facts.ACTIONS,
    "role": facts.ROLES,
    "stance": facts.STANCES,
}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(data=ontology_files.text("diplomacy.ttl"), format="turtle")


def own(graph: Graph, *kinds: URIRef) -> set[URIRef]:
    return {s for kind in kinds for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef)}


def properties(graph: Graph) -> set[URIRef]:
    return own(graph, OWL.ObjectProperty, OWL.DatatypeProperty)


def test_its_size(ontology: Graph) -> None:
    assert len(own(ontology, OWL.Class)) == 20
    assert len(properties(ontology)) == 44
    assert len(own(ontology, SKOS.ConceptScheme)) == 8


@pytest.mark.parametrize("naming", [RDFS.label, SKOS.definition])
def test_every_term_is_named_and_defined_in_both_languages(ontology: Graph, naming: URIRef) -> None:
    terms = own(ontology, OWL.Class) | properties(ontology) | own(ontology, SKOS.Concept)
    for subject in terms:
        label = SKOS.prefLabel if naming == RDFS.label and subject in own(ontology, SKOS.Concept) else naming
        languages = [text.language for text in ontology.objects(subject, label)]  # type: ignore[attr-defined]
        assert sorted(languages) == ["en", "fr"], subject


@pytest.mark.parametrize("name", LISTS)
def test_lists_hold_the_values_of_the_table(ontology: Graph, name: str) -> None:
    concepts = set(ontology.subjects(SKOS.inScheme, DIP[f"{name}-list"]))
    assert concepts == {DIP[f"{name}-{value}"] for value in LISTS[name]}
    for value in LISTS[name]:
        assert [str(n) for n in ontology.objects(DIP[f"{name}-{value}"], SKOS.notation)] == [value]


def test_domains_and_ranges_are_there(ontology: Graph) -> None:
    classes = own(ontology, OWL.Class)
    for relation in (RDFS.domain, RDFS.range):
        for target in ontology.objects(None, relation):
            if target.startswith(PREFIXES["dip"]):
                assert target in classes


def test_the_mapping_uses_properties_of_the_ontology(ontology: Graph) -> None:
    used = {step for columns in mapping.COLUMNS.values() for column in columns for step in column.path}
    known = properties(ontology)
    for step in used:
        assert URIRef(term(step).value) in known or not step.startswith("dip:"), step


def test_every_field_of_the_table_has_a_column() -> None:
    for kind, columns in mapping.COLUMNS.items():
        fields = set(facts.FACT_TYPES[kind].__dataclass_fields__)
        assert fields - {"id", "document", "evidence", "confidence", "type"} == {
            column.field for column in columns
        }


def test_shapes_rules_and_queries_use_terms_of_the_ontology(ontology: Graph) -> None:
    known = {str(s).removeprefix(DIP) for s in ontology.subjects()}
    files = [ontology_files.path("shapes.ttl"), *ontology_files.rules()]
    for path in files:
        text = re.sub(r"#.*|<[^>]*>", "", path.read_text(encoding="utf-8"))
        assert set(re.findall(r"dip:([A-Za-z][\w-]*)", text)) <= known, path.name


def test_there_are_25_shapes() -> None:
    shapes = Graph().parse(data=ontology_files.text("shapes.ttl"), format="turtle")
    nodes = shapes.subjects(RDF.type, URIRef("http://www.w3.org/ns/shacl#NodeShape"))
    assert {int(str(node).rpartition("#")[2][:2]) for node in nodes} == set(range(1, 26))


def test_there_is_a_rule_for_every_derived_property() -> None:
    made = {
        match
        for path in ontology_files.rules()
        for match in re.findall(r"CONSTRUCT \{ \?\w+ dip:(\w+)", path.read_text())
    }
    assert {DIP[name] for name in made} == DERIVED


def test_the_authority_file_is_up_to_date() -> None:
    assert ontology_files.text("authority.ttl") == turtle(), "run `make authority`"


def test_the_authority_knows_states_by_every_name() -> None:
    known = authority()
    assert {"MA", "RU", "XK", "VA", "TW"} <= known.codes
    assert "ZZ" not in known.codes
    assert [code for _, code in known.mark_states(("federation", "de", "russie", "maroc", "eau"))] == [
        "RU",
        "MA",
        None,
    ]


def test_domains_and_ranges_give_no_node_a_type_that_it_has_not(ontology: Graph) -> None:
    path = Path(__file__).parent / "data" / "communique-14.jsonl"
    rows = list(facts.read(path.read_text(encoding="utf-8").splitlines()))
    triples = write.triples(Document("communique-14", "text", "fr", "2023-03-14"), rows)
    sample = Graph().parse(data="".join(f"{triple} .\n" for triple in triples), format="nt")
    asserted = {node: set(sample.objects(node, RDF.type)) for node in sample.subjects(RDF.type)}
    closure = sample + ontology
    owlrl.DeductiveClosure(owlrl.RDFS_Semantics).expand(closure)
    for node, types in asserted.items():
        above = {kind for own_type in types for kind in closure.objects(own_type, RDFS.subClassOf)}
        inferred = {kind for kind in closure.objects(node, RDF.type) if str(kind).startswith(DIP)}
        assert inferred <= types | above, node


def test_a_missing_file_is_named() -> None:
    with pytest.raises(BrokenData, match=re.escape(str(Path("nothing.ttl")))):
        ontology_files.path("nothing.ttl")

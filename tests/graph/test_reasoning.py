"""The ontology is consistent in full OWL, alone and with what documents say, as the reasoner HermiT finds."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize
from rdflib import OWL
from rdflib import Graph as Triples

from kg import ontology_files
from kg.graph.namespaces import PREFIXES, term
from kg.store import Graph

DIP = PREFIXES["dip"]
needs_reasoner = pytest.mark.skipif(
    shutil.which("java") is None, reason="HermiT needs java; there is none here"
)


def inconsistent(folder: Path, quads: list[Quad]) -> bool:
    """Whether HermiT finds a contradiction in the ontology with some more statements."""
    owlready = pytest.importorskip("owlready2", reason="owlready2 runs HermiT; it is not installed")
    told = [*parse(ontology_files.text("diplomacy.ttl"), format=RdfFormat.TURTLE), *quads]
    path = folder / "world.nt"
    lines = serialize((quad.triple for quad in told), format=RdfFormat.N_TRIPLES)
    path.write_bytes(lines or b"")
    world: Any = owlready.World()
    world.get_ontology(path.as_uri()).load()
    try:
        owlready.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    except owlready.OwlReadyInconsistentOntologyError:
        return True
    return bool(list(world.inconsistent_classes()))


def named(name: str) -> NamedNode:
    return NamedNode(f"https://example.org/{name}")


@needs_reasoner
def test_the_ontology_is_consistent_with_a_document(graph: Graph, tmp_path: Path) -> None:
    [stored] = graph.documents()
    said = [Quad(t.subject, t.predicate, t.object) for t in graph.triples(stored.id)]
    assert len(said) > 300
    assert not inconsistent(tmp_path, said)


@needs_reasoner
@pytest.mark.parametrize(
    "contradiction",
    [
        # one thing of two kinds
        [("a", "rdf:type", term("dip:Person")), ("a", "rdf:type", term("dip:State"))],
        # what holds an office is a person
        [("o", "dip:holder", named("s")), ("s", "rdf:type", term("dip:State"))],
        # a confidence is a number
        [("f", "dip:confidence", Literal("high"))],
    ],
)
def test_a_contradiction_is_found(
    tmp_path: Path, contradiction: list[tuple[str, str, NamedNode | Literal]]
) -> None:
    assert inconsistent(tmp_path, [Quad(named(s), term(p), o) for s, p, o in contradiction])


def test_nothing_is_imported_from_elsewhere() -> None:
    """Other vocabularies are named, not imported: the ontology is whole without a network."""
    for path in ontology_files.folder().rglob("*.ttl"):
        assert not list(Triples().parse(path).objects(None, OWL.imports)), path

"""The prefixes that graph, shapes, rules and queries share, and terms out of them.

In: a prefixed name such as `dip:status`. Out: the term, as Oxigraph's NamedNode.
"""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

BASE = "https://diplomacy.example.org/"
"""Where a graph's IRIs start unless it is told otherwise; those of the authority file always do."""

PREFIXES: dict[str, str] = {
    "dip": "https://diplomacy.example.org/ontology#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@cache
def term(name: str) -> NamedNode:
    """The term that a prefixed name stands for."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def concept(scheme: str, value: str) -> NamedNode:
    """The concept of a controlled list for a value of the facts table: `dip:status-held`."""
    return term(f"dip:{scheme}-{value}")


def concept_value(scheme: str, node: NamedNode) -> str:
    """The value of the facts table that a concept of a list stands for."""
    return node.value.removeprefix(f"{PREFIXES['dip']}{scheme}-")

"""The JSON-LD context: readable keys for what the ontology and a few other vocabularies name.

In: the ontology. Out: a context by which `"status": "dip:status-held"` means what Turtle says with
prefixes. The same stands in the file `ontology/context.jsonld`, for whoever writes JSON of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg import ontology_files
from kg.graph.namespaces import PREFIXES, term

# Properties of other vocabularies that graphs use, and what their values are: "" is text, "@id" a thing.
_OTHERS = {
    "rdfs:label": "",
    "rdfs:comment": "",
    "skos:prefLabel": "",
    "skos:altLabel": "",
    "skos:notation": "",
    "skos:exactMatch": "@id",
    "dcterms:issued": "edtf:EDTF-level1",
    "dcterms:language": "",
    "dcterms:publisher": "",
    "dcterms:identifier": "",
    "dcterms:source": "",
    "oa:exact": "",
    "oa:start": "xsd:integer",
    "oa:end": "xsd:integer",
    "prov:wasQuotedFrom": "@id",
    "prov:wasGeneratedBy": "@id",
    "prov:used": "@id",
    "prov:wasAssociatedWith": "@id",
    "schema:softwareVersion": "",
    "schema:version": "",
}
_TYPED = frozenset({term("xsd:date"), term("xsd:decimal"), term("xsd:boolean"), term("edtf:EDTF-level1")})


@dataclass(frozen=True, slots=True)
class Key:
    """A readable key, and the type that its values have unless they say another: an IRI, `@id` or none."""

    name: str
    type: str


@cache
def keys() -> Mapping[str, Key]:
    """The keys by the IRI of the property that each stands for; a class has its own name."""
    found: dict[str, Key] = {}
    for triple in _ontology():
        subject, kind = _iri(triple.subject), _iri(triple.object)
        if triple.predicate == term("rdf:type") and subject.startswith(PREFIXES["dip"]):
            name = subject.removeprefix(PREFIXES["dip"])
            if kind == term("owl:ObjectProperty").value:
                found[subject] = Key(name, "@id")
            elif kind == term("owl:DatatypeProperty").value:
                found[subject] = Key(name, _range(subject))
            elif kind == term("owl:Class").value:
                found[subject] = Key(name, "")
    for name, kind in _OTHERS.items():
        type_ = kind if kind in ("", "@id") else term(kind).value
        found.setdefault(term(name).value, Key(name.partition(":")[2], type_))
    return found


def context(prefixes: Mapping[str, str]) -> dict[str, Any]:
    """The context: prefixes, `id` and `type`, then the keys."""
    made: dict[str, Any] = dict(sorted(prefixes.items()))
    made |= {"id": "@id", "type": "@type"}
    for iri, key in sorted(keys().items(), key=lambda pair: pair[1].name):
        made[key.name] = {"@id": iri, "@type": key.type} if key.type else iri
    return made


@cache
def _ontology() -> tuple[Triple, ...]:
    quads = parse(ontology_files.text("diplomacy.ttl"), format=RdfFormat.TURTLE)
    return tuple(quad.triple for quad in quads)


def _range(subject: str) -> str:
    ranges = [
        triple.object
        for triple in _ontology()
        if _iri(triple.subject) == subject and triple.predicate == term("rdfs:range")
    ]
    return next((_iri(range_) for range_ in ranges if range_ in _TYPED), "")


def _iri(node: Any) -> str:
    return node.value if isinstance(node, NamedNode) else ""

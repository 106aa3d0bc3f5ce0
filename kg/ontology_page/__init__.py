"""The ontology as a page for people, French and English side by side, with a picture of its classes.

In: `ontology/diplomacy.ttl` and the shapes. Out: HTML that asks for nothing else. The same page is in
`docs/ontology/`, written by `python -m kg.ontology_page docs/ontology`.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from kg import ontology_files
from kg.graph.namespaces import PREFIXES
from kg.ontology_page.picture import picture

_DIP = PREFIXES["dip"]
_TOLD = """SELECT ?term ?property ?value {{
  ?term a {kind} ; ?property ?value FILTER(STRSTARTS(STR(?term), STR(dip:)))
}}"""
_RULES = """SELECT DISTINCT ?shape ?severity ?message {
  ?shape a sh:NodeShape ; sh:property|sh:sparql ?rule . ?rule sh:message ?message .
  OPTIONAL { ?rule sh:severity ?own } OPTIONAL { ?shape sh:severity ?all }
  BIND(COALESCE(?own, ?all, sh:Violation) AS ?severity)
} ORDER BY ?shape ?message"""


@dataclass(frozen=True, slots=True)
class Term:
    """A class, a property or a value of a list, with what the ontology says of it."""

    name: str
    labels: dict[str, str]
    definitions: dict[str, str]
    said: dict[str, tuple[str, ...]]

    @property
    def iri(self) -> str:
        return _DIP + self.name

    def __getitem__(self, property: str) -> tuple[str, ...]:
        return self.said.get(property, ())


def page() -> str:
    """The page."""
    store = Store()
    store.bulk_load(path=str(ontology_files.path("diplomacy.ttl")), format=RdfFormat.TURTLE)
    classes = _terms(store, "owl:Class")
    properties = _terms(store, "owl:ObjectProperty") + _terms(store, "owl:DatatypeProperty")
    concepts = defaultdict(list)
    for concept in _terms(store, "skos:Concept"):
        concepts[concept["skos:inScheme"][0]].append(concept)
    lists = [(scheme, concepts[f"dip:{scheme.name}"]) for scheme in _terms(store, "skos:ConceptScheme")]
    template = Environment(loader=PackageLoader("kg.ontology_page"), autoescape=True)
    return template.get_template("ontology.html.j2").render(
        about=_about(store),
        classes=classes,
        properties=sorted(properties, key=lambda term: term.name),
        of_class=_of_class(properties),
        lists=lists,
        picture=picture([(term.name, term["rdfs:subClassOf"]) for term in classes], _links(properties)),
        rules=_rules(),
    )


def _of_class(properties: Sequence[Term]) -> dict[str, list[str]]:
    """The names of the properties that things of a class have of their own, by class."""
    found: dict[str, list[str]] = defaultdict(list)
    for term in sorted(properties, key=lambda term: term.name):
        for domain in term["rdfs:domain"]:
            found[domain.removeprefix("dip:")].append(term.name)
    return dict(found)


def _rules() -> list[tuple[str, str, str]]:
    """What the shapes check: number, severity and message."""
    store = Store()
    store.bulk_load(path=str(ontology_files.path("shapes.ttl")), format=RdfFormat.TURTLE)
    rows: Any = store.query(_RULES, prefixes=PREFIXES)
    return [(re.split("[#/]", s.value)[-1][:2], _short(v).removeprefix("sh:"), m.value) for s, v, m in rows]


def _about(store: Store) -> dict[str, dict[str, str]]:
    """What the ontology says of itself, by property and language."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    rows: Any = store.query("SELECT ?p ?v { ?o a owl:Ontology ; ?p ?v }", prefixes=PREFIXES)
    for property_, value in rows:
        if isinstance(value, Literal):
            found[_short(property_)][value.language or ""] = value.value
    return found


def _terms(store: Store, kind: str) -> list[Term]:
    told: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    rows: Any = store.query(_TOLD.format(kind=kind), prefixes=PREFIXES)
    for term, property_, value in rows:
        told[term.value.removeprefix(_DIP)][_short(property_)].append(value)
    return [
        Term(
            name,
            _by_language([*said["rdfs:label"], *said["skos:prefLabel"]]),
            _by_language(said["skos:definition"]),
            {key: tuple(sorted({_short(value) for value in values})) for key, values in said.items()},
        )
        for name, said in sorted(told.items())
    ]


def _by_language(values: Sequence[Any]) -> dict[str, str]:
    return {value.language or "": value.value for value in values if isinstance(value, Literal)}


def _links(properties: Sequence[Term]) -> list[tuple[str, str, str]]:
    """From which class to which a property leads, where both are the ontology's own."""
    own = "dip:"
    return [
        (domain.removeprefix(own), term.name, range_.removeprefix(own))
        for term in properties
        for domain in term["rdfs:domain"]
        for range_ in term["rdfs:range"]
        if domain.startswith(own) and range_.startswith(own)
    ]


def _short(node: Any) -> str:
    if isinstance(node, NamedNode):
        for prefix, space in PREFIXES.items():
            if node.value.startswith(space):
                return f"{prefix}:{node.value.removeprefix(space)}"
    return str(node.value)


def main() -> None:
    """Writes the page into a folder."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(page(), encoding="utf-8")

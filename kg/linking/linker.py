"""The whole of linking: persons first, then the events that they take part in, then triples.

In: sources, what is known of people, decisions. Out: `Links`.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import iris
from kg.graph.namespaces import term
from kg.linking.accounts import Company, accounts
from kg.linking.decisions import Decision, Rulings, rulings
from kg.linking.known import KnownPeople, KnownPerson, own
from kg.linking.material import Source, anchor, mentions, people
from kg.linking.naming import Person
from kg.linking.occurrences import Occurrence, occurrences
from kg.linking.pairs import Pair
from kg.linking.persons import Resolution, resolve


@dataclass(frozen=True)
class Links:
    """Who is who and what is what across documents, and which pairs speak for it."""

    sources: tuple[Source, ...]
    resolution: Resolution
    occurrences: tuple[Occurrence, ...]
    fact_pairs: tuple[Pair, ...]

    @property
    def persons(self) -> list[Person]:
        """The persons, in the order of their names and first mentions."""
        return self.resolution.persons

    def triples(self, base: str = iris.BASE) -> Iterator[Triple]:
        """What the graph of links holds."""
        for person in self.persons:
            yield from _person(person, base)
        for source in self.sources:
            for fact in source.facts:
                for agent in people(fact):
                    who = self.resolution.by_anchor[anchor(source.id, agent.name)]
                    yield Triple(NamedNode(fact.id), term("dip:involves"), _node(who, base))
        for occurrence in self.occurrences:
            yield from _occurrence(occurrence, base)


def link(
    sources: Iterable[Source],
    known: Sequence[KnownPerson] | None = None,
    decisions: Iterable[Decision] = (),
) -> Links:
    """Links documents: the same for the same documents and decisions in any order."""
    with _no_collecting():
        return _link(sources, own() if known is None else known, rulings(decisions))


@contextmanager
def _no_collecting() -> Iterator[None]:
    """No search for cycles meanwhile: none are made, and searching takes longer the more there is to search."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _link(sources: Iterable[Source], known: Sequence[KnownPerson], ruled: Rulings) -> Links:
    ordered = tuple(sorted(sources, key=lambda source: source.id))
    resolution = resolve(
        (mention for source in ordered for mention in mentions(source)),
        KnownPeople(known),
        ruled,
    )
    company = Company(
        {
            mention.anchor: who
            for person in resolution.persons
            for who in [(person.tail, _states(person))]
            for mention in person.mentions
        }
    )
    found, pairs = occurrences((a for source in ordered for a in accounts(source, company)), ruled)
    return Links(ordered, resolution, tuple(found), tuple(pairs))


def person_iri(person: Person, base: str = iris.BASE) -> str:
    """The IRI of a person across documents."""
    return f"{base}person/{person.tail}"


def occurrence_iri(occurrence: Occurrence, base: str = iris.BASE) -> str:
    """The IRI of an occurrence."""
    return base + occurrence.tail


def _states(person: Person) -> frozenset[str]:
    """The states that somebody serves, or else the organisations."""
    if person.known is not None:
        return frozenset(term.owner for term in person.known.terms if term.owner.startswith("state:"))
    states = frozenset(owner for owner in person.owners if owner.startswith("state:"))
    return states or person.owners


def _node(person: Person, base: str) -> NamedNode:
    return NamedNode(person_iri(person, base))


def _person(person: Person, base: str) -> Iterator[Triple]:
    node = _node(person, base)
    yield Triple(node, term("rdf:type"), term("dip:Person"))
    yield Triple(node, term("skos:prefLabel"), Literal(person.names[0]))
    for name in person.names[1:]:
        yield Triple(node, term("skos:altLabel"), Literal(name))


def _occurrence(occurrence: Occurrence, base: str) -> Iterator[Triple]:
    node = NamedNode(occurrence_iri(occurrence, base))
    yield Triple(node, term("rdf:type"), term("dip:Occurrence"))
    for account in occurrence.accounts:
        yield Triple(NamedNode(account.id), term("dip:accountOf"), node)
    for line in occurrence.disagreements:
        yield Triple(node, term("dip:disagreement"), Literal(line))

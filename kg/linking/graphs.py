"""Decisions and known people as triples and back.

In: decisions, or persons. Out: the triples of `graph/review` and of persons in the authority graphs; and the
same read from a graph, or from a user's Turtle of that form.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.facts import Agent, Fact, from_record, to_record
from kg.graph import iris
from kg.graph.namespaces import PREFIXES, concept, concept_value, term
from kg.graph.slugs import slug
from kg.linking.decisions import Decision, agents_of, with_agents
from kg.linking.known import KnownPerson, Term

_NAMES = {field.name for field in fields(Decision)}


def decision_triples(decisions: Iterable[Decision], base: str = iris.BASE) -> Iterator[Triple]:
    """What the graph of reviews holds: who decided what and when, and the decision whole as JSON."""
    for decision in sorted(decisions):
        node = NamedNode(f"{base}review/{decision.verdict}-{decision.id}")
        yield Triple(node, term("rdf:type"), term("dip:Decision"))
        yield Triple(node, term("dip:verdict"), Literal(decision.verdict))
        text = json.dumps(asdict(decision), ensure_ascii=False, sort_keys=True)
        yield Triple(node, term("rdf:value"), Literal(text))
        if decision.who:
            yield Triple(node, term("dcterms:creator"), Literal(decision.who))
        if decision.when:
            yield Triple(node, term("dcterms:created"), Literal(decision.when))


def read_decisions(triples: Iterable[Triple | Quad]) -> list[Decision]:
    """The decisions in a graph of reviews."""
    found = []
    for triple in triples:
        if triple.predicate == term("rdf:value") and isinstance(triple.object, Literal):
            values = json.loads(triple.object.value)
            values |= {name: tuple(values[name]) for name in ("left", "right")}
            found.append(Decision(**{name: value for name, value in values.items() if name in _NAMES}))
    return sorted(found)


def withheld_triples(document: str, facts: Iterable[Fact], base: str = iris.BASE) -> Iterator[Triple]:
    """Facts as they were found before decisions took them away or changed them: lines of the facts table."""
    node = NamedNode(iris.document_iri(document, base))
    for fact in facts:
        agents = sorted({(agent.kind, agent.name) for agent in agents_of(fact)})
        record = to_record(fact) | {"agents": agents}
        yield Triple(node, term("rdf:value"), Literal(json.dumps(record, ensure_ascii=False, sort_keys=True)))


def read_withheld(triples: Iterable[Triple | Quad]) -> list[Fact]:
    """The facts that `withheld_triples` wrote, in the order of their IRIs."""
    found = []
    for triple in triples:
        if isinstance(triple.object, Literal):
            record = json.loads(triple.object.value)
            agents = {name: Agent(kind, name) for kind, name in record.pop("agents")}
            persons = frozenset(agent.name for agent in agents.values() if agent.kind == "person")
            found.append(with_agents(from_record(record, persons), agents))
    return sorted(found, key=lambda fact: fact.id)


def person_triples(persons: Iterable[KnownPerson], base: str = iris.BASE) -> Iterator[Triple]:
    """Known people as the authority graph has them: names, and a membership for each term of office."""
    for person in persons:
        node = NamedNode(f"{base}person/{person.slug}")
        yield Triple(node, term("rdf:type"), term("dip:Person"))
        told: set[str] = set()
        for name, language in person.names:
            label = "skos:altLabel" if language in told else "skos:prefLabel"
            told.add(language)
            yield Triple(node, term(label), Literal(name, language=language) if language else Literal(name))
        if person.wikidata:
            yield Triple(node, term("skos:exactMatch"), NamedNode(PREFIXES["wd"] + person.wikidata))
        for held in person.terms:
            yield from _term(node, held, base)


def _term(person: NamedNode, held: Term, base: str) -> Iterator[Triple]:
    kind, _, name = held.owner.partition(":")
    node = NamedNode(f"{person.value}/{slug('-'.join((held.role, name, held.start)))}")
    yield Triple(node, term("rdf:type"), term("org:Membership"))
    yield Triple(node, term("org:member"), person)
    yield Triple(node, term("org:role"), concept("role", held.role))
    yield Triple(node, term("org:organization"), NamedNode(f"{base}{kind}/{name}"))
    if held.start or held.end:
        dates = f"{held.start or '..'}/{held.end or '..'}"
        yield Triple(node, term("dip:date"), Literal(dates, datatype=term("edtf:EDTF-level1")))


def read_persons(triples: Iterable[Triple | Quad]) -> list[KnownPerson]:
    """The people in triples of that form; what else is there is passed over."""
    nodes: defaultdict[str, defaultdict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        nodes[str(triple.subject)][triple.predicate.value].append(triple.object)
    terms: defaultdict[str, set[Term]] = defaultdict(set)
    for node in nodes.values():
        for member in node.get(term("org:member").value, ()):
            terms[str(member)].update(_held(node))
    return sorted(
        KnownPerson(_slug(iri, names), names, tuple(sorted(terms[iri])), _wikidata(node))
        for iri, node in nodes.items()
        if term("dip:Person") in node[term("rdf:type").value] and (names := _names(node))
    )


def _names(node: dict[str, list[Any]]) -> tuple[tuple[str, str], ...]:
    found = {
        (label.value, label.language or ""): None
        for name in ("skos:prefLabel", "skos:altLabel")
        for label in sorted(node[term(name).value], key=str)
    }
    return tuple(found)


def _slug(iri: str, names: tuple[tuple[str, str], ...]) -> str:
    tail = iri.strip("<>").partition("/person/")[2]
    return slug(tail or names[0][0])


def _wikidata(node: dict[str, list[Any]]) -> str:
    matches = [match.value for match in node[term("skos:exactMatch").value]]
    return next((m.removeprefix(PREFIXES["wd"]) for m in sorted(matches) if m.startswith(PREFIXES["wd"])), "")


def _held(node: dict[str, list[Any]]) -> Iterator[Term]:
    for role in node[term("org:role").value]:
        for owner in node[term("org:organization").value]:
            kind, name = owner.value.rsplit("/", 2)[1:]
            dates = [date.value for date in node[term("dip:date").value]] or ["../.."]
            for text in dates:
                start, _, end = text.partition("/")
                yield Term(concept_value("role", role), f"{kind}:{name}", start.strip("."), end.strip("."))

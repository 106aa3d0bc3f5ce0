"""The facts of a document become the triples of its named graph.

In: a document and its facts. Out: Oxigraph triples or quads, sorted, the same for facts in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.document import Document, text_hash
from kg.errors import BrokenData
from kg.facts import Agent, Agreement, Contact, Fact, Gathering, Office, Quote, Visit, of_type
from kg.graph import iris
from kg.graph.bounds import bounds, overlap
from kg.graph.iris import Names
from kg.graph.mapping import (
    AGENT_CLASSES,
    CLASSES,
    COLUMNS,
    NODE_CLASSES,
    Column,
    Term,
    dump_order,
    sequence,
    wording,
)
from kg.graph.namespaces import term
from kg.graph.slugs import words

_ORDINAL = re.compile(r"\d{1,4}")


def quads(document: Document, facts: Iterable[Fact], base: str = iris.BASE) -> list[Quad]:
    """The document's named graph. Facts without an id are given one. Raises BrokenData on broken facts."""
    graph = NamedNode(iris.document_graph(document.id, base))
    return [Quad(t.subject, t.predicate, t.object, graph) for t in triples(document, facts, base)]


def triples(document: Document, facts: Iterable[Fact], base: str = iris.BASE) -> list[Triple]:
    """What the document's named graph holds."""
    named = sorted(iris.identify(list(facts), base), key=lambda fact: fact.id)
    strangers = {fact.document for fact in named} - {document.id}
    if strangers:
        raise BrokenData(f"facts of {', '.join(sorted(strangers))} among those of {document.id}")
    telling = _Telling(document, Names(document.id, base), of_type(named, Gathering))
    try:
        found = set(_document(document, base))
        for fact in named:
            found.update(_fact(fact, telling))
    except (UnicodeEncodeError, ValueError) as error:
        raise BrokenData(f"{document.id}: a fact holds what no graph can: {error}") from error
    return sorted(found, key=str)


@dataclass(frozen=True)
class _Telling:
    """What all facts of a document are written with."""

    document: Document
    names: Names
    gatherings: list[Gathering]

    @cached_property
    def gathering_ids(self) -> frozenset[str]:
        return frozenset(gathering.id for gathering in self.gatherings)

    @cached_property
    def labels(self) -> dict[str, list[Gathering]]:
        found: dict[str, list[Gathering]] = {}
        for gathering in self.gatherings:
            found.setdefault(gathering.label, []).append(gathering)
        return found


def _document(document: Document, base: str) -> Iterator[Triple]:
    node = NamedNode(iris.document_iri(document.id, base))
    yield Triple(node, term("rdf:type"), term("dip:Document"))
    yield Triple(node, term("rdfs:label"), Literal(document.id))
    yield Triple(node, term("dcterms:identifier"), Literal(f"sha256:{text_hash(document.text)}"))
    if document.language:
        yield Triple(node, term("dcterms:language"), Literal(document.language))
    if document.publisher:
        yield Triple(node, term("dcterms:publisher"), Literal(document.publisher))
    if document.source and document.source.startswith(("http://", "https://")):
        yield Triple(node, term("dcterms:source"), Literal(document.source))
    if document.date:
        yield Triple(node, term("dcterms:issued"), Literal(document.date, datatype=term("edtf:EDTF-level1")))
        yield from _days(node, document.date)


def _fact(fact: Fact, telling: _Telling) -> Iterator[Triple]:
    node = NamedNode(fact.id)
    document = NamedNode(iris.document_iri(fact.document, telling.names.base))
    yield Triple(node, term("rdf:type"), term(CLASSES[fact.type]))
    yield Triple(node, term("dip:statedIn"), document)
    yield Triple(node, term("dip:confidence"), _decimal(fact.confidence))
    for passage in fact.evidence:
        yield from _evidence(node, passage, document, telling.names)
    orders: dict[str, list[int]] = {}
    for column in COLUMNS[fact.type]:
        terms = list(_values(column, fact, telling))
        orders[column.field] = sequence(terms)
        yield from _column(column, terms, fact, telling)
        yield from _described(column, fact, telling.names)
    order = dump_order(orders)
    if order:
        yield Triple(node, term("dip:listOrder"), Literal(order))
    yield from _days(node, getattr(fact, "date", None))
    yield from _links(fact, telling)


def _values(column: Column, fact: Fact, telling: _Telling) -> Iterator[Term]:
    value = getattr(fact, column.field)
    for entry in value if column.many else (value,):
        if entry is not None and entry is not False:
            yield column.value.encode(entry, telling.names, telling.document.language)


def _column(column: Column, terms: Sequence[Term], fact: Fact, telling: _Telling) -> Iterator[Triple]:
    node = NamedNode(fact.id)
    if len(column.path) == 2 and terms:
        between = _between(column, fact, telling)
        yield Triple(node, term(column.path[0]), between)
        if between.value not in telling.gathering_ids:
            yield Triple(between, term("rdf:type"), term(NODE_CLASSES[column.path[0]]))
        node = between
    for value in terms:
        yield Triple(node, term(column.path[-1]), value)


def _between(column: Column, fact: Fact, telling: _Telling) -> NamedNode:
    """The node that a column of two steps goes through."""
    match column.path[0], fact:
        case "dip:office", Office():
            return NamedNode(telling.names.office(fact))
        case "dip:instrument", Agreement():
            return NamedNode(telling.names.agreement(fact))
        case "dip:occasion", Contact(occasion=str(label)):
            gathering = _gathering(label, fact, telling)
            return NamedNode(gathering.id if gathering else telling.names.occasion(label))
    return NamedNode(telling.names.place(getattr(fact, column.field)))


def _gathering(label: str, fact: Contact, telling: _Telling) -> Gathering | None:
    """The gathering that a contact's occasion names, the one of the same days if there are two."""
    same = telling.labels.get(label, [])
    span = bounds(fact.date)
    return next((other for other in same if overlap(bounds(other.date), span)), same[0] if same else None)


def _described(column: Column, fact: Fact, names: Names) -> Iterator[Triple]:
    """What the graph says of the agents and states in a column: their class, and name or code."""
    value = getattr(fact, column.field)
    for entry in value if column.many else (value,):
        if isinstance(entry, Agent):
            yield from _agent(entry, names)
        elif entry is not None and column.field in ("destination", "host", "state"):
            yield from _agent(Agent("state", entry), names)


def _agent(agent: Agent, names: Names) -> Iterator[Triple]:
    node = NamedNode(names.agent(agent))
    yield Triple(node, term("rdf:type"), term(AGENT_CLASSES[agent.kind]))
    naming = "skos:notation" if agent.kind == "state" else "rdfs:label"
    yield Triple(node, term(naming), Literal(agent.name))


def _evidence(node: NamedNode, passage: Quote, document: NamedNode, names: Names) -> Iterator[Triple]:
    span = NamedNode(names.evidence(passage))
    yield Triple(node, term("dip:evidence"), span)
    yield Triple(span, term("rdf:type"), term("dip:Evidence"))
    yield Triple(span, term("prov:wasQuotedFrom"), document)
    yield Triple(span, term("oa:start"), Literal(passage.start))
    yield Triple(span, term("oa:end"), Literal(passage.end))
    yield Triple(span, term("oa:exact"), Literal(passage.text))


def _links(fact: Fact, telling: _Telling) -> Iterator[Triple]:
    """What the graph says beyond the table: a gathering's series, and the gathering that a visit is for."""
    node = NamedNode(fact.id)
    if isinstance(fact, Gathering):
        series = NamedNode(telling.names.series(fact.label))
        yield Triple(node, term("dip:series"), series)
        yield Triple(series, term("rdf:type"), term("dip:GatheringSeries"))
        yield Triple(series, term("rdfs:label"), wording(fact.label, telling.document.language))
    elif isinstance(fact, Visit) and fact.purpose:
        said = words(fact.purpose)
        attended = [gathering for gathering in telling.gatherings if _names(said, gathering)]
        if attended:
            best = max(attended, key=lambda gathering: (len(gathering.label), gathering.id))
            yield Triple(node, term("dip:occasion"), NamedNode(best.id))


def _names(said: tuple[str, ...], gathering: Gathering) -> bool:
    """Whether the words of a purpose have the gathering's label among them, and no ordinal but its own."""
    label = words(gathering.label)
    places = range(len(said) - len(label) + 1)
    if not label or not any(said[place : place + len(label)] == label for place in places):
        return False
    ordinals = {int(match[0]) for word in said if (match := _ORDINAL.match(word))}
    return gathering.ordinal is None or not ordinals or gathering.ordinal in ordinals


def _days(node: NamedNode, date: str | None) -> Iterator[Triple]:
    for name, day in zip(("dip:earliest", "dip:latest"), bounds(date), strict=True):
        if day:
            yield Triple(node, term(name), Literal(day, datatype=term("xsd:date")))


def _decimal(number: float) -> Literal:
    """The shortest decimal that reads back as the same number, as Oxigraph would write it."""
    text = format(Decimal(repr(float(number))), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Literal(text, datatype=term("xsd:decimal"))

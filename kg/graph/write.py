"""The facts of a document become the triples of its named graph.

In: a document and its facts. Out: Oxigraph triples or quads, sorted, the same for facts in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.document import Document
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
    names = Names(document.id, base)
    try:
        found = set(_document(document, base))
        for fact in named:
            found.update(_fact(fact, named, names, document.language))
    except (UnicodeEncodeError, ValueError) as error:
        raise BrokenData(f"{document.id}: a fact holds what no graph can: {error}") from error
    return sorted(found, key=str)


def _document(document: Document, base: str) -> Iterator[Triple]:
    node = NamedNode(iris.document_iri(document.id, base))
    yield Triple(node, term("rdf:type"), term("dip:Document"))
    yield Triple(node, term("rdfs:label"), Literal(document.id))
    yield Triple(node, term("dcterms:identifier"), Literal(f"sha256:{iris.text_hash(document.text)}"))
    if document.language:
        yield Triple(node, term("dcterms:language"), Literal(document.language))
    if document.publisher:
        yield Triple(node, term("dcterms:publisher"), Literal(document.publisher))
    if document.source and document.source.startswith(("http://", "https://")):
        yield Triple(node, term("dcterms:source"), Literal(document.source))
    if document.date:
        yield Triple(node, term("dcterms:issued"), Literal(document.date, datatype=term("edtf:EDTF-level1")))
        yield from _days(node, document.date)


def _fact(fact: Fact, others: Sequence[Fact], names: Names, language: str) -> Iterator[Triple]:
    node = NamedNode(fact.id)
    document = NamedNode(iris.document_iri(fact.document, names.base))
    yield Triple(node, term("rdf:type"), term(CLASSES[fact.type]))
    yield Triple(node, term("dip:statedIn"), document)
    yield Triple(node, term("dip:confidence"), _decimal(fact.confidence))
    for passage in fact.evidence:
        yield from _evidence(node, passage, document, names)
    orders: dict[str, list[int]] = {}
    for column in COLUMNS[fact.type]:
        terms = list(_values(column, fact, names, language))
        orders[column.field] = sequence(terms)
        yield from _column(column, terms, node, fact, others, names)
        yield from _described(column, fact, names)
    order = dump_order(orders)
    if order:
        yield Triple(node, term("dip:listOrder"), Literal(order))
    yield from _days(node, getattr(fact, "date", None))
    yield from _links(fact, node, others, names, language)


def _values(column: Column, fact: Fact, names: Names, language: str) -> Iterator[Term]:
    value = getattr(fact, column.field)
    for entry in value if column.many else (value,):
        if entry is not None and entry is not False:
            yield column.value.encode(entry, names, language)


def _column(
    column: Column, terms: Sequence[Term], node: NamedNode, fact: Fact, others: Sequence[Fact], names: Names
) -> Iterator[Triple]:
    if len(column.path) == 2 and terms:
        between = _between(column, fact, others, names)
        yield Triple(node, term(column.path[0]), between)
        if not any(between.value == other.id for other in others):
            yield Triple(between, term("rdf:type"), term(NODE_CLASSES[column.path[0]]))
        node = between
    for value in terms:
        yield Triple(node, term(column.path[-1]), value)


def _between(column: Column, fact: Fact, others: Sequence[Fact], names: Names) -> NamedNode:
    """The node that a column of two steps goes through."""
    match column.path[0], fact:
        case "dip:office", Office():
            return NamedNode(names.office(fact))
        case "dip:instrument", Agreement():
            return NamedNode(names.agreement(fact))
        case "dip:occasion", Contact(occasion=str(label)):
            gathering = _gathering(label, fact, others)
            return NamedNode(gathering.id if gathering else names.occasion(label))
    return NamedNode(names.place(getattr(fact, column.field)))


def _gathering(label: str, fact: Contact, others: Sequence[Fact]) -> Gathering | None:
    """The gathering that a contact's occasion names, the one of the same days if there are two."""
    same = [other for other in of_type(others, Gathering) if other.label == label]
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


def _links(
    fact: Fact, node: NamedNode, others: Sequence[Fact], names: Names, language: str
) -> Iterator[Triple]:
    """What the graph says beyond the table: a gathering's series, and the gathering that a visit is for."""
    if isinstance(fact, Gathering):
        series = NamedNode(names.series(fact.label))
        yield Triple(node, term("dip:series"), series)
        yield Triple(series, term("rdf:type"), term("dip:GatheringSeries"))
        yield Triple(series, term("rdfs:label"), wording(fact.label, language))
    elif isinstance(fact, Visit) and fact.purpose:
        attended = [other for other in of_type(others, Gathering) if _names(fact.purpose, other)]
        if attended:
            best = max(attended, key=lambda other: (len(other.label), other.id))
            yield Triple(node, term("dip:occasion"), NamedNode(best.id))


def _names(purpose: str, gathering: Gathering) -> bool:
    """Whether the purpose of a visit has the gathering's label in it, and no other ordinal than its own."""
    label, said = words(gathering.label), words(purpose)
    found = any(said[place : place + len(label)] == label for place in range(len(said) - len(label) + 1))
    ordinals = {
        int(digits) for word in said if (digits := word[: len(word) - len(word.lstrip("0123456789"))])
    }
    return (
        bool(label) and found and (gathering.ordinal is None or not ordinals or gathering.ordinal in ordinals)
    )


def _days(node: NamedNode, date: str | None) -> Iterator[Triple]:
    for name, day in zip(("dip:earliest", "dip:latest"), bounds(date), strict=True):
        if day:
            yield Triple(node, term(name), Literal(day, datatype=term("xsd:date")))


def _decimal(number: float) -> Literal:
    """The shortest decimal that reads back as the same number, as Oxigraph would write it."""
    text = format(Decimal(repr(float(number))), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Literal(text, datatype=term("xsd:decimal"))

"""A document's named graph becomes facts again.

In: Oxigraph triples or quads of one document. Out: facts, field for field those that were written, in the
order of their types, then of their evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pyoxigraph import Quad, Triple

from kg.errors import BrokenGraph
from kg.facts import FACT_TYPES, Fact, Quote
from kg.graph.mapping import CLASSES, COLUMNS, Column, Nodes, Term, in_sequence, name_of, parse_order
from kg.graph.namespaces import term

_TYPES = {term(name): kind for kind, name in CLASSES.items()}
_ORDER = list(FACT_TYPES)


def index(triples: Iterable[Triple | Quad]) -> Nodes:
    """A graph for look-up: subject -> predicate -> objects."""
    nodes: defaultdict[str, defaultdict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        nodes[str(triple.subject.value)][triple.predicate.value].append(triple.object)  # type: ignore[union-attr]
    return nodes


def facts(triples: Iterable[Triple | Quad]) -> list[Fact]:
    """The facts in a document's graph. Raises BrokenGraph where a fact lacks what its type must have."""
    nodes = dict(index(triples))
    found = [fact for iri in nodes if (fact := _fact(iri, nodes)) is not None]
    return sorted(found, key=lambda fact: (_ORDER.index(fact.type), fact.evidence, fact.id))


def _fact(iri: str, nodes: Nodes) -> Fact | None:
    kind = next((_TYPES[node] for node in _objects(iri, "rdf:type", nodes) if node in _TYPES), None)  # type: ignore[index]
    if kind is None:
        return None
    orders = parse_order(" ".join(node.value for node in _objects(iri, "dip:listOrder", nodes)))
    values = {
        column.field: value
        for column in COLUMNS[kind]
        if (value := _value(column, iri, orders.get(column.field, []), nodes)) is not None
    }
    try:
        return FACT_TYPES[kind](**_head(iri, nodes), **values)
    except (TypeError, ValueError) as error:
        raise BrokenGraph(
            f"{iri} is not a whole fact of type {kind}: {error}; build its document again"
        ) from error


def _head(iri: str, nodes: Nodes) -> dict[str, Any]:
    spans = (_quote(node.value, nodes) for node in _objects(iri, "dip:evidence", nodes))
    head: dict[str, Any] = {"id": iri, "evidence": tuple(sorted(spans))}
    for document in _objects(iri, "dip:statedIn", nodes):
        head["document"] = name_of(document, nodes)
    for number in _objects(iri, "dip:confidence", nodes):
        head["confidence"] = float(number.value)
    return head


def _quote(span: str, nodes: Nodes) -> Quote:
    found = [_objects(span, name, nodes) for name in ("oa:start", "oa:end", "oa:exact")]
    if not all(found):
        raise BrokenGraph(f"{span} is not a whole quote; build its document again")
    return Quote(int(found[0][0].value), int(found[1][0].value), found[2][0].value)


def _value(column: Column, iri: str, order: list[int], nodes: Nodes) -> Any:
    """What stands in a column; None where nothing does, so that the fact's own default holds."""
    *through, last = column.path
    subjects = [iri]
    for name in through:
        subjects = [node.value for subject in subjects for node in _objects(subject, name, nodes)]
    terms = [node for subject in subjects for node in _objects(subject, last, nodes)]
    if column.many:
        return tuple(column.value.decode(node, nodes) for node in in_sequence(terms, order)) or None
    return column.value.decode(min(terms, key=str), nodes) if terms else None


def _objects(subject: str, name: str, nodes: Nodes) -> list[Term]:
    return list(nodes.get(subject, {}).get(term(name).value, ()))

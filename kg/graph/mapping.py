"""Where each field of the facts table is in the graph: one table, used to write and to read.

In: nothing. Out: `COLUMNS`, by fact type. A column has a path of one property, or of two through a node that
facts may share (an office, an instrument, a place, an occasion), and a value that says how what stands in the
table is a term of the graph and back.

RDF has no order. Where a list of the table is not in the order of its terms, the fact keeps its order in
`dip:listOrder`, as `field position position …`; see `sequence` and `in_sequence`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode

from kg.facts import Agent
from kg.graph.iris import Names
from kg.graph.namespaces import concept, concept_value, term

Term = NamedNode | Literal
Nodes = Mapping[str, Mapping[str, Sequence[Term]]]
"""A graph for look-up: subject -> predicate -> objects."""

# Oxigraph keeps durations by value: P48M comes back as P4Y. What it would rewrite is kept as a plain literal.
_CANONICAL_DURATION = re.compile(
    r"P(?!$)([1-9]\d{0,8}Y)?((?:[1-9]|1[01])M)?([1-9]\d{0,8}D)?"
    r"(T(?!$)((?:[1-9]|1\d|2[0-3])H)?((?:[1-9]|[1-5]\d)M)?((?:[1-9]|[1-5]\d)S)?)?"
)
_T = TypeVar("_T")


@dataclass(frozen=True)
class Value:
    """One way of writing a table value as a term. `encode(value, names, language)`, `decode(term, nodes)`."""

    encode: Callable[[Any, Names, str], Term]
    decode: Callable[[Term, Nodes], Any]


@dataclass(frozen=True)
class Column:
    """A field of a fact type, the properties that lead to it, its value, and whether it is a list."""

    field: str
    path: tuple[str, ...]
    value: Value
    many: bool = False


def wording(text: str, language: str) -> Literal:
    """The document's own words, in its language; plain where the language has no valid tag."""
    try:
        return Literal(text, language=language) if language else Literal(text)
    except ValueError:
        return Literal(text)


def name_of(node: Term, nodes: Nodes) -> str:
    """The name by which the document calls a node."""
    labels = nodes.get(node.value, {}).get(_LABEL, ())
    return str(labels[0].value) if labels else node.value


def is_a(node: Term, kind: str, nodes: Nodes) -> bool:
    """Whether a node has a type."""
    return term(kind) in nodes.get(node.value, {}).get(_TYPE, ())


def _agent(node: Term, nodes: Nodes) -> Agent:
    if is_a(node, "dip:State", nodes):
        return Agent("state", _code(node, nodes))
    return Agent("person" if is_a(node, "dip:Person", nodes) else "organisation", name_of(node, nodes))


def _code(node: Term, nodes: Nodes) -> str:
    codes = nodes.get(node.value, {}).get(_NOTATION, ())
    return str(codes[0].value) if codes else node.value.rsplit("/", 1)[1]


def _duration(text: str) -> Literal:
    return (
        Literal(text, datatype=term("xsd:duration")) if _CANONICAL_DURATION.fullmatch(text) else Literal(text)
    )


def _listed(scheme: str) -> Value:
    return Value(
        lambda value, names, language: concept(scheme, quote(str(value), safe="")),
        lambda node, nodes: unquote(concept_value(scheme, node)),  # type: ignore[arg-type]
    )


_LABEL, _TYPE, _NOTATION = (term(name).value for name in ("rdfs:label", "rdf:type", "skos:notation"))
AGENT = Value(lambda agent, names, language: NamedNode(names.agent(agent)), _agent)
STATE = Value(lambda code, names, language: NamedNode(names.agent(Agent("state", code))), _code)
NAME = Value(lambda text, names, language: Literal(text), lambda node, nodes: node.value)
WORDING = Value(lambda text, names, language: wording(text, language), lambda node, nodes: node.value)
DATE = Value(
    lambda text, names, language: Literal(text, datatype=term("edtf:EDTF-level1")),
    lambda node, nodes: node.value,
)
NUMBER = Value(lambda number, names, language: Literal(int(number)), lambda node, nodes: int(node.value))
FLAG = Value(
    lambda flag, names, language: Literal(bool(flag)), lambda node, nodes: node.value in ("true", "1")
)
DURATION = Value(lambda text, names, language: _duration(text), lambda node, nodes: node.value)

_DATE = Column("date", ("dip:date",), DATE)
_PLACE = Column("place", ("dip:place", "rdfs:label"), NAME)
_STATUS = Column("status", ("dip:status",), _listed("status"))
_ORDINAL = Column("ordinal", ("dip:ordinal",), NUMBER)

COLUMNS: dict[str, tuple[Column, ...]] = {
    "office": (
        Column("person", ("dip:holder",), AGENT),
        Column("title", ("dip:title",), WORDING),
        Column("role", ("dip:office", "dip:role"), _listed("role")),
        Column("of", ("dip:office", "dip:officeOf"), AGENT),
        Column("former", ("dip:former",), FLAG),
    ),
    "contact": (
        Column("medium", ("dip:medium",), _listed("medium")),
        _STATUS,
        Column("participants", ("dip:participant",), AGENT, many=True),
        _DATE,
        _PLACE,
        _ORDINAL,
        Column("topics", ("dip:topic",), WORDING, many=True),
        Column("occasion", ("dip:occasion", "rdfs:label"), WORDING),
    ),
    "visit": (
        Column("visitors", ("dip:visitor",), AGENT, many=True),
        Column("destination", ("dip:destination",), STATE),
        _PLACE,
        Column("kind", ("dip:kind",), _listed("visit")),
        _STATUS,
        _DATE,
        Column("purpose", ("dip:purpose",), WORDING),
    ),
    "agreement": (
        Column("label", ("dip:instrument", "rdfs:label"), WORDING),
        Column("kind", ("dip:instrument", "dip:kind"), _listed("agreement")),
        Column("parties", ("dip:instrument", "dip:party"), AGENT, many=True),
        Column("action", ("dip:action",), _listed("action")),
        _DATE,
        Column("duration", ("dip:duration",), DURATION),
        Column("signatories", ("dip:signatory",), AGENT, many=True),
    ),
    "gathering": (
        Column("label", ("rdfs:label",), WORDING),
        Column("kind", ("dip:kind",), _listed("gathering")),
        _ORDINAL,
        _STATUS,
        _DATE,
        _PLACE,
        Column("host", ("dip:host",), STATE),
    ),
    "position": (
        Column("holders", ("dip:positionHolder",), AGENT, many=True),
        Column("stance", ("dip:stance",), _listed("stance")),
        Column("about", ("dip:about",), WORDING),
        Column("state", ("dip:concernsState",), STATE, many=True),
    ),
}

CLASSES: dict[str, str] = {
    "office": "dip:OfficeHolding",
    "contact": "dip:Contact",
    "visit": "dip:Visit",
    "agreement": "dip:AgreementAction",
    "gathering": "dip:Gathering",
    "position": "dip:Position",
}
AGENT_CLASSES: dict[str, str] = {
    "person": "dip:Person",
    "state": "dip:State",
    "organisation": "dip:Organisation",
}
NODE_CLASSES: dict[str, str] = {
    "dip:office": "dip:Office",
    "dip:instrument": "dip:Agreement",
    "dip:place": "dip:Place",
    "dip:occasion": "sem:Event",
}
"""What stands between a fact and a column of two steps."""


def sequence(terms: Sequence[Term]) -> list[int]:
    """Where each of a list's terms is once they are sorted; 0, 1, 2 … for a list in that order."""
    places = {item: place for place, item in enumerate(sorted(set(terms), key=str))}
    return [places[item] for item in dict.fromkeys(terms)]


def in_sequence(terms: Iterable[Term], places: Sequence[int]) -> list[Term]:
    """A list's terms in the order that `sequence` noted; sorted where it noted none or the list changed."""
    ordered = sorted(set(terms), key=str)
    if sorted(places) == list(range(len(ordered))):
        return [ordered[place] for place in places]
    return ordered


def dump_order(orders: Mapping[str, Sequence[int]]) -> str | None:
    """The lists of a fact that are not in the order of their terms, for `dip:listOrder`, or None."""
    kept = (
        f"{name} {' '.join(map(str, places))}"
        for name, places in sorted(orders.items())
        if list(places) != list(range(len(places)))
    )
    return "; ".join(kept) or None


def parse_order(text: str) -> dict[str, list[int]]:
    """The inverse of `dump_order`; what is not of its form is passed over."""
    orders: dict[str, list[int]] = {}
    for part in text.split(";"):
        name, *places = part.split() or [""]
        if all(place.isdecimal() for place in places):
            orders[name] = [int(place) for place in places]
    return orders

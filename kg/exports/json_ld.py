"""JSON-LD 1.1: one graph, one object a subject, with readable keys by the context at its start."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import IO, Any

from pyoxigraph import Literal, Triple

from kg.exports.context import Key, context, keys
from kg.exports.selection import prefixes, triples
from kg.graph.namespaces import PREFIXES
from kg.store import Graph

_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"
_LOCAL = re.compile(r"[\w-]+")
Shorten = Callable[[str], str]


def write(graph: Graph, format: str, stream: IO[bytes], document: str | None) -> list[str]:
    """Writes the triples of a document, or of all, subject by subject."""
    known = prefixes(graph)
    shorten = _shortener(known)
    told = json.dumps(context(known), ensure_ascii=False, indent=1)
    stream.write(f'{{"@context": {told},\n"@graph": ['.encode())
    separator = "\n"
    for _, statements in groupby(triples(graph, document), key=lambda triple: str(triple.subject)):
        node = _node(list(statements), shorten)
        stream.write((separator + json.dumps(node, ensure_ascii=False, indent=1)).encode())
        separator = ",\n"
    stream.write(b"\n]}\n")
    return []


def _node(statements: list[Triple], shorten: Shorten) -> dict[str, Any]:
    values: dict[str, list[Any]] = {}
    for triple in statements:
        predicate = triple.predicate.value
        if predicate == _TYPE:
            values.setdefault("type", []).append(_class(_name(triple.object), shorten))
            continue
        key = keys().get(predicate, Key(shorten(predicate), ""))
        values.setdefault(key.name, []).append(_object(triple.object, key.type, shorten))
    node: dict[str, Any] = {"id": shorten(_name(statements[0].subject))}
    return node | {name: told[0] if len(told) == 1 else told for name, told in values.items()}


def _class(iri: str, shorten: Shorten) -> str:
    key = keys().get(iri)
    return key.name if key else shorten(iri)


def _object(term: Any, expected: str, shorten: Shorten) -> Any:
    """A value, plain where the key's context says the rest."""
    if not isinstance(term, Literal):
        name = shorten(_name(term))
        return name if expected == "@id" else {"id": name}
    if term.language:
        return {"@language": term.language, "@value": term.value}
    if term.datatype.value == (expected or _STRING):
        return term.value
    return {"@type": shorten(term.datatype.value), "@value": term.value}


def _name(term: Any) -> str:
    return str(term.value) if str(term).startswith("<") else str(term)


def _shortener(known: Mapping[str, str]) -> Shorten:
    """Longest namespace first, so that `kg-person:x` wins over a base that it starts with."""
    spaces = sorted(((space, prefix) for prefix, space in known.items()), key=lambda pair: -len(pair[0]))

    def shorten(iri: str) -> str:
        for space, prefix in spaces:
            if iri.startswith(space) and _LOCAL.fullmatch(iri, len(space)):
                return f"{prefix}:{iri[len(space) :]}"
        return iri

    return shorten

"""JSON-LD 1.1: one graph, one object a subject, names shortened by the context's prefixes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import IO, Any

from pyoxigraph import Literal, Triple

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
    context = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True)
    stream.write(f'{{"@context": {context},\n"@graph": ['.encode())
    separator = "\n"
    for _, statements in groupby(triples(graph, document), key=lambda triple: str(triple.subject)):
        node = _node(list(statements), shorten)
        stream.write((separator + json.dumps(node, ensure_ascii=False, indent=1)).encode())
        separator = ",\n"
    stream.write(b"\n]}\n")
    return []


def _node(statements: list[Triple], shorten: Shorten) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": shorten(_name(statements[0].subject))}
    for triple in statements:
        if triple.predicate.value == _TYPE:
            node.setdefault("@type", []).append(shorten(_name(triple.object)))
        else:
            node.setdefault(shorten(triple.predicate.value), []).append(_object(triple.object, shorten))
    return node


def _object(term: Any, shorten: Shorten) -> Any:
    if not isinstance(term, Literal):
        return {"@id": shorten(_name(term))}
    if term.language:
        return {"@language": term.language, "@value": term.value}
    if term.datatype.value == _STRING:
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

"""What the graph says of one thing, at the thing's own address.

In: an IRI of the graph. Out: a query for its triples, and for a page what is said of it in both directions.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from kg.graph.namespaces import PREFIXES
from kg.server.refused import Refused
from kg.server.sending import whole
from kg.server.workers import Workers

# What the graph names itself, by the first part of its address below the graph's base.
FOLDERS = (
    *("activity", "agreement", "doc", "event", "fact", "graph", "office", "org", "person", "place"),
    *("series", "software", "state"),
)
_PATH = re.compile(r"[A-Za-z0-9/._~!$&'()*+,;=:@%-]+")
# A state may be named by very many facts; a page shows this many, and the service has the rest.
_MOST = 1000
_TRIPLES = """CONSTRUCT {{ <{iri}> ?p ?o . ?s ?q <{iri}> . ?o rdfs:label ?name }} WHERE {{
  {{ <{iri}> ?p ?o OPTIONAL {{ ?o rdfs:label|skos:prefLabel ?name }} }}
  UNION {{ SELECT ?s ?q {{ ?s ?q <{iri}> }} LIMIT {most} }}
}}"""
_ROWS = """SELECT DISTINCT ?back ?property ?term ?label WHERE {{
  {{ <{iri}> ?property ?term BIND(false AS ?back) }}
  UNION {{ SELECT DISTINCT (?p AS ?property) (?s AS ?term) (true AS ?back) {{ ?s ?p <{iri}> }} LIMIT {most} }}
  OPTIONAL {{ SELECT ?term (MIN(?l) AS ?label) {{
    {{ <{iri}> ?any ?term }} UNION {{ ?term ?any <{iri}> }}
    ?term skos:prefLabel|rdfs:label|skos:notation|oa:exact ?l }} GROUP BY ?term }}
}} ORDER BY ?back ?property ?label ?term"""


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a page about a thing."""

    back: bool
    property: str
    text: str
    iri: str
    language: str


def iri(base: str, path: str) -> str:
    """The IRI of the thing at a path of the server, as it came, percent-encoded. Raises Refused."""
    tail = path.removeprefix("/")
    if not _PATH.fullmatch(tail):
        raise Refused(404, "nothing has such an address")
    return base + tail


async def known(workers: Workers, thing: str) -> bool:
    """Whether the graph says anything of a thing."""
    query = f"ASK {{ {{ <{thing}> ?p ?o }} UNION {{ ?s ?p <{thing}> }} }}"
    answer = await whole(workers, {"kind": "query", "query": query})
    return bool(json.loads(answer)["boolean"])


def triples(thing: str, accept: str) -> dict[str, Any]:
    """The job that gives a thing's triples in the format that a client takes."""
    return {"kind": "query", "query": _TRIPLES.format(iri=thing, most=_MOST), "accept": accept}


async def said(workers: Workers, thing: str) -> list[Said]:
    """What the graph says of a thing, and of what else it says it."""
    job = {"kind": "query", "query": _ROWS.format(iri=thing, most=_MOST)}
    rows = json.loads(await whole(workers, job))["results"]["bindings"]
    return [_line(row) for row in rows]


def short(name: str) -> str:
    """An IRI by its prefix, where it has one."""
    for prefix, space in PREFIXES.items():
        if name.startswith(space):
            return f"{prefix}:{name.removeprefix(space)}"
    return name


def _line(row: dict[str, Any]) -> Said:
    term = row["term"]
    named = term["type"] == "uri"
    return Said(
        back=row["back"]["value"] == "true",
        property=short(row["property"]["value"]),
        text=row["label"]["value"] if named and "label" in row else term["value"],
        iri=term["value"] if named else "",
        language=term.get("xml:lang", ""),
    )

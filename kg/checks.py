"""Whether a graph is as it must be: shapes, quotes against the text, states' codes, calendar dates.

In: a `Graph`. Out: findings, by document. The shapes run on one document's graph at a time, because some
compare pairs; pySHACL is the reference, and pyshacl-turbo, which is some eighty times faster, is used where
it is installed. What SHACL cannot see is checked here: the text, the list of codes, the calendar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Literal as OneOf

import pyshacl
import rdflib
from rdflib import RDF, SH

from kg import ontology_files
from kg.errors import BrokenData
from kg.graph import iris
from kg.graph.authority import authority
from kg.graph.bounds import is_possible
from kg.graph.mapping import Nodes
from kg.graph.namespaces import term
from kg.graph.read import index
from kg.store import Graph

Severity = OneOf["violation", "warning", "info"]
Engine = OneOf["pyshacl", "turbo"]
Validate = Callable[[rdflib.Graph], rdflib.Graph]
_SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")
_SPAN = ("oa:start", "oa:end", "oa:exact")
_DATES = ("dip:date", "dcterms:issued")


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One thing that is not as it should be.

    `shape` is the number of a shape (`17`), or `quote`, `text`, `state` or `calendar`; `node` the IRI of the
    fact or thing that it is about; `value` what was found there.
    """

    document: str
    severity: Severity
    shape: str
    node: str
    message: str
    value: str = ""


def check(
    graph: Graph, documents: Iterable[str] | None = None, engine: Engine | None = None
) -> list[Finding]:
    """All findings in a graph, or in some of its documents, sorted by document, then the worst first."""
    validate = validator(engine)
    ids = [stored.id for stored in graph.documents()] if documents is None else documents
    found = {finding for document in ids for finding in _document(graph, document, validate)}
    return sorted(found, key=lambda f: (f.document, _SEVERITIES.index(f.severity), f.shape, f.node, f.value))


def validator(engine: Engine | None = None) -> Validate:
    """What runs the shapes on a graph and gives SHACL's report; the fastest engine that is installed."""
    if engine == "pyshacl" or (engine is None and find_spec("pyshacl_turbo") is None):
        return _pyshacl
    if find_spec("pyshacl_turbo") is None:
        raise BrokenData("pyshacl-turbo is not installed; leave the engine out, or install it")
    import pyshacl_turbo

    shapes = pyshacl_turbo.compile_shapes(_shapes(), advanced=True)  # type: ignore[no-untyped-call]
    return lambda data: _report(shapes.validate(data)[1])


def _pyshacl(data: rdflib.Graph) -> rdflib.Graph:
    return _report(pyshacl.validate(data, shacl_graph=_shapes(), advanced=True, meta_shacl=False)[1])


def _report(report: object) -> rdflib.Graph:
    if not isinstance(report, rdflib.Graph):
        raise BrokenData(f"the shapes could not be run: {report}; reinstall kg")
    return report


@cache
def _shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=ontology_files.text("shapes.ttl"), format="turtle")


def _document(graph: Graph, document: str, validate: Validate) -> Iterator[Finding]:
    triples = list(graph.triples(document))
    data = rdflib.Graph().parse(data="".join(f"{triple} .\n" for triple in triples), format="nt")
    yield from _shape_findings(document, validate(data))
    nodes = index(triples)
    yield from _quotes(document, nodes, graph.text(document))
    yield from _codes(document, nodes)
    yield from _calendar(document, nodes)


def _shape_findings(document: str, report: rdflib.Graph) -> Iterator[Finding]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        severity = str(report.value(result, SH.resultSeverity)).rpartition("#")[2].lower()
        shape = str(report.value(result, SH.sourceShape)).rpartition("#")[2].partition("-")[0]
        yield Finding(
            document,
            next(known for known in _SEVERITIES if known == severity),
            shape.lstrip("0"),
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.resultMessage)),
            str(report.value(result, SH.value) or ""),
        )


def _quotes(document: str, nodes: Nodes, text: str | None) -> Iterator[Finding]:
    """The quotes that are not in the text, letter for letter, where they say."""
    if text is None or f"sha256:{iris.text_hash(text)}" not in set(_values(nodes, "dcterms:identifier")):
        message = "the text is not there to compare quotes with; build the document again"
        yield Finding(document, "violation", "text", "", message)
        return
    for span, values in nodes.items():
        starts, ends, texts = (
            values.get(term(name).value, ()) for name in ("oa:start", "oa:end", "oa:exact")
        )
        for start, end, exact in zip(starts, ends, texts, strict=False):
            there = _passage(text, start.value, end.value)
            if there != exact.value:
                message = f"the quote is not what the text says there: {there!r}"
                yield Finding(document, "violation", "quote", span, message, exact.value)


def _passage(text: str, start: str, end: str) -> str | None:
    """What the text has between two offsets; None where they are no offsets."""
    return text[int(start) : int(end)] if start.isdecimal() and end.isdecimal() else None


def _codes(document: str, nodes: Nodes) -> Iterator[Finding]:
    known = authority().codes
    for node, values in nodes.items():
        if term("dip:State") in values.get(term("rdf:type").value, ()):
            for code in values.get(term("skos:notation").value, ()):
                if code.value not in known:
                    yield Finding(document, "violation", "state", node, "no state has this code", code.value)


def _calendar(document: str, nodes: Nodes) -> Iterator[Finding]:
    for node, values in nodes.items():
        for name in _DATES:
            for date in values.get(term(name).value, ()):
                if not is_possible(date.value):
                    yield Finding(document, "violation", "calendar", node, "no such date", date.value)


def _values(nodes: Nodes, name: str) -> Iterator[str]:
    return (value.value for values in nodes.values() for value in values.get(term(name).value, ()))

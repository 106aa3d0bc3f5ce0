"""Whether a graph is as it must be: shapes, quotes against the text, states' codes, calendar dates.

In: a `Graph`. Out: findings, by document. The shapes run on one document's graph at a time, because some
compare pairs. pySHACL is the reference. It spends nearly all its time in the shapes that are SPARQL; unless
it is asked for, these run in Oxigraph; or pyshacl-turbo runs all of them, where it is installed. What SHACL
cannot see is checked here: the text, the list of codes, the calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any, cast
from typing import Literal as OneOf

import pyshacl
import rdflib
from pyoxigraph import NamedNode, QuerySolutions
from rdflib import RDF, SH

from kg import ontology_files
from kg.document import text_hash
from kg.errors import BrokenData
from kg.graph import iris
from kg.graph.authority import authority
from kg.graph.bounds import is_possible
from kg.graph.mapping import Nodes
from kg.graph.namespaces import PREFIXES, term
from kg.graph.read import index
from kg.store import Graph

Severity = OneOf["violation", "warning", "info"]
Engine = OneOf["turbo", "split", "pyshacl"]
_SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")
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


@dataclass(frozen=True, slots=True)
class _Rule:
    """A shape that is a SPARQL query: who it is for, and what its answers mean."""

    shape: str
    severity: Severity
    message: str
    query: str
    classes: frozenset[str]


def check(
    graph: Graph, documents: Iterable[str] | None = None, engine: Engine | None = None
) -> list[Finding]:
    """All findings in a graph, or in some of its documents, sorted by document, then the worst first.

    Every engine finds the same: `turbo` is the fastest and used where it is installed, `split` needs some
    three times as long, `pyshacl` fifteen times as long as that.
    """
    engine = engine or ("turbo" if find_spec("pyshacl_turbo") else "split")
    ids = [stored.id for stored in graph.documents()] if documents is None else documents
    found = {finding for document in ids for finding in _document(graph, document, engine)}
    return sorted(found, key=lambda f: (f.document, _SEVERITIES.index(f.severity), f.shape, f.node, f.value))


def _document(graph: Graph, document: str, engine: Engine) -> Iterator[Finding]:
    triples = list(graph.triples(document))
    data = rdflib.Graph().parse(data="".join(f"{triple} .\n" for triple in triples), format="nt")
    nodes = index(triples)
    yield from _shape_findings(document, _report(data, engine))
    if engine == "split":
        yield from _rule_findings(graph, document, nodes)
    yield from _quotes(document, nodes, graph.text(document))
    yield from _codes(document, nodes)
    yield from _calendar(document, nodes)


@cache
def _shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=ontology_files.text("shapes.ttl"), format="turtle")


@cache
def _core_shapes() -> rdflib.Graph:
    core = rdflib.Graph()
    for triple in _shapes():
        if triple[1] != SH.sparql:
            core.add(triple)
    return core


@cache
def _rules() -> tuple[_Rule, ...]:
    """The shapes that are SPARQL queries. Each names the class that it is for, and what it tells of that."""
    shapes = _shapes()
    return tuple(
        _Rule(
            _number(shape),
            _severity(shapes.value(shape, SH.severity, default=SH.Violation)),
            str(shapes.value(constraint, SH.message)),
            str(shapes.value(constraint, SH.select)),
            frozenset(map(str, shapes.objects(shape, SH.targetClass))),
        )
        for shape, constraint in shapes.subject_objects(SH.sparql)
    )


def _report(data: rdflib.Graph, engine: Engine) -> rdflib.Graph:
    """SHACL's report on a document's graph; of the engine `split` on all shapes but those that are SPARQL."""
    if engine == "turbo":
        report = _turbo().validate(data)[1]
    else:
        shapes = _shapes() if engine == "pyshacl" else _core_shapes()
        report = pyshacl.validate(data, shacl_graph=shapes, advanced=True, meta_shacl=False)[1]
    if not isinstance(report, rdflib.Graph):
        raise BrokenData(f"the shapes could not be run: {report}; reinstall kg")
    return report


@cache
def _turbo() -> Any:
    import pyshacl_turbo

    return pyshacl_turbo.compile_shapes(_shapes(), advanced=True)  # type: ignore[no-untyped-call]


def _shape_findings(document: str, report: rdflib.Graph) -> Iterator[Finding]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        yield Finding(
            document,
            _severity(report.value(result, SH.resultSeverity)),
            _number(report.value(result, SH.sourceShape)),
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.resultMessage)),
            str(report.value(result, SH.value) or ""),
        )


def _rule_findings(graph: Graph, document: str, nodes: Nodes) -> Iterator[Finding]:
    where = NamedNode(iris.document_graph(document, graph.base))
    for rule in _rules():
        for row in cast(
            QuerySolutions, graph.native.query(rule.query, prefixes=PREFIXES, default_graph=where)
        ):
            this, value = row["this"], row["value"]
            kinds = {kind.value for kind in nodes[this.value].get(term("rdf:type").value, ())}
            if kinds & rule.classes:
                yield Finding(document, rule.severity, rule.shape, this.value, rule.message, value.value)


def _severity(node: object) -> Severity:
    name = str(node).rpartition("#")[2].lower()
    return next(severity for severity in _SEVERITIES if severity == name)


def _number(shape: object) -> str:
    return str(shape).rpartition("#")[2].partition("-")[0].lstrip("0")


def _quotes(document: str, nodes: Nodes, text: str | None) -> Iterator[Finding]:
    """The quotes that are not in the text, letter for letter, where they say."""
    if text is None or f"sha256:{text_hash(text)}" not in set(_values(nodes, "dcterms:identifier")):
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

"""The shapes, on one document's graph and what the authority graph says of the things in it.

In: a document's account, an engine. Out: findings, the same by every engine. pySHACL is the reference. It
spends nearly all its time in the shapes that are SPARQL: `split` has these run in Oxigraph, and pyshacl-turbo
runs all of them, where it is installed. One document at a time, because some shapes compare pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any, Literal, cast

import pyshacl
import rdflib
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store
from rdflib import RDF, SH

from kg import ontology_files
from kg.checks.account import Account
from kg.checks.finding import SEVERITIES, Finding, Severity
from kg.errors import BrokenData
from kg.graph.namespaces import PREFIXES, term

Engine = Literal["turbo", "split", "pyshacl"]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A shape that is a SPARQL query: who it is for, and what its answers mean."""

    source: str
    severity: Severity
    message: str
    query: str
    classes: frozenset[str]


def fastest() -> Engine:
    """The engine to use where none is asked for."""
    return "turbo" if find_spec("pyshacl_turbo") else "split"


def findings(account: Account, engine: Engine) -> Iterator[Finding]:
    """What the shapes find in a document."""
    data = rdflib.Graph(bind_namespaces="none").parse(data=account.triples, format="nt")
    yield from _reported(account.document, _report(data, engine))
    if engine == "split":
        yield from _ruled(account)


@cache
def _shapes() -> rdflib.Graph:
    return rdflib.Graph("SimpleMemory").parse(data=ontology_files.text("shapes.ttl"), format="turtle")


@cache
def _core_shapes() -> rdflib.Graph:
    """The shapes without what is SPARQL, and without those that are nothing else."""
    shapes, core = _shapes(), rdflib.Graph("SimpleMemory")
    queries_only = {s for s in shapes.subjects(SH.sparql) if (s, SH.property, None) not in shapes}
    for triple in shapes:
        if triple[1] != SH.sparql and triple[0] not in queries_only:
            core.add(triple)
    return core


@cache
def _rules() -> tuple[_Rule, ...]:
    """The shapes that are SPARQL queries. Each names the class that it is for, and what it tells of that."""
    shapes = _shapes()
    return tuple(
        _Rule(
            str(shape),
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
        report = pyshacl.validate(data, shacl_graph=shapes, inplace=True, meta_shacl=False)[1]
    if not isinstance(report, rdflib.Graph):
        raise BrokenData(f"the shapes could not be run: {report}; reinstall kg")
    return report


@cache
def _turbo() -> Any:
    import pyshacl_turbo

    return pyshacl_turbo.compile_shapes(_shapes(), advanced=True)  # type: ignore[no-untyped-call]


def _reported(document: str, report: rdflib.Graph) -> Iterator[Finding]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        source, value = report.value(result, SH.sourceShape), report.value(result, SH.value)
        yield Finding(
            document,
            _severity(report.value(result, SH.resultSeverity)),
            _number(source),
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.resultMessage)),
            str(value or ""),
            isinstance(value, rdflib.URIRef),
            str(source),
            str(report.value(result, SH.sourceConstraintComponent)),
        )


def _ruled(account: Account) -> Iterator[Finding]:
    store = Store()
    store.bulk_load(account.triples.encode(), RdfFormat.N_TRIPLES)
    component = str(SH.SPARQLConstraintComponent)
    for rule in _rules():
        for row in cast(QuerySolutions, store.query(rule.query, prefixes=PREFIXES)):
            this, value = row["this"].value, row["value"]
            kinds = {kind.value for kind in account.nodes[this].get(term("rdf:type").value, ())}
            if kinds & rule.classes:
                yield Finding(
                    account.document,
                    rule.severity,
                    _number(rule.source),
                    this,
                    rule.message,
                    value.value,
                    isinstance(value, NamedNode),
                    rule.source,
                    component,
                )


def _severity(node: object) -> Severity:
    name = str(node).rpartition("#")[2].lower()
    return next(severity for severity in SEVERITIES if severity == name)


def _number(shape: object) -> str:
    return str(shape).rpartition("#")[2].partition("-")[0].lstrip("0")

"""A report says the same in each format, whatever stands in the findings."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
import rdflib
from rdflib import RDF, SH

from kg.checks import Finding, check
from kg.checks.finding import order
from kg.checks.reports import FORMATS
from kg.store import Graph

SHAPES = "https://diplomacy.example.org/shapes#"
FACT = "https://diplomacy.example.org/fact/one/visit-a-ru-2021"
WORST = Finding(
    "one",
    "violation",
    "17",
    FACT,
    "what was held",
    "2023-06-01",
    False,
    f"{SHAPES}17-held-in-future",
    f"{SHAPES}c",
)
MILD = replace(WORST, severity="warning", shape="20", value=FACT, names=True, source=f"{SHAPES}20-visit-home")
NASTY = replace(
    WORST, document="two\x1b", shape="quote", message="it is ']]>' & \x00\x1b[31m\nelse", value='<a "b"'
)
FINDINGS = sorted([MILD, NASTY, WORST], key=order)
DOCUMENTS = ["one", "three", "two\x1b"]


def test_text_goes_by_document_the_worst_first() -> None:
    lines = FORMATS["text"](FINDINGS, DOCUMENTS).splitlines()
    assert lines[0] == "one: 1 violation, 1 warning"
    assert lines[1] == "  violation 17: what was held: visit-a-ru-2021 (2023-06-01)"
    assert lines[2].startswith("  warning 20: ")
    assert lines[-1] == "3 documents: 2 violation, 1 warning, 0 info"
    assert len(lines) == 6 and "\x1b" not in "".join(lines)


def test_json_holds_all() -> None:
    told = json.loads(FORMATS["json"](FINDINGS, DOCUMENTS))
    assert told["documents"] == 3
    assert told["counts"] == {"violation": 2, "warning": 1, "info": 0}
    assert told["by_document"]["one"] == {"violation": 1, "warning": 1, "info": 0}
    assert [Finding(**finding) for finding in told["findings"]] == FINDINGS


def test_turtle_is_a_report_of_shacl() -> None:
    report = rdflib.Graph().parse(data=FORMATS["turtle"](FINDINGS, DOCUMENTS), format="turtle")
    [top] = report.subjects(RDF.type, SH.ValidationReport)
    assert report.value(top, SH.conforms) == rdflib.Literal(False)
    results = set(report.objects(top, SH.result))
    assert results == set(report.subjects(RDF.type, SH.ValidationResult)) and len(results) == 3
    for name in ("focusNode", "resultSeverity", "sourceShape", "sourceConstraintComponent", "resultMessage"):
        assert all(len(list(report.objects(result, SH[name]))) == 1 for result in results)
    assert set(report.objects(None, SH.value)) == {
        rdflib.Literal("2023-06-01"),
        rdflib.Literal('<a "b"'),
        rdflib.URIRef(FACT),
    }
    sound = rdflib.Graph().parse(data=FORMATS["turtle"]([], ["one"]), format="turtle")
    assert [bool(told) for told in sound.objects(None, SH.conforms)] == [True]


def test_junit_has_a_suite_a_document() -> None:
    root = ElementTree.fromstring(FORMATS["junit"](FINDINGS, DOCUMENTS))
    suites = {suite.get("name"): suite for suite in root}
    assert [(suite.get("tests"), suite.get("failures")) for suite in root] == [
        ("2", "1"),
        ("1", "0"),
        ("1", "1"),
    ]
    failed, passed = suites["one"]
    assert failed.find("failure") is not None and passed.find("failure") is None
    assert "visit-a-ru-2021 (2023-06-01)" in (failed.findtext("failure") or "")
    assert "visit-a-ru-2021" in (passed.findtext("system-out") or "")
    [sound] = suites["three"]
    assert len(sound) == 0
    assert "it is ']]>' &" in (root.findall(".//failure")[1].text or "")


@pytest.mark.parametrize("format", FORMATS)
def test_a_real_graph_is_reported(graph: Graph, format: str) -> None:
    graph.native.update(
        "PREFIX dip: <https://diplomacy.example.org/ontology#> "
        "DELETE { GRAPH ?g { ?v dip:evidence ?e } } WHERE { GRAPH ?g { ?v a dip:Visit ; dip:evidence ?e } }"
    )
    findings = check(graph)
    documents = [stored.id for stored in graph.documents()]
    assert {(finding.shape, finding.severity) for finding in findings} == {
        ("1", "violation"),
        ("4", "violation"),
    }
    told = FORMATS[format](findings, documents)
    assert told.count("visit-bourita-ru-2021") == told.count("visit-lavrov-ma-2021") > 0

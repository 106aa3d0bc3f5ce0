"""Findings in the formats that people and programs read.

In: findings as `check` gives them, and the ids of the documents that were checked. Out: text for people, JSON,
SHACL's report in Turtle, JUnit's XML for continuous integration.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import cast

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.checks.finding import SEVERITIES, Finding
from kg.graph.namespaces import PREFIXES, term

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(findings: Sequence[Finding], documents: Sequence[str]) -> str:
    """A paragraph for each document with findings, the worst first, and a last line that counts them all."""
    lines: list[str] = []
    for document, mine in _by_document(findings).items():
        lines.append(f"{document}: {_counted(mine)}")
        lines += (f"  {finding.severity} {line(finding)}" for finding in mine)
    lines.append(f"{len(documents)} documents: {_counted(findings, zero=True)}")
    return "\n".join(map(_printable, lines)) + "\n"


def line(finding: Finding) -> str:
    """A finding on one line, its severity and its document aside."""
    value = f" ({finding.value})" if finding.value else ""
    return f"{finding.shape}: {finding.message}: {finding.node.rpartition('/')[2]}{value}"


def as_json(findings: Sequence[Finding], documents: Sequence[str]) -> str:
    """An object: how many documents, how many findings by severity and by document, and the findings."""
    told = {
        "documents": len(documents),
        "counts": _counts(findings),
        "by_document": {document: _counts(mine) for document, mine in _by_document(findings).items()},
        "findings": [asdict(finding) for finding in findings],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def turtle(findings: Sequence[Finding], documents: Sequence[str]) -> str:
    """SHACL's validation report; it conforms where there are no findings at all, as SHACL has it."""
    report = BlankNode("report")
    triples = [
        Triple(report, term("rdf:type"), term("sh:ValidationReport")),
        Triple(report, term("sh:conforms"), Literal(not findings)),
    ]
    for number, finding in enumerate(findings, 1):
        result = BlankNode(f"result{number}")
        triples += [Triple(report, term("sh:result"), result), *_result(result, finding)]
    return cast(bytes, serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)).decode()


def junit(findings: Sequence[Finding], documents: Sequence[str]) -> str:
    """A suite for each document, in it a case for each shape that found something, or one that passed.

    Violations are failures; warnings and the rest are told as output of a case that passed.
    """
    mine = _by_document(findings)
    root = ElementTree.Element("testsuites", name="kg check")
    for document in documents:
        found = mine.get(document, [])
        suite = ElementTree.SubElement(root, "testsuite", name=_xml(document))
        shapes = {shape: list(told) for shape, told in groupby(sorted(found, key=_shape), key=_shape)}
        failed = [_case(suite, document, shape, told) for shape, told in shapes.items()]
        if not found:
            ElementTree.SubElement(suite, "testcase", classname=_xml(document), name="sound")
        suite.set("tests", str(len(suite)))
        suite.set("failures", str(sum(failed)))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Finding], Sequence[str]], str]] = {
    "text": text,
    "json": as_json,
    "turtle": turtle,
    "junit": junit,
}
"""The formats of a report, each with what writes it."""


def _by_document(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    return {name: list(mine) for name, mine in groupby(findings, key=lambda finding: finding.document)}


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in SEVERITIES}


def _counted(findings: Sequence[Finding], zero: bool = False) -> str:
    told = _counts(findings).items()
    return ", ".join(f"{count} {severity}" for severity, count in told if count or zero)


def _result(result: BlankNode, finding: Finding) -> list[Triple]:
    told = {
        "rdf:type": term("sh:ValidationResult"),
        "sh:resultSeverity": term(f"sh:{finding.severity.capitalize()}"),
        "sh:focusNode": NamedNode(finding.node) if "://" in finding.node else Literal(finding.node),
        "sh:sourceShape": NamedNode(finding.source),
        "sh:sourceConstraintComponent": NamedNode(finding.component),
        "sh:resultMessage": Literal(finding.message),
    }
    if finding.value:
        told["sh:value"] = NamedNode(finding.value) if finding.names else Literal(finding.value)
    return [Triple(result, term(name), value) for name, value in told.items()]


def _shape(finding: Finding) -> tuple[str, str]:
    return finding.shape, finding.severity


def _case(
    suite: ElementTree.Element, document: str, shape: tuple[str, str], found: Sequence[Finding]
) -> bool:
    """Adds the case of a shape. Returns whether it is a failure."""
    number, severity = shape
    case = ElementTree.SubElement(suite, "testcase", classname=_xml(document), name=f"{severity} {number}")
    lines = _xml("\n".join(line(finding) for finding in found))
    if severity == "violation":
        message = _xml(found[0].message)
        ElementTree.SubElement(case, "failure", type=severity, message=message).text = lines
    else:
        ElementTree.SubElement(case, "system-out").text = lines
    return severity == "violation"


def _xml(told: str) -> str:
    return _NOT_XML.sub("\ufffd", told)


def _printable(told: str) -> str:
    """On one line, without the control characters that could steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in told)

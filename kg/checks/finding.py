"""What a check says: one thing that is not as it should be, and in which order such things are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["violation", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")
"""The worst first."""
_SHAPES = "https://diplomacy.example.org/shapes#"


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One thing that is not as it should be.

    `shape` is the number of a shape (`17`), or `quote`, `text`, `state` or `calendar`; `node` the IRI of the
    fact or thing that it is about; `value` what was found there, an IRI where `names` says so. `source` is
    the IRI of the shape, or of the check that is none; `component` that of the part of SHACL that found it.
    """

    document: str
    severity: Severity
    shape: str
    node: str
    message: str
    value: str = ""
    names: bool = False
    source: str = ""
    component: str = ""


def of_text(document: str, shape: str, node: str, message: str, value: str = "") -> Finding:
    """A finding of a check that is no shape."""
    source = f"{_SHAPES}{shape}"
    return Finding(document, "violation", shape, node, message, value, False, source, f"{source}-component")


def order(finding: Finding) -> tuple[str, int, str, str, str, str]:
    """By document, then the worst first, then by shape."""
    rank = SEVERITIES.index(finding.severity)
    return finding.document, rank, finding.shape, finding.node, finding.value, finding.message

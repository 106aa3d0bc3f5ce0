"""The page of the ontology: all that the Turtle defines is on it, and it is the one in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

from pyoxigraph import Literal, RdfFormat, parse

from kg import ontology_files
from kg.graph.namespaces import PREFIXES
from kg.ontology_page import page

ROOT = Path(__file__).parents[1]


def test_everything_that_is_defined_is_on_the_page() -> None:
    html = page()
    anchors = set(re.findall(r' id="([^"]+)"', html))
    for quad in parse(ontology_files.text("diplomacy.ttl"), format=RdfFormat.TURTLE):
        subject = str(getattr(quad.subject, "value", ""))
        if subject.startswith(PREFIXES["dip"]):
            assert subject.removeprefix(PREFIXES["dip"]) in anchors
        if isinstance(quad.object, Literal) and quad.predicate.value.endswith(("#label", "#prefLabel")):
            assert quad.object.value in html


def test_links_on_the_page_lead_somewhere_on_it() -> None:
    html = page()
    anchors = set(re.findall(r' id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= anchors
    assert not re.findall(r'(?:src|href)="(?!#)', html)


def test_the_documentation_has_the_page_of_this_ontology() -> None:
    written = (ROOT / "docs" / "ontology" / "index.html").read_text(encoding="utf-8")
    assert written == page(), "write it anew: python -m kg.ontology_page docs/ontology"

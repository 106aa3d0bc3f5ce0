"""The pages of the server.

In: what they show. Out: HTML that asks no other host for anything, which its policy also forbids.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader
from starlette.responses import HTMLResponse, Response

from kg import queries
from kg.graph.namespaces import PREFIXES
from kg.server.limits import Limits
from kg.server.resources import Said

ASSETS = Path(__file__).resolve().parent / "assets"
_EDITOR = ASSETS / "yasgui" / "yasgui.min.js"
_EXAMPLE = """SELECT DISTINCT ?type (COUNT(DISTINCT ?fact) AS ?facts) WHERE {
  ?fact a ?type ; dip:statedIn ?document .
} GROUP BY ?type ORDER BY DESC(?facts)"""
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def start(counts: Mapping[str, str]) -> Response:
    """The start page: what there is and how to ask."""
    return _page("start.html.j2", counts=counts, questions=queries.named(), limits=Limits())


def query(question: str) -> Response:
    """The page to write queries on: YASGUI where it was bundled, a plain form otherwise."""
    asked = next((known for known in queries.named() if known.name == question), None)
    settings = {"prefixes": PREFIXES, "query": asked.text if asked else _with_prefixes(_EXAMPLE)}
    bundled = _EDITOR.exists()
    inline = {"style-src": "'self' 'unsafe-inline'"} if bundled else {}
    return _page("query.html.j2", inline, bundled=bundled, settings=json.dumps(settings), asked=asked)


def thing(iri: str, base: str, said: Sequence[Said]) -> Response:
    """The page of a person, a state, a fact."""
    own = [line for line in said if not line.back and line.property in _NAMES]
    names = [line.text for line in sorted(own, key=lambda line: _NAMES.index(line.property))]
    return _page("thing.html.j2", iri=iri, base=base, said=said, name=names[0] if names else iri)


def ontology() -> Response:
    """The page of the ontology."""
    from kg.ontology_page import page

    return HTMLResponse(page(), headers=_headers({"style-src": "'unsafe-inline'"}))


_NAMES = ("skos:prefLabel", "rdfs:label", "skos:notation")


def _with_prefixes(text: str) -> str:
    used = [name for name in PREFIXES if f"{name}:" in text]
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in used) + text


def _page(template: str, policy: Mapping[str, str] | None = None, **values: object) -> Response:
    html = _environment().get_template(template).render(values)
    return HTMLResponse(html, headers=_headers(policy or {}))


def _headers(policy: Mapping[str, str]) -> dict[str, str]:
    told = "; ".join(f"{name} {value}" for name, value in {**_POLICY, **policy}.items())
    return {"Content-Security-Policy": told, "X-Content-Type-Options": "nosniff", "Vary": "Accept"}


@cache
def _environment() -> Environment:
    return Environment(loader=PackageLoader("kg.server.pages", "templates"), autoescape=True)

"""The authority file is made from the language data, so that a state's names are kept in one place only.

In: the states and organisations of `kg/languages`. Out: the text of `ontology/authority.ttl`.
`make docs` writes it; a test says when it is out of date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pyoxigraph import Literal

from kg import languages, ontology_files
from kg.graph.namespaces import BASE, PREFIXES

_USED = ("dip", "org", "rdf", "skos", "wd")
_COUNTRY = "http://publications.europa.eu/resource/authority/country/"
_HEADER = """\
# States and organisations whatever a document says: names, codes and identifiers elsewhere.
# Made by `make authority` from kg/languages; change the data there. Using a code or a name recognises nobody.
"""


def turtle() -> str:
    """The authority file, from the language data."""
    prefixes = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in _USED)
    return _HEADER + prefixes + "".join(_states()) + "".join(_organisations())


def rewrite() -> Path:
    """Writes the authority file of a checkout anew; gives its path."""
    path = ontology_files.path("authority.ttl")
    path.write_text(turtle(), encoding="utf-8")
    return path


def _states() -> Iterator[str]:
    told = {code: languages.data(code, "states")["states"] for code in languages.available()}
    for code, facts in sorted(languages.data(languages.WORLD, "states").items()):
        if len(code) != 2:
            continue
        names = {language: _state_names(states.get(code, {})) for language, states in told.items()}
        lines = [f"skos:notation {_text(code)}", *_labels(names), *_matches(facts)]
        yield _block(f"state/{code}", "dip:State", lines)


def _state_names(entry: Mapping[str, Any]) -> list[str]:
    return [name for name in (entry.get("name"), entry.get("official"), *entry.get("other", ())) if name]


def _organisations() -> Iterator[str]:
    told = {code: languages.data(code, "organisations")["names"] for code in languages.available()}
    for key, facts in sorted(languages.data(languages.WORLD, "organisations").items()):
        if not isinstance(facts, dict):
            continue
        names = {language: list(entries.get(key, ())) for language, entries in told.items()}
        whole = [f"org:subOrganizationOf <{BASE}org/{facts['part_of']}>"] if "part_of" in facts else []
        yield _block(f"org/{key}", "dip:Organisation", [*_labels(names), *whole, *_matches(facts)])


def _labels(names: Mapping[str, list[str]]) -> Iterator[str]:
    for language, (first, *others) in sorted((k, v) for k, v in names.items() if v):
        yield f"skos:prefLabel {_text(first, language)}"
        more = [_text(name, language) for name in dict.fromkeys(others) if name != first]
        if more:
            yield f"skos:altLabel {', '.join(more)}"


def _matches(facts: Mapping[str, Any]) -> Iterable[str]:
    found = {
        "wikidata": "wd:{}",
        "geonames": "<https://sws.geonames.org/{}/>",
        "alpha3": f"<{_COUNTRY}{{}}>",
    }
    matches = [form.format(facts[name]) for name, form in found.items() if facts.get(name)]
    return [f"skos:exactMatch {', '.join(matches)}"] if matches else []


def _block(path: str, kind: str, lines: Iterable[str]) -> str:
    return f"\n<{BASE}{path}> a {kind} ;\n    " + " ;\n    ".join(lines) + " .\n"


def _text(text: str, language: str | None = None) -> str:
    return str(Literal(text, language=language))

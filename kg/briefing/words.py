"""The words of a briefing in its language.

In: a language that there is data for, a graph. Out: titles, names of states and of the values of the
ontology's lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from kg import languages
from kg.graph import iris
from kg.graph.namespaces import concept
from kg.store import Graph

_LABELS = """SELECT ?thing ?label {
  VALUES ?kind { skos:Concept dip:State } ?thing a ?kind ; skos:prefLabel ?label
}"""
_DURATION = re.compile(r"P(\d+)([YMWD])")


@dataclass(frozen=True)
class Words:
    """Titles by name; labels of things by IRI; where the graph's IRIs start."""

    language: str
    titles: dict[str, Any]
    labels: dict[str, str]
    base: str

    def __getitem__(self, name: str) -> str:
        return str(self.titles[name])

    def state(self, code: str) -> str:
        """The name of a state."""
        return self.labels.get(iris.state(code, self.base), code)

    def value(self, scheme: str, value: str) -> str:
        """The name of a value of one of the ontology's lists."""
        return self.labels.get(concept(scheme, value).value, value)

    def duration(self, value: str) -> str:
        """A duration of one unit in words; another as it is."""
        match = _DURATION.fullmatch(value)
        if match is None:
            return value
        one, many = self.titles["durations"][match[2]]
        return f"{match[1]} {one if match[1] == '1' else many}"

    def name(self, agent: object) -> str:
        """The name of a person or a body, that of a state in place of its code."""
        return self.state(str(agent)) if getattr(agent, "kind", "") == "state" else str(agent)


def words(graph: Graph, language: str) -> Words:
    """The words of a language. Raises BrokenData where there are none."""
    rows: Any = graph.query(_LABELS)
    labels = {thing.value: label.value for thing, label in rows if label.language == language}
    return Words(language, dict(languages.data(language, "briefing")), labels, graph.base)

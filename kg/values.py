"""Whom people mean by the names that they give for a question's parameters.

In: a question, values as people write them, a graph. Out: the values with IRIs in the place of names of
persons, states and organisations. Raises BadQuery with the candidates where a name may mean several, and with
those whose names are near where nobody has it. Nothing is guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from kg.errors import BadQuery
from kg.graph import iris
from kg.graph.slugs import slug, words
from kg.queries import Question, state_code
from kg.store import Graph

_MOST = 12
_LABELS, _NAMES = (
    "SELECT DISTINCT ?agent ?type ?name {"
    f" VALUES ?type {{ dip:Person dip:Organisation }} ?agent a ?type ; {names} ?name }}"
    for names in ("rdfs:label", "skos:prefLabel|skos:altLabel")
)
_INVOLVED = "SELECT DISTINCT ?agent { ?fact dip:involves ?agent }"
_SERVED = """
SELECT DISTINCT ?person ?of WHERE { ?person dip:serves ?body . ?body skos:notation|rdfs:label ?of }
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody or some body: all its IRIs, the name to show, all its names, and whom it serves."""

    kind: str
    nodes: tuple[str, ...]
    name: str
    names: frozenset[tuple[str, ...]]
    serves: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name} ({', '.join(self.serves)})" if self.serves else self.name


def resolve(question: Question, values: Mapping[str, object], graph: Graph) -> dict[str, object]:
    """The values with names turned into IRIs, for `Question.fill`."""
    types = {parameter.name: parameter.type for parameter in question.parameters}
    wanted = {name for name in values if types.get(name) in ("person", "agent")}
    known = candidates(graph) if wanted else []
    return {
        name: _nodes(name, str(value), types[name], known, graph.base) if name in wanted else value
        for name, value in values.items()
    }


def candidates(graph: Graph) -> list[Candidate]:
    """Everybody and every body that the graph names, those of one name or one shared IRI together."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    kinds: dict[str, str] = {}
    shared: set[str] = set()
    for agent, type_, name in _rows(graph, _LABELS):
        names[agent].add(name)
        kinds[agent] = type_.rpartition("#")[2].lower()
    said = {name for spellings in names.values() for name in spellings}
    # Of those whom only the authority file or the links name, whoever a fact is about.
    spoken_of = {*names, *(agent for (agent,) in _rows(graph, _INVOLVED))}
    for agent, type_, name in _rows(graph, _NAMES):
        if agent in spoken_of:
            shared.add(agent)
            names[agent].add(name)
            kinds[agent] = type_.rpartition("#")[2].lower()
    serves: defaultdict[str, set[str]] = defaultdict(set)
    for person, body in _rows(graph, _SERVED):
        serves[person].add(body)
    return [_candidate(group, names, said, kinds, serves) for group in _groups(names, kinds, shared)]


def find(value: str, known: Iterable[Candidate]) -> list[Candidate]:
    """Those whom a name may mean: who has it as a whole; else whose names have all of its words."""
    asked = words(value.partition(" (")[0])
    narrowed = value.partition(" (")[2].rstrip(") ")
    if not asked:
        return []
    found = list(known)
    whole = [one for one in found if asked in one.names]
    parts = [one for one in found if any(set(asked) <= set(name) for name in one.names)]
    chosen = whole or parts
    return [one for one in chosen if ", ".join(one.serves) == narrowed] if narrowed else chosen


def _rows(graph: Graph, query: str) -> Iterator[list[str]]:
    rows: Any = graph.query(query)
    return ([str(cell.value) for cell in row] for row in rows)


def _nodes(parameter: str, value: str, kind: str, known: list[Candidate], base: str) -> tuple[str, ...]:
    if "://" in value:
        return (value,)
    if kind == "agent":
        code = state_code(value)
        if code is not None:
            return (iris.state(code, base),)
    eligible = [one for one in known if kind == "agent" or one.kind == "person"]
    found = find(value, eligible)
    if len(found) == 1:
        return found[0].nodes
    if found:
        listed = "; ".join(sorted({str(one) for one in found})[:_MOST])
        raise BadQuery(f"{parameter}={value} may be any of {len(found)}: {listed}. Name one in full")
    near = _near(value, eligible)
    hint = f"; near are {', '.join(near)}" if near else ""
    who = "nobody" if kind == "person" else "neither person, state nor organisation"
    raise BadQuery(f"{parameter}={value}: the graph names {who} so{hint}")


def _near(value: str, known: list[Candidate]) -> list[str]:
    spelled = {part: one.name for one in known for name in one.names for part in ("-".join(name), *name)}
    return sorted({spelled[match] for match in get_close_matches(slug(value), spelled, n=5, cutoff=0.75)})


def _groups(
    names: Mapping[str, set[str]], kinds: Mapping[str, str], shared: set[str]
) -> list[tuple[str, ...]]:
    """Nodes that are one: a shared one takes in documents' own of its names, unless another has them too."""
    owners: defaultdict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for node, spellings in names.items():
        for name in spellings:
            owners[kinds[node], words(name)].add(node)
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for node, spellings in names.items():
        groups[_head(node, spellings, kinds, owners, shared)].add(node)
    return [tuple(sorted(group)) for _, group in sorted(groups.items())]


def _head(
    node: str,
    spellings: set[str],
    kinds: Mapping[str, str],
    owners: Mapping[tuple[str, tuple[str, ...]], set[str]],
    shared: set[str],
) -> str:
    if node in shared:
        return node
    namesakes = set().union(*(owners[kinds[node], words(name)] for name in spellings))
    heads = namesakes & shared
    if heads:
        return min(heads) if len(heads) == 1 else node
    return min(namesakes)


def _candidate(
    group: tuple[str, ...],
    names: Mapping[str, set[str]],
    said: set[str],
    kinds: Mapping[str, str],
    serves: Mapping[str, set[str]],
) -> Candidate:
    """Shown by the fullest of the names that documents use."""
    all_names = {name for node in group for name in names[node]}
    spelled = sorted(all_names, key=lambda name: (name not in said, -len(name.split()), name))
    bodies = sorted({body for node in group for body in serves.get(node, ())})
    return Candidate(kinds[group[0]], group, spelled[0], frozenset(map(words, spelled)), tuple(bodies))

"""What is known about states and well-known agents whatever a document says.

In: `ontology/authority.ttl`. Out: the identifiers and the names by which a wording is recognised.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg import languages, ontology_files
from kg.errors import BrokenData
from kg.graph.namespaces import BASE, PREFIXES, term
from kg.graph.slugs import slug, words

_NAMES = (term("skos:prefLabel"), term("skos:altLabel"))
_KINDS = {"person": "person", "org": "organisation"}


@dataclass(frozen=True)
class Authority:
    """`agents`: (kind, slug of a name) -> last part of the IRI; `states`: words of a name -> code."""

    agents: Mapping[tuple[str, str], str]
    states: Mapping[tuple[str, ...], str]
    codes: frozenset[str]
    longest: int

    def mark_states(self, text: tuple[str, ...]) -> Iterator[tuple[str, str | None]]:
        """The words one by one, a state's name as a single item with its code; the longest name wins."""
        place = 0
        while place < len(text):
            for size in range(min(self.longest, len(text) - place), 0, -1):
                name = text[place : place + size]
                if name in self.states:
                    yield "-".join(name), self.states[name]
                    break
            else:
                size = 1
                yield text[place], None
            place += size


@cache
def triples() -> tuple[Triple, ...]:
    """The authority file's triples, in the order of the file. Raises BrokenData where it does not parse."""
    path = ontology_files.path("authority.ttl")
    try:
        quads = parse(path=str(path), format=RdfFormat.TURTLE)
        return tuple(quad.triple for quad in quads)
    except SyntaxError as error:
        raise BrokenData(f"{path}: {error}") from error


def rebased(base: str) -> Iterator[Triple]:
    """The authority file's triples for a graph whose own IRIs start elsewhere."""
    for triple in triples():
        subject, value = cast(NamedNode, triple.subject), triple.object
        if isinstance(value, NamedNode):
            value = _rebased(value, base)
        yield Triple(_rebased(subject, base), triple.predicate, value)


def _rebased(node: NamedNode, base: str) -> NamedNode:
    own = node.value.startswith(BASE) and not node.value.startswith(PREFIXES["dip"])
    return NamedNode(base + node.value.removeprefix(BASE)) if own else node


@cache
def authority() -> Authority:
    """The authority file, ready for look-up."""
    agents: dict[tuple[str, str], str] = {}
    states: dict[tuple[str, ...], str] = {}
    for triple in triples():
        if triple.predicate not in _NAMES or not isinstance(triple.object, Literal):
            continue
        space, _, tail = cast(NamedNode, triple.subject).value.removeprefix(BASE).partition("/")
        if space == "state" and not triple.object.value.isupper():  # EAU would be found in "eau"
            states[words(triple.object.value)] = tail
        elif space in _KINDS:
            agents.setdefault((_KINDS[space], slug(triple.object.value)), tail)
    states.pop((), None)
    return Authority(agents, states, frozenset(states.values()), max(map(len, states), default=0))


@cache
def link_words() -> frozenset[str]:
    """The words that join a state's name to a label, in every language that there is data for."""
    told = (languages.data(code, "naming")["link_words"] for code in languages.available())
    return frozenset(word for entries in told for entry in entries for word in words(entry))

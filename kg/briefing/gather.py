"""What a briefing holds: facts about its subject, those of one thing together, in sections.

In: a graph and a subject. Out: `Briefing`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.briefing.entries import Entry, Told, entry
from kg.briefing.words import Words, words
from kg.errors import BadQuery
from kg.facts import Agreement, Contact, Fact, Gathering, Office, Position, Visit, of_type
from kg.graph.bounds import bounds
from kg.queries import state_code
from kg.store import Graph
from kg.values import candidates, find

_OPEN = ("planned", "invited", "postponed")
_MADE = ("held", "under-way")
# The states that a fact is about or whose people it is about: of these, whose side somebody is on.
_SIDES = """
SELECT DISTINCT ?fact ?code {
  ?fact dip:statedIn ?document .
  { ?fact dip:involves/dip:serves ?state } UNION
  { ?fact dip:participant|dip:visitor|dip:positionHolder ?state } UNION
  { ?fact (dip:instrument/dip:party)|(dip:office/dip:officeOf) ?state }
  ?state a dip:State ; skos:notation ?code .
}
"""
_ABOUT = (
    "SELECT DISTINCT ?fact ?code { ?fact dip:destination|dip:concernsState|dip:host/skos:notation ?code }"
)
_THINGS = "SELECT DISTINCT ?fact ?thing { ?fact dip:accountOf ?thing }"
_INSTRUMENTS = "SELECT DISTINCT ?fact ?thing { ?fact dip:instrument ?thing }"
_DISAGREEMENTS = "SELECT DISTINCT ?thing ?line { ?thing dip:disagreement ?line }"
Belongs = Callable[[Fact], bool]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a briefing."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """A briefing, ready to be written."""

    title: str
    drawn: str
    sections: tuple[Section, ...]
    words: Words


class _Material:
    """What is known of facts beside the table: sides, things told of, documents' dates."""

    def __init__(self, graph: Graph, language: str) -> None:
        self.words = words(graph, language)
        self.sides = _pairs(graph, _SIDES)
        self.about = _pairs(graph, _ABOUT.replace("dip:host/", "dip:host ?state . ?state "))
        self.things = {fact: min(things) for fact, things in _pairs(graph, _THINGS).items()}
        self.things |= {
            fact: self.things.get(fact, min(things)) for fact, things in _pairs(graph, _INSTRUMENTS).items()
        }
        self.disagreements = _pairs(graph, _DISAGREEMENTS)
        self.issued = {stored.id: stored.date or "" for stored in graph.documents()}


def between(graph: Graph, one: str, other: str, language: str = "fr") -> Briefing:
    """A briefing on two states, by their names or codes. Raises BadQuery where one is no state."""
    codes = [_code(one), _code(other)]
    if codes[0] == codes[1]:
        raise BadQuery("a briefing is on two states, not on one and itself")
    material = _Material(graph, language)

    def belongs(fact: Fact) -> bool:
        sides = material.sides[fact.id]
        if isinstance(fact, Office):
            return bool(sides & set(codes)) and not fact.former
        reached = material.about[fact.id]
        if isinstance(fact, Gathering):
            return False
        if isinstance(fact, Position | Visit):
            return set(codes) <= sides | reached and bool(sides & set(codes))
        return set(codes) <= sides

    names = [material.words.state(code) for code in codes]
    title = material.words["between"].format(one=names[0], other=names[1])
    return _briefing(title, graph, material, belongs)


def of_person(graph: Graph, name: str, language: str = "fr") -> Briefing:
    """A briefing on a person, by a name that means one person only. Raises BadQuery otherwise."""
    people = [one for one in find(name, candidates(graph)) if one.kind == "person"]
    if len(people) != 1:
        told = "; ".join(sorted(map(str, people))[:12])
        raise BadQuery(
            f"{name} may be any of: {told}. Name one in full" if people else f"the graph names nobody {name}"
        )
    material = _Material(graph, language)
    nodes = " ".join(f"<{node}>" for node in people[0].nodes)
    roles = "dip:involves|dip:holder|dip:participant|dip:visitor|dip:signatory|dip:positionHolder"
    rows: Any = graph.query(f"SELECT DISTINCT ?fact {{ VALUES ?who {{ {nodes} }} ?fact {roles} ?who }}")
    facts = {row[0].value for row in rows}
    title = material.words["person"].format(name=str(people[0]))
    return _briefing(title, graph, material, lambda fact: fact.id in facts)


def _briefing(title: str, graph: Graph, material: _Material, belongs: Belongs) -> Briefing:
    facts = [fact for fact in graph.facts() if belongs(fact)]
    told = material.words
    visits, contacts = of_type(facts, Visit), of_type(facts, Contact)
    agreements = _grouped(of_type(facts, Agreement), material)
    sections = (
        (told["offices"], _offices(of_type(facts, Office), material)),
        (told["contacts"], _grouped([f for f in contacts if f.status == "held"], material)),
        (
            told["open_visits"],
            _whose([*visits, *(f for f in contacts if f.status == "planned")], _OPEN, material),
        ),
        (told["visits"], _whose(visits, _MADE, material)),
        (told["cancelled"], _whose([*visits, *contacts], ("cancelled",), material)),
        (told["agreements"], agreements),
        (told["positions"], _grouped(of_type(facts, Position), material)),
    )
    made = tuple(Section(name, tuple(entries)) for name, entries in sections)
    return Briefing(title, _drawn(facts, material), made, told)


def _offices(facts: Iterable[Fact], material: _Material) -> list[Entry]:
    """Each office once, as the newest document words it."""
    newest: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in sorted(facts, key=lambda fact: _day(fact, material)):
        assert isinstance(fact, Office)
        newest[(str(fact.of), fact.role, str(fact.person).split()[-1].lower())].append(fact)
    return [_entry(accounts[-3:], material) for _, accounts in sorted(newest.items())]


def _whose(facts: Sequence[Fact], statuses: Sequence[str], material: _Material) -> list[Entry]:
    """The things whose newest account has one of the statuses."""
    return [made for made in _grouped(facts, material) if made.status in statuses]


def _grouped(facts: Iterable[Fact], material: _Material) -> list[Entry]:
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[material.things.get(fact.id, fact.id)].append(fact)
    entries = [
        _entry(sorted(group, key=lambda fact: (_day(fact, material), fact.id)), material)
        for group in groups.values()
    ]
    return sorted(entries, key=lambda made: (made.sorting, made.head), reverse=True)


def _entry(accounts: Sequence[Fact], material: _Material) -> Entry:
    things = {material.things.get(fact.id, "") for fact in accounts}
    doubts = sorted(line for thing in things for line in material.disagreements.get(thing, ()))
    told = [Told(fact, material.issued.get(fact.document, "")) for fact in accounts]
    return entry(told, tuple(doubts), material.words)


def _drawn(facts: Sequence[Fact], material: _Material) -> str:
    documents = {fact.document for fact in facts}
    days = sorted(filter(None, (material.issued.get(document) for document in documents)))
    told = material.words
    if not days:
        return told["undated"].format(documents=len(documents))
    return told["drawn"].format(documents=len(documents), first=days[0], last=days[-1])


def _day(fact: Fact, material: _Material) -> str:
    return bounds(material.issued.get(fact.document))[0] or ""


def _pairs(graph: Graph, query: str) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    rows: Any = graph.query(query)
    for one, other in rows:
        found[one.value].add(other.value)
    return found


def _code(name: str) -> str:
    code = state_code(name)
    if code is None:
        raise BadQuery(f"{name!r} is no state; give its name or its two-letter code, such as MA")
    return code

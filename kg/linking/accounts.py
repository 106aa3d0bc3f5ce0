"""Facts as accounts of events: what of a fact tells which event it is an account of.

In: a document's facts, and who the people in them are. Out: `Account`s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from kg.facts import Agent, Agreement, Contact, Fact, Gathering, Visit
from kg.graph.bounds import bounds
from kg.graph.slugs import words
from kg.linking.labels import label_keys, states_of
from kg.linking.material import Source, anchor, day_number, organisation, people

NARROW = 31  # days: a month at most
HAPPENED = frozenset({"held", "under-way"})
AHEAD = frozenset({"planned", "postponed", "cancelled", "invited"})
_MOST_ACTORS = 6
# What kinds of talk can be one: a call may be told as a video conference, but not as a meeting.
_MEDIA = {"phone": "remote", "video": "remote", "in-person": "in-person", "letter": "letter"}
_LATEST = date.max.toordinal()
_GENERAL = frozenset(
    {"commission", "joint", "intergovernmental", "high-level", "session", "council", "consultations"}
    | {"political", "dialogue", "summit", "forum", "general", "cooperation", "conference", "strategic"}
)


@dataclass(frozen=True, slots=True)
class Account:
    """One fact that tells of an event.

    `actors` are keys of persons, states and organisations; `states` those whose people take part. `keys` are
    what other accounts of the same event share at least one of. `start` and `end` are days as numbers.
    """

    fact: Fact
    issued: int
    language: str
    publisher: str
    actors: frozenset[str]
    states: frozenset[str]
    keys: tuple[tuple[str, ...], ...]
    subject: frozenset[str] = frozenset()
    medium: str = ""
    start: int | None = None
    end: int | None = None

    @property
    def id(self) -> str:
        """The fact's IRI."""
        return self.fact.id

    @property
    def status(self) -> str:
        """The status that the fact gives, or the action on an agreement."""
        return str(getattr(self.fact, "status", getattr(self.fact, "action", "")))

    @property
    def dated(self) -> bool:
        """Whether the fact gives a date with a start."""
        return self.start is not None

    @property
    def narrow(self) -> bool:
        """Whether the date is told to the month at least."""
        return self.start is not None and self.end is not None and self.end - self.start < NARROW

    @property
    def ordinal(self) -> int | None:
        """The number in a series."""
        return getattr(self.fact, "ordinal", None)


@dataclass(frozen=True, slots=True)
class Company:
    """Who the persons of the documents are: by anchor, a key and the states that they serve."""

    persons: Mapping[str, tuple[str, frozenset[str]]]

    def key(self, document: str, agent: Agent) -> str:
        """The key of an agent that a document names."""
        if agent.kind == "state":
            return f"state:{agent.name}"
        if agent.kind == "organisation":
            return organisation(agent.name)
        return self.persons[anchor(document, agent.name)][0]

    def states(self, document: str, agent: Agent) -> frozenset[str]:
        """The states that an agent is or serves."""
        if agent.kind == "state":
            return frozenset({f"state:{agent.name}"})
        if agent.kind == "organisation":
            return frozenset({organisation(agent.name)})
        return self.persons[anchor(document, agent.name)][1]


def accounts(source: Source, company: Company) -> Iterator[Account]:
    """The accounts among the facts of a document: all but offices and positions."""
    issued = day_number(source.date)[0]
    bilateral = _states(source, company)

    def made(fact: Fact, actors: tuple[Agent, ...], keys: Keys, subject: str, medium: str = "") -> Account:
        keyed = frozenset(company.key(source.id, agent) for agent in actors)
        states: frozenset[str] = frozenset().union(*(company.states(source.id, agent) for agent in actors))
        start, end = days(getattr(fact, "date", None))
        return Account(
            fact=fact,
            issued=issued,
            language=source.language or "",
            publisher=source.publisher or "",
            actors=keyed,
            states=states,
            keys=tuple(sorted(set(keys(keyed, states)))),
            subject=label_keys(subject),
            medium=medium,
            start=start,
            end=end,
        )

    for fact in source.facts:
        match fact:
            case Visit():
                yield made(fact, fact.visitors, _visit_keys(fact), fact.purpose or "")
            case Contact():
                yield made(fact, fact.participants, _contact_keys(fact), "", _MEDIA.get(fact.medium, ""))
            case Gathering():
                yield made(fact, (), _gathering_keys(fact, bilateral), fact.label)
            case Agreement():
                yield made(fact, fact.parties, _agreement_keys(fact), fact.label)


Keys = Callable[[frozenset[str], frozenset[str]], list[tuple[str, ...]]]


def days(edtf: str | None) -> tuple[int | None, int | None]:
    """The first and last day of a date as numbers; an open end is far away; None where there is no date."""
    first, last = bounds(edtf)
    start = date.fromisoformat(first).toordinal() if first else None
    end = date.fromisoformat(last).toordinal() if last else None
    if start is not None and end is None:
        end = _LATEST
    return (start, end) if start is not None else (None, None)


def _visit_keys(fact: Visit) -> Keys:
    """Each visitor with the state that is visited, or the place where none is told."""
    to = fact.destination or "-".join(words(fact.place or ""))
    return lambda actors, states: [("visit", actor, to) for actor in actors if to]


def _gathering_keys(fact: Gathering, states: frozenset[str]) -> Keys:
    series = _series(fact.label, states)
    return lambda actors, _: [series] if series else []


def _contact_keys(fact: Contact) -> Keys:
    """Each pair of those who take part; and pairs of states, since an account may name only the state."""

    def keys(actors: frozenset[str], states: frozenset[str]) -> list[tuple[str, ...]]:
        some = sorted(actors)[:_MOST_ACTORS]
        found: list[tuple[str, ...]] = [("contact", *pair) for pair in combinations(some, 2)]
        if any(actor.startswith(("state:", "org:")) for actor in actors) or len(states) == 2:
            found += [("contact between", *pair) for pair in combinations(sorted(states)[:_MOST_ACTORS], 2)]
        return found

    return keys


def _agreement_keys(fact: Agreement) -> Keys:
    parties = {f"state:{code}" for code in states_of(label_keys(fact.label))}

    def keys(actors: frozenset[str], states: frozenset[str]) -> list[tuple[str, ...]]:
        found = sorted(actors if len(actors) > 1 else actors | parties)
        return [("agreement", *found)] if len(found) > 1 else []

    return keys


def _states(source: Source, company: Company) -> frozenset[str]:
    """The states that the document's people and parties are of."""
    found: set[str] = set()
    for fact in source.facts:
        for agent in (*people(fact), *getattr(fact, "participants", ()), *getattr(fact, "visitors", ())):
            found |= {owner for owner in company.states(source.id, agent) if owner.startswith("state:")}
        for name in ("destination", "host"):
            if getattr(fact, name, None):
                found.add(f"state:{getattr(fact, name)}")
    return frozenset(found)


def _series(label: str, states: frozenset[str]) -> tuple[str, ...] | None:
    """What a gathering is one of; None for a name such as `commission mixte` that any two states may use.

    Where such a name stands in a document about two states, it is these states' body.
    """
    keys = label_keys(label)
    told = states_of(keys)
    rest = sorted(key for key in keys if not key.startswith("state:"))
    if told or not set(rest) <= _GENERAL:
        if len(told) == 1 and "joint" in rest and len(states) == 2 and f"state:{min(told)}" in states:
            return ("series", *rest, *sorted(states))
        return ("series", *rest, *sorted(f"state:{code}" for code in told))
    return ("series", *rest, *sorted(states)) if len(states) == 2 else None

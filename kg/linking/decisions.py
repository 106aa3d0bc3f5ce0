"""What people decided about facts and links: kept apart from what was found, applied whenever it is found
again.

In: decisions. Out: the facts that they leave, and `Rulings`, what may and must come together.
A decision names mentions and facts, not persons and occurrences, whose IRIs change when links do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from kg.errors import BrokenData
from kg.facts import AGENT_FIELDS, Agent, Fact, from_record, to_record
from kg.graph.slugs import fingerprint

VERDICTS = ("accept", "reject", "edit", "merge", "split")


@dataclass(frozen=True, order=True, slots=True)
class Decision:
    """One decision: on a fact (accept, reject, edit), or on mentions or facts that are one or are not.

    `left` and `right` are IRIs of facts or anchors of mentions. `merge`: all of `left` are one; `split`: none
    of `left` is one with any of `right`. `edit` sets `field` to `value`, a value of JSON.
    """

    verdict: str
    left: tuple[str, ...]
    right: tuple[str, ...] = ()
    field: str = ""
    value: str = ""
    who: str = ""
    when: str = ""
    note: str = ""

    @property
    def id(self) -> str:
        """What names the decision: the same for the same thing decided, whoever decides it and when."""
        return fingerprint("|".join((self.verdict, " ".join(self.left), " ".join(self.right), self.field)))


@dataclass(frozen=True)
class Rulings:
    """What must come together, and for each thing that was split from others, on which side of what it is."""

    together: tuple[tuple[str, ...], ...] = ()
    sides: Mapping[str, frozenset[tuple[str, int]]] = field(default_factory=dict)

    def apart(self, one: str, other: str) -> bool:
        """Whether two things were split from each other."""
        if not self.sides:
            return False
        mine = dict(self.sides.get(one, ()))
        return any(mine.get(decision, side) != side for decision, side in self.sides.get(other, ()))


def check(decision: Decision) -> None:
    """Raises BrokenData where a decision is not as it must be."""
    if decision.verdict not in VERDICTS:
        raise BrokenData(f"{decision.verdict!r} is no decision; one of {', '.join(VERDICTS)}")
    if not decision.left or (decision.verdict == "split") != bool(decision.right):
        raise BrokenData(f"a decision to {decision.verdict} lacks what it is about, or has too much")
    if decision.verdict == "merge" and len(decision.left) < 2:
        raise BrokenData("a merge needs two things")
    if decision.verdict == "edit":
        try:
            json.loads(decision.value)
        except ValueError as error:
            raise BrokenData(f"the value {decision.value!r} is not one of JSON: {error}") from error
        if decision.field in ("", "id", "type", "document", "evidence"):
            raise BrokenData(f"{decision.field or 'nothing'!r} cannot be edited")


def rulings(decisions: Iterable[Decision]) -> Rulings:
    """What the decisions say of who and what is one."""
    together, sides = [], {}  # type: ignore[var-annotated]
    for decision in sorted(decisions):
        if decision.verdict == "merge":
            together.append(decision.left)
        elif decision.verdict == "split":
            for side, things in enumerate((decision.left, decision.right)):
                for thing in things:
                    sides[thing] = sides.get(thing, frozenset()) | {(decision.id, side)}
    return Rulings(tuple(together), sides)


def by_document(decisions: Iterable[Decision], base: str) -> dict[str, list[Decision]]:
    """The decisions on facts, by the document that the facts' IRIs name."""
    found: dict[str, list[Decision]] = {}
    for decision in decisions:
        if decision.verdict in ("reject", "edit"):
            for document in {document_of(iri, base) for iri in decision.left}:
                found.setdefault(document, []).append(decision)
    return found


def document_of(fact: str, base: str) -> str:
    """The id of the document that a fact's IRI names."""
    return unquote(fact.removeprefix(f"{base}fact/").partition("/")[0])


def apply(facts: Sequence[Fact], decisions: Iterable[Decision]) -> list[Fact]:
    """The facts, which have their IRIs, without the rejected ones and with edited fields as they were set."""
    rejected: set[str] = set()
    edits: dict[str, dict[str, Any]] = {}
    for decision in sorted(decisions):
        if decision.verdict == "reject":
            rejected.update(decision.left)
        elif decision.verdict == "edit":
            edits.setdefault(decision.left[0], {})[decision.field] = json.loads(decision.value)
    kept = [fact for fact in facts if fact.id not in rejected]
    return [edited(fact, edits[fact.id]) if fact.id in edits else fact for fact in kept]


def withheld(facts: Sequence[Fact], decisions: Iterable[Decision]) -> list[Fact]:
    """The facts that decisions take away or change, as they were found, to be had back."""
    named = {iri for decision in decisions if decision.verdict in ("reject", "edit") for iri in decision.left}
    return [fact for fact in facts if fact.id in named]


def edited(fact: Fact, values: Mapping[str, Any]) -> Fact:
    """A fact with other values in some fields; None takes a value away.

    Raises BrokenData where they do not fit.
    """
    agents = {agent.name: agent for agent in agents_of(fact)}
    record = {name: value for name, value in (to_record(fact) | dict(values)).items() if value is not None}
    try:
        made = from_record(record, frozenset(a.name for a in agents.values() if a.kind == "person"))
        return replace(fact, **{name: _kept(getattr(made, name), agents) for name in values})
    except (KeyError, TypeError, AttributeError) as error:
        raise BrokenData(f"{fact.id} cannot be edited so: {error}") from error


def agents_of(fact: Fact) -> Iterable[Agent]:
    """The agents that a fact names."""
    for name in AGENT_FIELDS:
        value = getattr(fact, name, None)
        for agent in value if isinstance(value, tuple) else (value,):
            if isinstance(agent, Agent):
                yield agent


def _kept(value: Any, agents: Mapping[str, Agent]) -> Any:
    """The value with the agents that the fact had already, of whom it is known what they are."""
    if isinstance(value, tuple):
        return tuple(_kept(entry, agents) for entry in value)
    return agents.get(value.name, value) if isinstance(value, Agent) else value


def with_agents(fact: Fact, agents: Mapping[str, Agent]) -> Fact:
    """A fact with the agents of the same names in the place of its own, whose kinds were guessed."""
    names = [name for name in AGENT_FIELDS if getattr(fact, name, None)]
    return replace(fact, **{name: _kept(getattr(fact, name), agents) for name in names})

"""A contact in the making: what one mention tells, and how mentions of the same contact become one.

In: drafts, in the order of the text. Out: drafts, one a contact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.facts import Agent
from kg.mentions import dates

_WINDOW = 120  # contacts back to which a repetition is looked for


@dataclass(eq=False, slots=True)
class Draft:
    """One contact as told so far.

    `spans` are text offsets of its evidence; `at` is where it is told; `origin` is the token index of the
    predicate, the same for contacts that one predicate tells; a draft that only `refers` (a headline, "the
    meeting between X and Y") joins another if it can; `medium` is "" while open; `apart` tells that the first who
    takes part saw the others one after the other.
    """

    participants: list[Agent]
    medium: str
    status: str
    at: int
    origin: int
    spans: list[tuple[int, int]]
    confidence: float
    date: str | None = None
    place: str | None = None
    ordinal: int | None = None
    topics: list[str] = field(default_factory=list)
    occasion: str | None = None
    refers: bool = False
    own_date: bool = False
    apart: bool = False

    def one_by_one(self) -> list[Draft]:
        """The contacts of the first who takes part with each of the others."""
        host, *others = self.participants
        return [
            replace(self, participants=[host, other], spans=list(self.spans), topics=[], at=self.at + n)
            for n, other in enumerate(others)
        ]

    def adds(self, agents: Iterable[Agent]) -> None:
        """Notes more participants."""
        self.participants.extend(agent for agent in agents if agent not in self.participants)

    def discusses(self, topics: Iterable[str]) -> None:
        """Notes more topics."""
        self.topics.extend(topic for topic in topics if topic not in self.topics)

    def covers(self, start: int, end: int) -> None:
        """Notes more evidence."""
        if (start, end) not in self.spans:
            self.spans.append((start, end))

    def touched(self, offset: int) -> int:
        """Where the text last spoke of the contact before an offset."""
        return max((start for start, _ in self.spans if start <= offset), default=self.at)

    def involves(self, agents: Iterable[Agent]) -> bool:
        """Whether some agents all take part."""
        return all(agent in self.participants for agent in agents)


def merged(drafts: Iterable[Draft], states: Mapping[Agent, Agent]) -> list[Draft]:
    """One draft a contact: what only refers, or tells the same again, joins what it repeats.

    `states` tells of persons which state they are of: "his counterpart from Lithuania" is the one named later.
    """
    found: list[Draft] = []
    for draft in drafts:
        same = next((other for other in reversed(found[-_WINDOW:]) if _is_same(other, draft, states)), None)
        if same is None:
            found.append(draft)
        else:
            _absorb(same, draft, states)
    return found


def _is_same(one: Draft, other: Draft, states: Mapping[Agent, Agent]) -> bool:
    if one.origin == other.origin and set(one.participants) != set(other.participants):
        return False
    a, b = _named(one, other, states), _named(other, one, states)
    near = a == b or ((one.refers or other.refers) and (a <= b or b <= a) and len(a & b) > 1)
    if not near or not _statuses_agree(one, other) or not _media_agree(one.medium, other.medium):
        return False
    if one.ordinal and other.ordinal and one.ordinal != other.ordinal:
        return False
    if one.place and other.place and not one.refers and not other.refers and one.place != other.place:
        return False
    return not one.date or not other.date or dates.overlaps(one.date, other.date)


def _named(one: Draft, other: Draft, states: Mapping[Agent, Agent]) -> set[Agent]:
    """The participants of a draft, a bare state as the person of that state whom the other draft names."""
    persons = {states[agent]: agent for agent in reversed(other.participants) if agent in states}
    return {agent if agent in other.participants else persons.get(agent, agent) for agent in one.participants}


def _statuses_agree(one: Draft, other: Draft) -> bool:
    dropped = {"cancelled", "postponed"}
    return one.status == other.status or bool(
        {one.status, other.status} & dropped and "planned" in (one.status, other.status)
    )


def _media_agree(one: str, other: str) -> bool:
    return one == other or "" in (one, other)


def _together(kept: Draft, other: Draft, states: Mapping[Agent, Agent]) -> list[Agent]:
    """The participants of both drafts, no state beside the person who stands for it."""
    everybody = list(dict.fromkeys([*kept.participants, *other.participants]))
    mine, theirs = _named(kept, other, states), _named(other, kept, states)
    return [agent for agent in everybody if (agent in mine and agent in theirs) or agent in mine ^ theirs]


def _absorb(kept: Draft, other: Draft, states: Mapping[Agent, Agent]) -> None:
    kept.participants = _together(kept, other, states)
    kept.discusses(other.topics)
    for span in other.spans:
        kept.covers(*span)
    if other.status in ("cancelled", "postponed"):
        kept.status = other.status
    kept.medium = kept.medium or other.medium
    if other.date and (
        not kept.date or (other.own_date and len(other.date) > len(kept.date) and "/" not in other.date)
    ):
        kept.date = other.date
    kept.place = kept.place or other.place
    kept.ordinal = kept.ordinal or other.ordinal
    kept.occasion = kept.occasion or other.occasion
    kept.confidence = max(kept.confidence, other.confidence)
    kept.refers = kept.refers and other.refers

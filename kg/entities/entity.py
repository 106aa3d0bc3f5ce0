"""What a text speaks of: persons, named or only described.

In: phrases. Out: `Entity`, one a person, with all that the document says of who it is.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from kg.entities.phrases import Phrase
from kg.facts import Agent
from kg.mentions.offices import OfficeMention
from kg.mentions.people import Name, fold

_ALIKE = 0.85


@dataclass(eq=False, slots=True)
class Entity:
    """One person of the document. `name` is the fullest mention; an unnamed one stands for its state."""

    name: str | None
    phrases: list[Phrase] = field(default_factory=list)
    offices: list[OfficeMention] = field(default_factory=list)
    state: str | None = None
    organisation: str | None = None
    gender: str | None = None

    @property
    def roles(self) -> frozenset[str]:
        """The roles of the offices that it holds now."""
        return frozenset(office.role for office in self.offices if office.role and not office.former)

    @property
    def start(self) -> int:
        return min((phrase.start for phrase in self.phrases), default=0)

    def agent(self) -> Agent | None:
        """How facts name it: the person, otherwise the state or organisation that it stands for."""
        if self.name:
            return Agent("person", self.name)
        if self.state:
            return Agent("state", self.state)
        return Agent("organisation", self.organisation) if self.organisation else None


def named(phrases: Iterable[Phrase]) -> tuple[list[Entity], dict[Phrase, Entity]]:
    """The named persons of a document, and which phrase is whose.

    Full names make entities; a part of a name joins the entity that it fits: by the name, then by the office or
    honorific beside it, then by distance.
    """
    with_name = sorted((p for p in phrases if p.name), key=lambda p: (-len(_parts(p.name)), p.start))
    roll = _Roll()
    owner = {phrase: roll.owner(phrase) for phrase in with_name}
    for phrase in sorted(with_name, key=lambda p: p.start):
        adopt(owner[phrase], phrase)
    return sorted(roll.entities, key=lambda entity: entity.start), owner


def adopt(entity: Entity, phrase: Phrase) -> None:
    """Notes that a phrase stands for an entity, with what it says of it."""
    entity.phrases.append(phrase)
    entity.offices.extend(phrase.offices)
    current = [office for office in phrase.offices if not office.former]
    state = next((office.state for office in current if office.state), None) or phrase.state
    entity.state = entity.state or state
    if entity.organisation is None:
        entity.organisation = next(
            (o.organisation or o.organisation_text for o in current if o.organisation or o.of_organisation),
            phrase.organisation,
        )


def _parts(name: Name | None) -> list[str]:
    return [fold(part) for part in name.text.replace("'", " ").split()] if name else []


class _Roll:
    """The persons named so far, found by the words of their names, so that not each is compared with each."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self._parts: list[list[str]] = []
        self._starts: list[list[int]] = []
        self._roles: list[set[str]] = []
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_ending: defaultdict[str, list[int]] = defaultdict(list)

    def owner(self, phrase: Phrase) -> Entity:
        """The person whom a phrase names; a new one where it fits nobody."""
        parts = _parts(phrase.name)
        number = self._match(phrase, parts)
        if number is None:
            number = self._enter(phrase, parts)
        insort(self._starts[number], phrase.start)
        self._roles[number] |= {_family(o.role) for o in phrase.offices if o.role and not o.former}
        return self.entities[number]

    def _enter(self, phrase: Phrase, parts: list[str]) -> int:
        number = len(self.entities)
        self.entities.append(Entity(phrase.name.text if phrase.name else None))
        self._parts.append(parts)
        self._starts.append([])
        self._roles.append(set())
        for word in set(parts):
            self._by_word[word].append(number)
        for ending in _endings(parts):
            self._by_ending[ending].append(number)
        return number

    def _match(self, phrase: Phrase, parts: list[str]) -> int | None:
        likely = {number for ending in _endings(parts) for number in self._by_ending.get(ending, ())}
        rarest = min((self._by_word[word] for word in parts if word in self._by_word), key=len, default=None)
        likely.update(rarest or ())
        scored: list[tuple[float, int]] = []
        for number in likely:
            full = self._parts[number]
            likeness = _likeness(parts, full)
            if likeness and not (phrase.crowned and len(parts) < len(full)):
                scored.append((likeness, number))
        best = max((likeness for likeness, _ in scored), default=0.0)
        alike = [number for likeness, number in scored if likeness == best]
        return max(alike, key=lambda number: (*self._fit(phrase, number), -number), default=None)

    def _fit(self, phrase: Phrase, number: int) -> tuple[int, int]:
        """How well a phrase fits a person of such a name: by the offices beside it, then by distance."""
        starts = self._starts[number]
        behind = bisect_left(starts, phrase.start)
        distance = min(abs(start - phrase.start) for start in starts[max(0, behind - 1) : behind + 1])
        return _agreement(phrase, self._roles[number]), -distance


def _endings(parts: list[str]) -> list[str]:
    """How a family name begins and ends: other spellings of it share one of the two."""
    return [f"{parts[-1][:2]}-", f"-{parts[-1][-2:]}"] if parts else []


def _agreement(phrase: Phrase, told: set[str]) -> int:
    """How the offices beside a short name fit those told with the full one: 1 shared, 0 nothing told, -1 others."""
    own = {_family(office.role) for office in phrase.offices if office.role}
    if own & told:
        return 1
    return -1 if own and told else 0


def _family(role: str) -> str:
    return "minister" if role in ("foreign-minister", "deputy-minister") else role


def _likeness(short: list[str], full: list[str]) -> float:
    """How well a mention fits a full name: 0 not at all, 3 the same."""
    if sorted(short) == sorted(full):
        return 3.0
    if len(short) < len(full):
        if full[-len(short) :] == short:
            return 2.0
        if set(short) <= set(full):
            return 1.0
        if len(short) == 1 or len(full) < 3:
            return 0.0
    if len(short) >= 2 and len(full) >= 2:
        same_ends = _near(short[-1], full[-1]) and _near(short[0], full[0])
        initials = (
            short[-1] == full[-1]
            and short[0].rstrip(".")[:1] == full[0][:1]
            and min(len(short[0].rstrip(".")), len(full[0])) == 1
        )
        if same_ends or initials:
            return 1.5
    return 0.0


@lru_cache(maxsize=65536)
def _near(a: str, b: str) -> bool:
    """Whether two words may be spellings of one name."""
    if a == b or min(len(a), len(b)) < 4 or 2 * min(len(a), len(b)) < _ALIKE * (len(a) + len(b)):
        return a == b
    return SequenceMatcher(None, a, b).ratio() >= _ALIKE

"""What a text speaks of: persons, named or only described.

In: phrases. Out: `Entity`, one a person, with all that the document says of who it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

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
    entities: list[Entity] = []
    owner: dict[Phrase, Entity] = {}
    for phrase in with_name:
        match = _match(phrase, entities, owner)
        if match is None:
            match = Entity(phrase.name.text if phrase.name else None)
            entities.append(match)
        owner[phrase] = match
    for phrase in sorted(with_name, key=lambda p: p.start):
        adopt(owner[phrase], phrase)
    entities.sort(key=lambda entity: entity.start)
    return entities, owner


def adopt(entity: Entity, phrase: Phrase) -> None:
    """Notes that a phrase stands for an entity, with what it says of it."""
    entity.phrases.append(phrase)
    entity.offices.extend(phrase.offices)
    current = [office for office in phrase.offices if not office.former]
    state = next((office.state for office in current if office.state), None) or phrase.state
    entity.state = entity.state or state
    if entity.organisation is None:
        entity.organisation = next(
            (o.organisation or o.organisation_text for o in current if o.organisation or o.organisation_text),
            phrase.organisation,
        )


def _parts(name: Name | None) -> list[str]:
    return [fold(part) for part in name.text.replace("'", " ").split()] if name else []


def _match(phrase: Phrase, entities: list[Entity], owner: dict[Phrase, Entity]) -> Entity | None:
    parts = _parts(phrase.name)
    scored: list[tuple[float, int, int, Entity]] = []
    for entity in entities:
        likeness = _likeness(parts, [fold(p) for p in (entity.name or "").replace("'", " ").split()])
        if likeness and not (phrase.crowned and len(parts) < len((entity.name or "").split())):
            known = [other for other, its in owner.items() if its is entity]
            distance = min(abs(other.start - phrase.start) for other in known)
            scored.append((likeness, _agreement(phrase, known), -distance, entity))
    return max(scored, key=lambda item: item[:3])[3] if scored else None


def _agreement(phrase: Phrase, known: Iterable[Phrase]) -> int:
    """How the offices beside a short name fit those told with the full one: 1 shared, 0 nothing told, -1 others."""
    own = {_family(office.role) for office in phrase.offices if office.role}
    told = {
        _family(office.role)
        for other in known
        for office in other.offices
        if office.role and not office.former
    }
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


def _near(a: str, b: str) -> bool:
    """Whether two words may be spellings of one name."""
    return a == b or (min(len(a), len(b)) >= 4 and SequenceMatcher(None, a, b).ratio() >= _ALIKE)

"""Facts that no document states, for measuring: as many as wanted, the same on every run.

In: how many documents, how many people. Out: facts, and the texts that their quotes stand in. All names are
put together from syllables; states are real codes, chosen at random.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kg import languages
from kg.facts import STANCES, Agent, Agreement, Contact, Fact, Gathering, Office, Position, Quote, Visit
from kg.views.payload import Source

_START = date(2015, 1, 1)
_DAYS = 3650
_FAR = 0.04
_NEAR = 1.6
_SYLLABLES = (
    *("ba", "be", "bo", "da", "de", "do", "fa", "ga", "go", "ka", "ke", "ko", "la", "le", "li", "lo", "ma"),
    *("me", "mi", "mo", "na", "ne", "ni", "no", "pa", "ra", "re", "ri", "ro", "sa", "se", "so", "ta", "te"),
    *("ti", "to", "va", "vi", "za", "zo"),
)
_ROLES = ("foreign-minister", "head-of-state", "head-of-government", "minister", "ambassador", "official")
_TOPICS = ("la pêche", "les visas", "le climat", "l'énergie", "la sécurité régionale", "l'enseignement")


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    state: str
    role: str


@dataclass(frozen=True, slots=True)
class _World:
    """States in a ring: neighbours deal with each other often, the others rarely."""

    codes: list[str]
    weights: list[float]
    staff: dict[str, list[_Person]]

    def state(self, dice: random.Random) -> str:
        return dice.choices(self.codes, self.weights)[0]

    def partner(self, dice: random.Random, code: str) -> str:
        if dice.random() < _FAR:
            return self.state(dice)
        step = round(dice.gauss(0, _NEAR)) or 1
        return self.codes[(self.codes.index(code) + step) % len(self.codes)]

    def person(self, dice: random.Random, code: str) -> _Person:
        """One of the state's people; the first of them are in the news far more often than the rest."""
        staff = self.staff[code]
        return (
            staff[int(len(staff) * dice.random() ** 3)]
            if staff
            else _Person(f"Delegue {code}", code, "official")
        )


def corpus(documents: int, people: int, seed: int = 1) -> tuple[list[Fact], dict[str, Source]]:
    """Facts of so many documents between so many people, and each document's text."""
    dice = random.Random(seed)
    codes = sorted(code for code, entry in languages.data("world", "states").items() if entry.get("state"))
    dice.shuffle(codes)
    # A few states do most of the talking, as in life.
    weights = [1 / (1 + rank) ** 0.7 for rank in range(len(codes))]
    dice.shuffle(weights)
    staff: dict[str, list[_Person]] = {code: [] for code in codes}
    for _ in range(people):
        code = dice.choices(codes, weights)[0]
        staff[code].append(_person(dice, code))
    world = _World(codes, weights, staff)
    facts: list[Fact] = []
    sources: dict[str, Source] = {}
    for number in range(documents):
        name = f"synthetic-{number:05}"
        day = _START + timedelta(days=dice.randrange(_DAYS))
        text = _Text()
        facts += _document(dice, name, day, world, text)
        sources[name] = Source(text.text, day.isoformat(), "fr", f"Communiqué {number}")
    return facts, sources


class _Text:
    """A text that grows by a sentence a fact."""

    def __init__(self) -> None:
        self.text = ""

    def quote(self, words: str) -> tuple[Quote, ...]:
        start = len(self.text) + len("Il est annoncé que ")
        self.text += f"Il est annoncé que {words}, selon le communiqué.\n"
        return (Quote(start, start + len(words), words),)


def _person(dice: random.Random, state: str) -> _Person:
    first, last = (_name(dice, length) for length in (2, 3))
    return _Person(f"{first} {last}", state, dice.choice(_ROLES))


def _name(dice: random.Random, length: int) -> str:
    return "".join(dice.choice(_SYLLABLES) for _ in range(length)).capitalize()


def _document(dice: random.Random, name: str, day: date, world: _World, text: _Text) -> Iterator[Fact]:
    home = world.state(dice)
    one, two = world.person(dice, home), world.person(dice, world.partner(dice, home))
    agents = Agent("person", one.name), Agent("person", two.name)
    for person, agent in zip((one, two), agents, strict=True):
        yield Office(
            document=name,
            evidence=text.quote(f"{person.name} est en fonction"),
            person=agent,
            title="Ministre",
            role=person.role,
            of=Agent("state", person.state),
        )
    if one == two:
        return
    yield Contact(
        document=name,
        evidence=text.quote(f"{one.name} s'est entretenu avec {two.name}"),
        confidence=round(dice.uniform(0.6, 1), 2),
        medium=dice.choice(("phone", "in-person")),
        status=dice.choice(("held", "held", "planned")),
        participants=agents,
        date=day.isoformat(),
        topics=(dice.choice(_TOPICS),),
    )
    if dice.random() < 0.5:
        yield Visit(
            document=name,
            evidence=text.quote(f"{one.name} se rendra en visite officielle"),
            visitors=agents[:1],
            destination=two.state,
            status=dice.choice(("planned", "held", "cancelled")),
            kind="official",
            date=dice.choice((day.isoformat(), str(day.year), f"{day:%Y-%m}")),
        )
    if dice.random() < 0.3 and one.state != two.state:
        yield Agreement(
            document=name,
            evidence=text.quote("l'accord de coopération a été signé"),
            label=f"Accord de coopération {one.state}-{two.state}",
            kind="agreement",
            action=dice.choice(("signed", "negotiated")),
            parties=(Agent("state", one.state), Agent("state", two.state)),
            date=f"{day:%Y-%m}",
        )
    if dice.random() < 0.3:
        yield Gathering(
            document=name,
            evidence=text.quote("la commission mixte se réunira"),
            label=f"Commission mixte {one.state}-{two.state}",
            kind="session",
            status="planned",
            host=one.state,
            date=str(day.year),
        )
    yield Position(
        document=name,
        evidence=text.quote(f"{two.name} soutient la médiation"),
        holders=agents[1:],
        stance=dice.choice(STANCES),
        about="la médiation",
        state=(world.partner(dice, two.state),),
    )

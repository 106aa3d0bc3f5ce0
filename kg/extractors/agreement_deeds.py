"""Deeds: what happens to an instrument, and which of several accounts counts.

In: nothing. Out: `Deed` and `latest`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.facts import ACTIONS, Agent
from kg.mentions import dates

_STAGES = (
    *(action for action in ACTIONS if action != "renewed"),
    "renewed",
)  # what is renewed is in force again
_ENDED = frozenset({"suspended", "denounced", "expired"})

# actions by who does them: in the making, by one side alone, by both
SIGNING = frozenset({"signed", "planned", "negotiated", "proposed"})
ONE_SIDED = frozenset({"ratified", "denounced", "suspended"})
TWO_SIDED = frozenset(ACTIONS) - {"mentioned", "proposed"}


@dataclass(slots=True)
class Deed:
    """One thing done to an instrument. `actors` do it; `partners` are those that it is done with.

    `bodies` are agencies and companies that do it by name; a `live` deed is what the sentence itself tells, not
    what it recalls.
    """

    action: str
    date: str | None = None
    duration: str | None = None
    actors: tuple[Agent, ...] = ()
    tokens: tuple[Token, ...] = ()
    passages: list[tuple[int, int]] = field(default_factory=list)
    partners: tuple[Agent, ...] = ()
    bodies: tuple[Agent, ...] = ()
    live: bool = False

    @property
    def stage(self) -> int:
        return _STAGES.index(self.action)

    @property
    def states(self) -> tuple[str, ...]:
        """The states that do it themselves."""
        return tuple(agent.name for agent in self.actors if agent.kind == "state")


def latest(deeds: Sequence[Deed]) -> Deed:
    """The latest stage counts; an end that comes after a renewal does; of two accounts the one with a date."""
    best = max(deeds, key=lambda deed: (deed.stage, deed.date is not None))
    for deed in deeds:
        later = deed.date and best.date and dates.is_after(deed.date, best.date)
        if best.action == "renewed" and deed.action in _ENDED and later:
            return deed
    return best

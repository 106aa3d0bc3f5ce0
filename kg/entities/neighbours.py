"""Which state somebody is of by the words right beside the name.

In: a text with its places, stays and persons. Out: the state of whoever is named beside: of those whom somebody
accompanies, of the country whose minister is told as "its minister", of the delegation that somebody leads, of the
country that is visited at somebody's invitation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.analysis import Parsed
from kg.entities.discourse import Resolved
from kg.entities.entity import Entity
from kg.entities.stays import Stay
from kg.mentions.gazetteer import Place
from kg.mentions.spans import sentence_start

_LED, _LEADER = 90, 24  # code points from a delegation to who leads it, and from "led by" to him


class Neighbours:
    """Looks beside the names of a text."""

    def __init__(
        self,
        shadow: str,
        verbs: Mapping[str, frozenset[str]],
        parsed: Parsed,
        places: Sequence[Place],
        stays: Sequence[Stay],
        resolved: Resolved,
        persons: Sequence[Entity],
    ) -> None:
        self.shadow = shadow
        self.verbs = verbs
        self.parsed = parsed
        self.places = places
        self.stays = stays
        self.resolved = resolved
        self.persons = persons
        self.companions: set[Entity] = set()

    def state(self, person: Entity) -> str | None:
        """The state that the words beside somebody's name give."""
        return self._inviting(person) or self._companion(person) or self._owner(person) or self._led(person)

    def _companion(self, person: Entity) -> str | None:
        """The state of whomever somebody travels or appears with: "X, together with the Vice-Minister, Y"."""
        start = person.phrases[0].start
        if not self._accompanies(person) and not self._is_listed(person):
            return None
        self.companions.add(person)
        begin = sentence_start(self.shadow, start)
        near = [
            (phrase.start, other.state)
            for other in self.persons
            for phrase in other.phrases
            if other is not person and other.state and begin <= phrase.start < start
        ]
        return max(near)[1] if near else None

    def _accompanies(self, person: Entity) -> bool:
        """Whether words of company stand before somebody's name."""
        start = person.phrases[0].start if person.phrases else 0
        before = self.shadow[max(0, start - 40) : start].lower()
        return any(word in before for word in self.verbs["companion"])

    def _owner(self, person: Entity) -> str | None:
        """The state whose minister somebody is: "France, represented by its minister", "the envoy said that his"."""
        for phrase in person.phrases:
            before = self.shadow[max(0, phrase.start - 6) : phrase.start].lower().split()
            if (
                not phrase.offices
                or phrase.is_counterpart
                or not before
                or before[-1] not in self.verbs["possessives"]
            ):
                continue
            begin = sentence_start(self.shadow, phrase.start)
            told = [
                (p.start, p.code)
                for p in self.places
                if begin <= p.start < phrase.start and p.kind == "state"
            ]
            told += [
                (self.parsed.starts[i], entities[0].state)
                for i, entities in self.resolved.entities.items()
                if begin <= self.parsed.starts[i] < phrase.start and len(entities) == 1
            ]
            if told:
                return max(told, key=lambda item: item[0])[1]
        return None

    def _led(self, person: Entity) -> str | None:
        """The state of the delegation that somebody leads: "a Turkish delegation headed by the minister, X"."""
        start = person.phrases[0].start
        before = self.shadow[max(0, start - _LED) : start].lower()
        at = max((before.rfind(phrase) for phrase in self.verbs["led_by"]), default=-1)
        if at < 0 or len(before) - at > _LEADER:
            return None
        begin = start - len(before)
        told = [p for p in self.places if begin <= p.start < begin + at and p.kind in ("adjective", "state")]
        party = any(word in before[:at] for word in self.verbs["delegation"])
        codes = {p.code for p in told}
        return told[-1].code if party and len(codes) == 1 else None

    def _is_listed(self, person: Entity) -> bool:
        """Whether only words of listing part somebody from a companion before: "accompanied by X and Y"."""
        start = person.phrases[0].start
        before = [
            (phrase.end, other)
            for other in self.persons
            for phrase in other.phrases[:1]
            if phrase.end <= start
        ]
        if not before:
            return False
        end, other = max(before, key=lambda item: item[0])
        between = self.shadow[end:start].lower().replace(",", " ").replace("'", "' ").split()
        return (other in self.companions or self._accompanies(other)) and self.verbs["listing"].issuperset(
            between
        )

    def _inviting(self, person: Entity) -> str | None:
        """The state that is visited at a person's invitation is his."""
        for phrase in person.phrases:
            before = self.shadow[max(0, phrase.start - 40) : phrase.start].lower()
            if any(word in before for word in self.verbs["invitation"]):
                told = [stay for stay in self.stays if phrase.start - 250 < stay.offset < phrase.start]
                if told:
                    return told[-1].state
        return None

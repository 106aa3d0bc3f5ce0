"""Which state the persons belong to of whom no title tells it.

In: the persons and what they do. Out: their `state`, where the document gives it: by the office of whoever
carries their letter or travels with them, by the place where they receive, by the country that is visited; at
last by the state that the document speaks for, which has one head of state only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from kg.analysis import Parsed
from kg.clauses import Clause
from kg.entities.discourse import Resolved
from kg.entities.entity import Entity
from kg.entities.neighbours import Neighbours
from kg.entities.stays import Stay, stays
from kg.languages import data
from kg.mentions.gazetteer import Place
from kg.mentions.offices import role_in_state
from kg.mentions.spans import sentence_start

_SINGLE_SEATS = frozenset({"head-of-state", "head-of-government", "foreign-minister"})
_RECENT = 160  # code points before a sentence in which a stay must have been told for it to be meant
_OPENING = 12  # code points of a sentence in which the town stands where it happens: "In Hanoi, he"
_HOSTS = frozenset({"head-of-state", "head-of-government", "foreign-minister", "minister", "legislator"})


def settle(
    shadow: str,
    language: str,
    parsed: Parsed,
    clauses: Sequence[Clause],
    places: Sequence[Place],
    persons: Sequence[Entity],
    resolved: Resolved,
    home: str | None,
) -> None:
    """Gives a state to each person in office who has none yet, as far as the document tells it."""
    waiting = [
        p
        for p in persons
        if p.state is None and p.organisation is None and p.offices and p.roles != {"international-official"}
    ]
    if not waiting:
        return
    settler = _Settler(
        shadow, language, parsed, places, stays(shadow, language, places), resolved, home, waiting, persons[0]
    )
    settler.own()
    for clause in clauses:
        if not clause.negated:
            settler.read(clause)
    settler.rest(persons)


class _Settler:
    def __init__(
        self,
        shadow: str,
        language: str,
        parsed: Parsed,
        places: Sequence[Place],
        told_stays: Sequence[Stay],
        resolved: Resolved,
        home: str | None,
        waiting: list[Entity],
        first: Entity,
    ) -> None:
        self.verbs = {key: frozenset(words) for key, words in data(language, "states_of_persons").items()}
        self.shadow = shadow
        self.language = language
        self.parsed = parsed
        self.places = places
        self.stays = told_stays
        self.resolved = resolved
        self.home = home
        self.waiting = waiting
        self.first = first
        self.guests: set[Entity] = set()  # who arrives in the document's own state

    def own(self) -> None:
        """Whom the speaking state calls its own: "our ambassador in Nairobi"."""
        for person in self.waiting:
            before = [
                self.shadow[max(0, phrase.start - 8) : phrase.start].lower().split()
                for phrase in person.phrases
                if phrase.offices and not phrase.is_counterpart
            ]
            if any(words and words[-1] in self.verbs["own"] for words in before):
                person.state = self.home

    def read(self, clause: Clause) -> None:
        acting = self._persons(clause.subjects)
        others = self._persons([*clause.objects, *clause.recipients, *(t for _, t in clause.obliques)])
        if clause.lemma in self.verbs["handing"] and acting and acting[0].state:
            self._give(self._authors(clause), acting[0].state)
        if clause.lemma in self.verbs["accompanying"]:
            together = [*acting, *others, *self._persons(clause.objects)]
            told = next((e.state for e in together if e.state), None)
            if told:
                self._give(together, told)
        if clause.lemma in self.verbs["arriving"] and self.home in self._goals(clause):
            self.guests.update(acting)
        if clause.lemma in self.verbs["leaving"] and self.home is None and self.first in acting:
            own = [p.code for p in self._places(clause.objects) if p.kind == "capital"]
            self._give([e for e in acting if e.roles & _HOSTS], own[0]) if own and own[0] else None
        if clause.lemma in self.verbs["receiving"] and not clause.reflexive and others:
            at = self._town(clause.head)
            if at is None and any(e.state == self.home for e in others):
                at = self._stay(clause.head)
            if at and all(e.state != at for e in others):
                self._give([e for e in acting if e.roles & _HOSTS], at)
        if clause.lemma in self.verbs["meeting"]:
            at = self._stay(clause.head)
            if at and at != self.home and not self._is_remote(clause):
                for one, other in ((acting, others), (others, acting)):
                    if any(e.state == self.home for e in one) or self._is_visitor(one):
                        self._give([e for e in other if e.roles & _HOSTS], at)

    def rest(self, persons: Sequence[Entity]) -> None:
        """The document's own state is that of everybody else; a seat that is taken goes to the other side."""
        beside = Neighbours(
            self.shadow, self.verbs, self.parsed, self.places, self.stays, self.resolved, persons
        )
        for person in self.waiting:
            if person.state is None:
                person.state = beside.state(person)
            if person.state is None and any(office.counterpart for office in person.offices):
                person.state = self._other_side(persons)
            if person.state is None:
                person.state = self._met_abroad(person)
            if person.state is not None or self.home is None or person in self.guests:
                continue
            taken = any(
                other is not person and other.state == self.home and other.roles & self._seats(person)
                for other in persons
            )
            person.state = self._other_side(persons) if taken else self.home

    def _seats(self, person: Entity) -> frozenset[str]:
        """The single seats that somebody would hold in the document's own state."""
        seats = set()
        for office in person.offices:
            role = (self.home and role_in_state(office.title, self.language, self.home)) or office.role
            if role in _SINGLE_SEATS and not office.former:
                seats.add(role)
        return frozenset(seats)

    def _met_abroad(self, person: Entity) -> str | None:
        """The visited state of a head or minister who is first named in a sentence of meeting on a visit."""
        if not person.phrases or not person.roles & _HOSTS:
            return None
        start = person.phrases[0].start
        stay = next((s for s in reversed(self.stays) if s.offset < start and s.state != self.home), None)
        begin = sentence_start(self.shadow, start)
        before = self.shadow[begin:start].lower()
        met = any(word in before for word in self.verbs["met"]) and not any(
            w in before for w in self.verbs["remote"]
        )
        if not met:
            return None
        visited = {s.state for s in self.stays}
        if (
            self.home is None and len(visited) == 1
        ):  # an organisation's envoy in the one state that is visited
            return visited.pop()
        opening = next((p for p in self.places if begin <= p.start < begin + _OPENING), None)
        if opening is not None and opening.kind == "capital" and opening.code != self.home:
            travelled = {s.state for s in self.stays if s.offset < begin}
            return opening.code if opening.code in travelled else None
        return stay.state if stay is not None and stay.offset > begin - _RECENT else None

    def _other_side(self, persons: Sequence[Entity]) -> str | None:
        """The state that the text deals with beside its own, where one stands out."""
        held = {p.state for p in persons if p.state and p.state != self.home}
        named = Counter(p.code for p in self.places if p.code in held)
        ranked = named.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return held.pop() if len(held) == 1 else None
        return ranked[0][0]

    def _give(self, persons: Iterable[Entity], state: str) -> None:
        for person in persons:
            if person in self.waiting and person.state is None:
                person.state = state

    def _is_visitor(self, persons: Sequence[Entity]) -> bool:
        return bool(persons) and persons[0] is self.first

    def _is_remote(self, clause: Clause) -> bool:
        return any(token.lemma_.lower() in self.verbs["remote"] for token in clause.head.sent)

    def _persons(self, tokens: Iterable[Token]) -> list[Entity]:
        return [entity for token in tokens for entity in self.resolved.entities.get(token.i, ())]

    def _places(self, tokens: Iterable[Token]) -> list[Place]:
        found = (self.parsed.mentions.get(token.i) for token in tokens)
        return [place for place in found if isinstance(place, Place)]

    def _goals(self, clause: Clause) -> set[str | None]:
        """The states of the places to which the arguments of a verb lead."""
        return {place.code for place in self._places(t for _, t in clause.obliques)}

    def _authors(self, clause: Clause) -> list[Entity]:
        """Whose letter it is that is handed over: the person that depends on the object."""
        found: list[Entity] = []
        for thing in clause.objects:
            for child in thing.subtree:
                if 0 < child.i - thing.i < 8:
                    found.extend(self.resolved.entities.get(child.i, ()))
        return found[:1]

    def _town(self, head: Token) -> str | None:
        """The state of the town where a clause says that it happens."""
        sentence = head.sent
        start, at = self.parsed.starts[sentence.start], self.parsed.starts[head.i]
        end = self.parsed.ends[sentence.end - 1]
        towns = [p for p in self.places if start <= p.start < end and p.code and self._is_town(p)]
        free = [p for p in towns if not self._belongs_to_person(p, head)]
        before = [p for p in free if p.start < at]
        if before:
            return before[-1].code
        own = [p for p in free if (t := self.parsed.token_at(p.start)) is not None and head in t.ancestors]
        return own[0].code if own else None

    def _belongs_to_person(self, place: Place, head: Token) -> bool:
        """Whether a town only says where somebody is posted: "l'ambassadeur du Kenya, en poste à Alger"."""
        token = self.parsed.token_at(place.start)
        for ancestor in token.ancestors if token is not None else ():
            if ancestor is head:
                return False
            if ancestor.i in self.resolved.entities:
                return True
        return False

    def _is_town(self, place: Place) -> bool:
        if place.kind in ("capital", "city"):
            return True
        index = self.parsed.token_at(place.start)
        words = self.verbs["capital"]
        return (
            place.kind == "adjective" and index is not None and index.i > 0 and index.nbor(-1).lower_ in words
        )

    def _stay(self, head: Token) -> str | None:
        at = self.parsed.starts[head.i]
        before = [stay for stay in self.stays if stay.offset < at]
        return before[-1].state if before else None

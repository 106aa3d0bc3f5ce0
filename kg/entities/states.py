"""Which state the persons belong to of whom no title tells it.

In: the persons and what they do. Out: their `state`, where the document gives it: by the office of whoever
carries their letter, by the place where they receive, by the country that is visited; at last by the state
that the document speaks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from kg.analysis import Parsed
from kg.clauses import Clause
from kg.entities.discourse import Resolved
from kg.entities.entity import Entity
from kg.languages import data
from kg.mentions.gazetteer import Place

_STATESMEN = frozenset({"head-of-state", "head-of-government", "foreign-minister", "minister", "deputy-minister", "legislator"})


def settle(
    language: str,
    parsed: Parsed,
    clauses: Sequence[Clause],
    places: Sequence[Place],
    persons: Iterable[Entity],
    resolved: Resolved,
    home: str | None,
) -> None:
    """Gives a state to each person in office who has none yet, as far as the document tells it."""
    open_persons = [p for p in persons if p.state is None and p.organisation is None and p.offices]
    if not open_persons:
        return
    verbs = data(language, "states_of_persons")
    for clause in clauses:
        if clause.negated:
            continue
        acting = _persons(clause.subjects, resolved)
        if clause.lemma in verbs["handing"] and acting and acting[0].state:
            _take(open_persons, _authors(clause, resolved), acting[0].state)
        others = _persons([*clause.objects, *(t for _, t in clause.obliques)], resolved)
        if clause.lemma in verbs["receiving"] and not clause.reflexive:
            foreign = [e for e in others if e.state or e.organisation]
            host_place = _place_before(parsed, places, clause.head, 0)
            if host_place and all(e.state != host_place for e in foreign):
                _take(open_persons, acting, host_place)
        if clause.lemma in verbs["meeting"] or clause.lemma in verbs["receiving"]:
            at = _place_before(parsed, places, clause.head, 400)
            for one, other in ((acting, others), (others, acting)):
                if at and at != home and any(_is_home(e, home, open_persons) for e in one):
                    _take(open_persons, [e for e in other if e.roles & _STATESMEN], at)
    for person in open_persons:
        if person.state is None and home:
            person.state = home


def _take(open_persons: list[Entity], persons: Iterable[Entity], state: str) -> None:
    for person in persons:
        if person in open_persons and person.state is None:
            person.state = state


def _is_home(person: Entity, home: str | None, open_persons: list[Entity]) -> bool:
    """Whether a person is of the document's own side: of its state, or the first of those without one."""
    return home is not None and (person.state == home or (person.state is None and bool(open_persons) and person is open_persons[0]))


def _persons(tokens: Iterable[Token], resolved: Resolved) -> list[Entity]:
    return [entity for token in tokens for entity in resolved.entities.get(token.i, ())]


def _authors(clause: Clause, resolved: Resolved) -> list[Entity]:
    """Whose letter it is that is handed over: the person that depends on the object."""
    found: list[Entity] = []
    for thing in clause.objects:
        for child in thing.subtree:
            if child.i != thing.i and child.i - thing.i < 8:
                found.extend(resolved.entities.get(child.i, ()))
    return found


def _place_before(parsed: Parsed, places: Sequence[Place], head: Token, reach: int) -> str | None:
    """The state of the last town or state named in the sentence, or some code points before it."""
    sentence = head.sent
    start, end = parsed.starts[sentence.start], parsed.ends[sentence.end - 1]
    at = parsed.starts[head.i]
    own = [p for p in places if start <= p.start < end and p.kind in ("capital", "city") and p.code]
    if own:
        return min(own, key=lambda p: abs(p.start - at)).code
    before = [p for p in places if start - reach <= p.start < at and p.kind in ("capital", "city", "state") and p.code]
    return before[-1].code if before and reach else None

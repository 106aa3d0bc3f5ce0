"""Visits: who goes, or is to go, to which other state.

In: a `Reading`. Out: `Visit` facts. A verb or noun of travel (`visit_heads`) with somebody who travels
(`visit_people`) and a state to go to (`visit_stops`) is a telling of a visit; when (`visit_times`), how far
it has got (`visit_status`) and what for (`visit_purpose`) come from the words around; tellings of one visit
are put together (`visit_merge`). What words there are is the language's data (`visit.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors import visit_company, visit_heads, visit_sequel
from kg.extractors.visit_account import ASKED, DECIDED, status_of
from kg.extractors.visit_agenda import agenda
from kg.extractors.visit_merge import Trip, together
from kg.extractors.visit_parties import states_of
from kg.extractors.visit_pronouns import fates
from kg.extractors.visit_telling import tellings
from kg.facts import Agent, Visit
from kg.reading import Reading

_DOUBTFUL = 0.7
_MADE = frozenset({"held", "under-way", "planned"})
_CLOSE = 500  # code points from one journey to the next leg of it


def extract(reading: Reading) -> Iterator[Visit]:
    """The visit facts of a document."""
    trips = [trip for head in visit_heads.find(reading) for trip in tellings(reading, head)]
    _inherit(reading, trips)
    _of_the_traveller(trips)
    found = together([*trips, *agenda(reading), *fates(reading)])
    visit_company.complete(reading, found)
    visit_sequel.continue_told(reading, found)
    for trip in found:
        fact = _fact(reading, trip)
        if fact is not None:
            yield fact


def _inherit(reading: Reading, trips: list[Trip]) -> None:
    """A leg, or a journey that nobody is said to make, is of those whose journey was told just before it."""
    for index, trip in enumerate(trips):
        before = trips[index - 1] if index else None
        paragraph = reading.shadow.rfind("\n", 0, trip.at)
        if before is None or before.at < paragraph or trip.at - before.at > _CLOSE:
            continue
        if not trip.visitors and trip.destination is not None and (trip.leg or not trip.owned):
            trip.visitors = before.visitors
            trip.confidence = trip.confidence if trip.leg else min(trip.confidence, _DOUBTFUL)
        if trip.leg and trip.kind == "unspecified" and set(trip.visitors) & set(before.visitors):
            trip.kind = before.kind


def _of_the_traveller(trips: list[Trip]) -> None:
    """A stop or trip called or put off that nobody is said to make is that of the one person who travels."""
    for index, trip in enumerate(trips):
        if trip.visitors or trip.destination is None or trip.told.strength < DECIDED or trip.owned:
            continue
        gone = [t.visitors[:1] for t in trips[:index] if t.visitors and t.status in _MADE]
        if gone and len(set(gone)) == 1:
            trip.visitors = gone[0]
            trip.confidence = min(trip.confidence, _DOUBTFUL)


def _fact(reading: Reading, trip: Trip) -> Visit | None:
    travellers = tuple(a for a in trip.visitors if not _is_at_home(reading, a, trip))
    if not travellers or trip.destination is None or trip.status == ASKED:
        return None
    date = trip.span.date()
    status = trip.status
    if status in ("held", "under-way", "planned", None) and trip.told.status is None:
        status = status_of(trip.told, date, reading.document.date)
    if status is None:
        return None  # neither words nor dates tell whether anybody has gone, or goes at all
    return Visit(
        document=reading.document.id,
        evidence=tuple(sorted({reading.quote(start, end) for start, end in trip.evidence})),
        confidence=trip.confidence,
        visitors=travellers,
        destination=trip.destination,
        place=trip.place,
        kind=trip.kind,
        status=status,
        date=date,
        purpose=trip.purpose,
    )


def _is_at_home(reading: Reading, visitor: Agent, trip: Trip) -> bool:
    """Whether somebody goes nowhere but home.

    A state that no words give to a person, only the document's own voice, does not count against a visit
    to that state by name.
    """
    if trip.sent or trip.destination not in states_of(reading, [visitor]):
        return False
    entity = next((e for e in reading.persons if e.name == visitor.name), None)
    if entity is None or visitor.kind != "person":
        return True
    told = any(phrase.state for phrase in entity.phrases) or any(office.state for office in entity.offices)
    return told or not (trip.noun or trip.place is None)

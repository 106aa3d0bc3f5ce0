"""Visits: who goes, or is to go, to which other state.

In: a `Reading`. Out: `Visit` facts. A verb or noun of travel (`visit_heads`) with somebody who travels
(`visit_people`) and a state to go to (`visit_stops`) is a telling of a visit; when (`visit_times`), how far
it has got (`visit_status`) and what for (`visit_purpose`) come from the words around; tellings of one visit
are put together (`visit_merge`). What words there are is the language's data (`visit.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors import visit_company, visit_heads
from kg.extractors.visit_account import status_of
from kg.extractors.visit_agenda import agenda
from kg.extractors.visit_merge import Trip, together
from kg.extractors.visit_parties import states_of
from kg.extractors.visit_telling import tellings
from kg.facts import Visit
from kg.reading import Reading

_DOUBTFUL = 0.7
_CLOSE = 500  # code points from one journey to the next leg of it


def extract(reading: Reading) -> Iterator[Visit]:
    """The visit facts of a document."""
    trips = [trip for head in visit_heads.find(reading) for trip in tellings(reading, head)]
    _inherit(reading, trips)
    found = together([*trips, *agenda(reading)])
    visit_company.complete(reading, found)
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
        if not trip.visitors and trip.destination is not None:
            trip.visitors = before.visitors
            trip.confidence = trip.confidence if trip.leg else min(trip.confidence, _DOUBTFUL)
        if trip.leg and trip.kind == "unspecified" and set(trip.visitors) & set(before.visitors):
            trip.kind = before.kind


def _fact(reading: Reading, trip: Trip) -> Visit | None:
    travellers = tuple(a for a in trip.visitors if trip.destination not in states_of(reading, [a]))
    if not travellers or trip.destination is None:
        return None
    date = trip.span.date()
    status = trip.status
    if status in ("held", "under-way", "planned", None) and trip.told.status is None:
        status = status_of(trip.told, date, reading.document.date)
    if status is None and date is not None:
        return None  # a year that holds the document's own day does not tell whether anybody has gone yet
    return Visit(
        document=reading.document.id,
        evidence=tuple(sorted({reading.quote(start, end) for start, end in trip.evidence})),
        confidence=trip.confidence if status else min(trip.confidence, _DOUBTFUL),
        visitors=travellers,
        destination=trip.destination,
        place=trip.place,
        kind=trip.kind,
        status=status or "held",
        date=date,
        purpose=trip.purpose,
    )

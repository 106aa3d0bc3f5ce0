"""iCalendar: planned visits and gatherings as whole-day events.

What is dated less precisely than to a month is left out and counted, and so is what another document says
was held, put off or cancelled. The same graph gives the same calendar: events are stamped with the dates of
their documents.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import IO

from icalendar import Calendar, Event

from kg.facts import Gathering, Visit
from kg.graph.bounds import bounds
from kg.graph.provenance import kg_version
from kg.store import Graph

# A span of more days than a month has no place in a calendar.
_LONGEST = timedelta(days=31)
_SETTLED = """
SELECT DISTINCT ?fact WHERE {
  ?fact dip:status dip:status-planned ; dip:accountOf ?occurrence .
  ?other dip:accountOf ?occurrence ; dip:status ?status .
  FILTER(?status IN (dip:status-held, dip:status-under-way, dip:status-postponed, dip:status-cancelled))
}
"""


def write(graph: Graph, format: str, stream: IO[bytes], document: str | None) -> list[str]:
    """Writes the calendar of a document, or of all. Tells how many events were left out, and why."""
    settled = {row[0].value for row in graph.query(_SETTLED)}  # type: ignore[union-attr]
    calendar = Calendar()
    calendar.add("prodid", f"-//kg//kg {kg_version()}//EN")
    calendar.add("version", "2.0")
    left_out: Counter[str] = Counter()
    issued = {stored.id: stored.date for stored in graph.documents()}
    for fact in _planned(graph, document):
        days = _days(fact)
        if fact.id in settled:
            left_out["settled by another document"] += 1
        elif days is None:
            left_out["not dated to the month"] += 1
        else:
            calendar.add_component(_event(fact, days, issued.get(fact.document)))
    stream.write(calendar.to_ical())
    return [f"{count} left out: {reason}" for reason, count in sorted(left_out.items())]


def _planned(graph: Graph, document: str | None) -> Iterator[Visit | Gathering]:
    for fact in graph.facts(document=document) if document else graph.facts():
        if isinstance(fact, Visit | Gathering) and fact.status == "planned":
            yield fact


def _days(fact: Visit | Gathering) -> tuple[date, date] | None:
    first, last = bounds(fact.date)
    if not first or not last:
        return None
    days = date.fromisoformat(first), date.fromisoformat(last)
    return days if days[1] - days[0] < _LONGEST else None


def _event(fact: Visit | Gathering, days: tuple[date, date], issued: str | None) -> Event:
    event = Event()
    event.add("uid", f"{uuid.uuid5(uuid.NAMESPACE_URL, fact.id)}")
    event.add("dtstamp", _stamp(issued, days[0]))
    event.add("dtstart", days[0])
    # The end of an event of whole days is the day after.
    event.add("dtend", days[1] + timedelta(days=1))
    event.add("summary", _summary(fact))
    if fact.place:
        event.add("location", fact.place)
    event.add("description", "\n".join([*(quote.text for quote in fact.evidence), f"({fact.document})"]))
    event.add("url", fact.id)
    event.add("categories", [fact.type])
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED" if fact.confidence >= 0.9 else "TENTATIVE")
    return event


def _summary(fact: Visit | Gathering) -> str:
    if isinstance(fact, Gathering):
        return fact.label if fact.ordinal is None else f"{fact.label} ({fact.ordinal})"
    where = fact.destination or fact.place or "?"
    what = f"{', '.join(agent.name for agent in fact.visitors)} → {where}"
    return f"{what}: {fact.purpose}" if fact.purpose else what


def _stamp(issued: str | None, day: date) -> datetime:
    first = bounds(issued)[0]
    return datetime.combine(date.fromisoformat(first) if first else day, datetime.min.time(), UTC)

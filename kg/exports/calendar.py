"""iCalendar: visits and gatherings that were planned, as whole-day events that follow what became of them.

What several documents tell of one thing is one event, named after the first account and so the same event
in every export. It has the date and the status that the newest document gives: put off, it moves;
cancelled, it says so. Each change counts up its SEQUENCE, by which a calendar knows a newer version. What
is dated less precisely than to a month is left out and counted. The same graph gives the same calendar:
events are stamped with the dates of their documents.
"""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import IO, Any

from icalendar import Calendar, Event

from kg.facts import Gathering, Visit
from kg.graph.bounds import bounds
from kg.graph.provenance import kg_version
from kg.store import Graph

# A span of more days than a month has no place in a calendar.
_LONGEST = timedelta(days=31)
_COMING = ("planned", "postponed", "cancelled", "under-way")
_OCCURRENCES = "SELECT DISTINCT ?fact ?occurrence { ?fact dip:accountOf ?occurrence }"
Account = Visit | Gathering


@dataclass(frozen=True, slots=True)
class Story:
    """What the accounts of one thing come to, the newest last; `versions` are the dates and statuses told."""

    accounts: tuple[Account, ...]
    issued: str | None

    @property
    def versions(self) -> list[tuple[str | None, str]]:
        told: list[tuple[str | None, str]] = []
        when: str | None = None
        for account in self.accounts:
            when = account.date or when
            if not told or told[-1] != (when, account.status):
                told.append((when, account.status))
        return told


def write(graph: Graph, format: str, stream: IO[bytes], document: str | None) -> list[str]:
    """Writes the calendar of a document, or of all. Tells how many events were left out, and why."""
    calendar = Calendar()
    calendar.add("prodid", f"-//kg//kg {kg_version()}//EN")
    calendar.add("version", "2.0")
    left_out: Counter[str] = Counter()
    for story in _stories(graph, document):
        days = _days(story.versions[-1][0])
        if days is None:
            left_out["not dated to the month"] += 1
        else:
            calendar.add_component(_event(story, days))
    stream.write(calendar.to_ical())
    return [f"{count} left out: {reason}" for reason, count in sorted(left_out.items())]


def _stories(graph: Graph, document: str | None) -> list[Story]:
    """The things that were ever to come, each with its accounts in the order of their documents."""
    issued = {stored.id: stored.date for stored in graph.documents()}
    rows: Any = graph.query(_OCCURRENCES)
    occurrence = {fact.value: thing.value for fact, thing in rows}
    groups: defaultdict[str, list[Account]] = defaultdict(list)
    for fact in graph.facts(document=document) if document else graph.facts():
        if isinstance(fact, Visit | Gathering):
            groups[occurrence.get(fact.id, fact.id)].append(fact)
    stories = [_story(accounts, issued) for accounts in groups.values()]
    return [story for story in stories if any(fact.status in _COMING for fact in story.accounts)]


def _story(accounts: Sequence[Account], issued: Mapping[str, str | None]) -> Story:
    ordered = sorted(accounts, key=lambda fact: (bounds(issued.get(fact.document))[0] or "", fact.id))
    return Story(tuple(ordered), issued.get(ordered[-1].document))


def _days(when: str | None) -> tuple[date, date] | None:
    first, last = bounds(when)
    if not first or not last:
        return None
    days = date.fromisoformat(first), date.fromisoformat(last)
    return days if days[1] - days[0] < _LONGEST else None


def _event(story: Story, days: tuple[date, date]) -> Event:
    fact = story.accounts[-1]
    event = Event()
    event.add("uid", f"{uuid.uuid5(uuid.NAMESPACE_URL, story.accounts[0].id)}")
    event.add("sequence", len(story.versions) - 1)
    event.add("dtstamp", _stamp(story.issued, days[0]))
    event.add("dtstart", days[0])
    # The end of an event of whole days is the day after.
    event.add("dtend", days[1] + timedelta(days=1))
    event.add("summary", _summary(fact))
    if place := next((account.place for account in reversed(story.accounts) if account.place), None):
        event.add("location", place)
    event.add("description", "\n".join(_lines(story)))
    event.add("url", fact.id)
    event.add("categories", [fact.type])
    event.add("transp", "TRANSPARENT")
    event.add("status", _status(fact))
    return event


def _status(fact: Account) -> str:
    if fact.status == "cancelled":
        return "CANCELLED"
    return "CONFIRMED" if fact.confidence >= 0.9 and fact.status != "postponed" else "TENTATIVE"


def _lines(story: Story) -> list[str]:
    """What each document says, in its own words."""
    lines = []
    for fact in story.accounts:
        lines += [*(quote.text for quote in fact.evidence), f"({fact.status}; {fact.document})"]
    return lines


def _summary(fact: Visit | Gathering) -> str:
    if isinstance(fact, Gathering):
        return fact.label if fact.ordinal is None else f"{fact.label} ({fact.ordinal})"
    where = fact.destination or fact.place or "?"
    what = f"{', '.join(agent.name for agent in fact.visitors)} → {where}"
    return f"{what}: {fact.purpose}" if fact.purpose else what


def _stamp(issued: str | None, day: date) -> datetime:
    first = bounds(issued)[0]
    return datetime.combine(date.fromisoformat(first) if first else day, datetime.min.time(), UTC)

"""One entry of a briefing: what several accounts tell of one thing.

In: accounts in the order of their documents, and words. Out: `Entry`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.briefing.words import Words
from kg.facts import Agreement, Contact, Fact, Office, Position, Visit


@dataclass(frozen=True, slots=True)
class Told:
    """An account, and the date of its document."""

    fact: Fact
    issued: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote with where it stands."""

    text: str
    document: str
    issued: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Step:
    """What one document said of the thing."""

    issued: str
    document: str
    what: str


@dataclass(frozen=True, slots=True)
class Entry:
    """`head` says what it is, `details` more of it, `steps` its history where documents differ."""

    head: str
    when: str
    status: str
    details: tuple[str, ...]
    steps: tuple[Step, ...]
    doubts: tuple[str, ...]
    passages: tuple[Passage, ...]
    sorting: str


def entry(told: Sequence[Told], doubts: tuple[str, ...], words: Words) -> Entry:
    """The entry of some accounts, the newest last."""
    newest = told[-1].fact
    when = next((date for one in reversed(told) if (date := getattr(one.fact, "date", None))), "")
    steps = [Step(one.issued, one.fact.document, _step(one.fact, words)) for one in told]
    moved = len({step.what for step in steps}) > 1 or (isinstance(newest, Agreement) and len(steps) > 1)
    return Entry(
        head=_head(newest, words),
        when=when,
        status=str(getattr(newest, "status", "")),
        details=tuple(_details(told, words)),
        steps=tuple(steps) if moved else (),
        doubts=doubts,
        passages=tuple(_passages(told)),
        sorting=when or told[-1].issued,
    )


def _head(fact: Fact, words: Words) -> str:
    match fact:
        case Office():
            of = f" ({words.name(fact.of)})" if fact.of else ""
            return f"{fact.person}, {fact.title}{of}"
        case Contact():
            people = ", ".join(map(words.name, fact.participants))
            return f"{people} – {words.value('medium', fact.medium)}"
        case Visit():
            where = words.state(fact.destination) if fact.destination else fact.place or "?"
            return f"{', '.join(map(words.name, fact.visitors))} → {where}"
        case Agreement():
            return fact.label
        case Position():
            return f"{', '.join(map(words.name, fact.holders))} : {words.value('stance', fact.stance)}"
    return fact.type


def _step(fact: Fact, words: Words) -> str:
    status = getattr(fact, "status", "")
    named = words.value("status", status) if status else ""
    if isinstance(fact, Agreement):
        named = words.value("action", fact.action)
        named += f", {words.duration(fact.duration)}" if fact.duration else ""
    date = getattr(fact, "date", None)
    return f"{named} ({date})" if date else named


def _details(told: Sequence[Told], words: Words) -> list[str]:
    fact = told[-1].fact
    match fact:
        case Contact():
            topics = dict.fromkeys(topic for one in told for topic in getattr(one.fact, "topics", ()))
            found = [fact.place or "", f"{words['margins']} {fact.occasion}" if fact.occasion else ""]
            return [line for line in (*found, "; ".join(topics)) if line]
        case Visit():
            status = words.value("status", fact.status)
            return [line for line in (status, fact.place or "", fact.purpose or "") if line]
        case Agreement():
            parties = ", ".join(map(words.name, fact.parties))
            lines = (words.value("agreement", fact.kind), parties, _step(fact, words))
            return [line for line in lines if line]
        case Position():
            return [fact.about]
    return []


def _passages(told: Sequence[Told]) -> list[Passage]:
    """The quotes, each once; of an office the first of each document, since every mention proves it."""
    found = {
        (quote.text, one.fact.document): Passage(
            quote.text, one.fact.document, one.issued, quote.start, quote.end
        )
        for one in told
        for quote in one.fact.evidence[: 1 if isinstance(one.fact, Office) else None]
    }
    return list(found.values())

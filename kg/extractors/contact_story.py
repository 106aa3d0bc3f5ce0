"""What the story gives of when and where: visits told before, the place that "there" points to.

In: a reading. Out: `Stay`s; a `Setting` filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as calendar_day
from typing import Literal

from spacy.tokens import Span

from kg.extractors.contact_people import people, preposition
from kg.extractors.contact_places import TOWNS, worded
from kg.extractors.contact_words import contact_words, find_phrases
from kg.facts import Agent
from kg.languages import data
from kg.mentions import dates
from kg.mentions.dates import DateMention
from kg.mentions.gazetteer import Place
from kg.reading import Reading

Tense = Literal["past", "future"]


_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])")
_VISIT = 3  # days that a visit may take before or after the day told with it
_OWNER = 4  # tokens behind a word for a visit within which its visitor stands: "la visite de la ministre"
VAGUE_BOUNDS = ("since", "until", "by", "before", "after")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when; `own_date` tells that the clause itself says when."""

    date: str | None = None
    place: str | None = None
    occasion: str | None = None
    own_date: bool = False


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody is, was or will be somewhere: what the story says before a contact.

    `persons` are those whom the sentence names with it, `traveller` the one whose stay it is.
    """

    at: int
    persons: tuple[Agent, ...]
    place: str | None
    date: DateMention | None
    traveller: tuple[Agent, ...] = ()


def pointed_at(reading: Reading, offset: int, tense: Tense) -> tuple[str | None, DateMention | None]:
    """The place named last before an offset in its paragraph, and the date told with it."""
    start = reading.shadow.rfind("\n", 0, offset) + 1
    before = [
        p
        for p in reading.places
        if start <= p.start < offset and p.kind in (*TOWNS, "state") and is_place_token(reading, p)
    ]
    if not before:
        return None, None
    place = before[-1]
    return (worded(reading, place) if place.kind in TOWNS else None), _date_beside(
        reading, place.start, tense
    )


def is_place_token(reading: Reading, place: Place) -> bool:
    token = reading.parsed.token_at(place.start)
    if token is None or reading.parsed.mentions.get(token.i) is not place:
        return False
    word, _ = preposition(reading, token.i)
    circumstance = data(reading.language, "circumstances")
    return word in circumstance["locative"] or word in circumstance["direction"] or not word


def _date_beside(reading: Reading, offset: int, tense: Tense) -> DateMention | None:
    """The date in the sentence of a place that is told with it; the new one of what was put off."""
    token = reading.parsed.token_at(offset)
    if token is None:
        return None
    start, end = reading.sentence(token)
    told = [
        m for m in reading.dates_in(start, end) if dates.reading(m, tense) and m.bound not in VAGUE_BOUNDS
    ]
    postponed = contact_words(reading, "setting", "postponed")
    moved = [t for t in token.sent if t.lemma_.lower() in postponed]
    if moved:
        later = [m for m in told if m.start > reading.parsed.starts[moved[0].i]]
        told = later or told
    return min(told, key=lambda m: abs(m.start - offset), default=None)


def stays(reading: Reading) -> list[Stay]:
    """Who is said to be where and when, in text order: visits, arrivals, "in Tbilisi on a visit"."""
    travel = contact_words(reading, "setting", "travel")
    found: list[Stay] = []
    for sentence in reading.parsed.doc.sents:
        movers = [t for t in sentence if t.lemma_.lower() in travel or t.lower_ in travel]
        if not movers:
            continue
        persons = tuple(
            dict.fromkeys(a for t in sentence for a in people(reading, t) if t.i < movers[-1].i + _OWNER)
        )
        before = [t for t in sentence if t.i < movers[-1].i and people(reading, t)]
        traveller = people(reading, before[-1]) if before else ()
        if not persons:
            persons = traveller = _named_behind(reading, sentence)
        for place in _towns_in(reading, sentence.start, sentence.end):
            found.append(
                Stay(
                    place.start,
                    persons[:2],
                    worded(reading, place) if place.kind in TOWNS else None,
                    _date_beside(reading, place.start, "past"),
                    traveller if place.start > reading.parsed.starts[movers[0].i] else (),
                )
            )
    return found


def _named_behind(reading: Reading, sentence: Span) -> tuple[Agent, ...]:
    """Whose stay opens a sentence: "En visite à Tunis les 3 et 4 mars, le ministre …"."""
    comma = next((t.i for t in sentence if t.text == ","), None)
    named = (t for t in sentence if comma is not None and t.i > comma and people(reading, t))
    first = next(named, None)
    return people(reading, first) if first is not None and not preposition(reading, first.i)[0] else ()


def day_of(reading: Reading, at: int, date: str | None) -> str | None:
    """The day within a stay that words in the sentence of a contact tell: "on the last day of her visit"."""
    token = reading.parsed.token_at(at)
    if date is None or date.count("/") != 1 or token is None:
        return date
    start, end = reading.sentence(token)
    for number, key in enumerate(("first_day", "last_day")):
        if next(find_phrases(reading, start, end, contact_words(reading, "setting", key)), None):
            return date.split("/")[number]
    return date


def _are_close(one: str | None, other: str | None) -> bool:
    """Whether two days may belong to one visit."""
    days = [calendar_day.fromisoformat(value[:10]) for value in (one, other) if value and _DAY.match(value)]
    return len(days) == 2 and abs((days[0] - days[1]).days) <= _VISIT


def _towns_in(reading: Reading, first: int, last: int) -> Iterator[Place]:
    direction = set(data(reading.language, "circumstances")["direction"])
    locative = set(data(reading.language, "circumstances")["locative"])
    travel = contact_words(reading, "setting", "travel")
    for index in range(first, last):
        place = reading.place(reading.parsed.doc[index])
        if place is None or place.kind not in (*TOWNS, "state"):
            continue
        word, at = preposition(reading, index)
        visited = not word and at >= first and reading.parsed.doc[at].lemma_.lower() in travel
        if visited or word in direction | locative:
            yield place


def itinerary(reading: Reading) -> list[tuple[str, str]]:
    """Towns with their dates in brackets: "Amman (8 et 9 février)"."""
    found: list[tuple[str, str]] = []
    for place in reading.places:
        if place.kind in TOWNS and reading.shadow[place.end : place.end + 2] == " (":
            inside = [m for m in reading.dates_in(place.end, place.end + 4) if m.value]
            if inside and inside[0].value:
                found.append((worded(reading, place), inside[0].value))
    return found


def from_story(
    reading: Reading,
    at: int,
    agents: Sequence[Agent],
    setting: Setting,
    told: Iterable[Stay],
    stops: Sequence[tuple[str, str]],
    tense: Tense,
) -> Setting:
    """Fills in what a contact's own words leave open, from the itinerary and the stays told before it."""
    date, place = setting.date, setting.place
    for town, day in stops:
        if place is None and date is not None and dates.contains(day, date):
            place = town
        elif date is None and place == town:
            date = day
    paragraph = reading.shadow.rfind("\n", 0, at) + 1
    known = [stay for stay in told if stay.at < at and any(agent in stay.persons for agent in agents)]
    if known:
        last = known[-1]
        then = dates.reading(last.date, tense) if last.date else None
        if then and date and dates.is_after(then, date) and last.date:
            then = dates.reading(last.date, "past")
        fits = date is None or then is None or not dates.is_after(then, date)
        own = [stay for stay in known if any(agent in stay.traveller for agent in agents)]
        towns = {stay.place for stay in own if stay.place}
        if place is None and fits and not stops and last.at >= paragraph:
            place = last.place
        if place is None and len(towns) == 1 and not stops and (fits or _are_close(then, date)):
            place = next(iter(towns))
        if date is None and (place is None or place in towns or last.at < paragraph):
            date = then
    return Setting(date, place, setting.occasion, setting.own_date)

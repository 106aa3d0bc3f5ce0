"""The day on which the story stands, where a signing or a plan has none of its own.

In: a mention of an instrument in its reading. Out: `story_day` of what is signed, `planned_day` of what is to
be signed: the day of the talk that it follows, else that of the visit.
"""

from __future__ import annotations

from kg.extractors import circumstances, sojourns
from kg.extractors.cue_words import words
from kg.mentions import dates
from kg.mentions.dates import DateMention
from kg.mentions.instruments import InstrumentMention
from kg.reading import Reading

_DAYS = frozenset({"day", "relative-day"})
_FULL = 10  # code points of a full date
_RECENT = 10  # days


def story_day(reading: Reading, mention: InstrumentMention, by_persons: bool) -> str | None:
    """When somebody signs where no day is told: on the day of the talk that it follows, else during the visit.

    The document's own day is taken only where persons sign.
    """
    start, _ = reading.sentence(reading.parsed.doc[mention.token])
    told = circumstances.told_before(reading, mention.start)
    visit = sojourns.during(reading, mention.start, future=False)
    if told is not None and visit is not None and told.value == visit.date:
        told = None
    ties = words(reading.language, "agreement").context["ties"]
    tied = any(token.lower_ in ties for token in reading.parsed.tokens_in(start, mention.start))
    tied = tied or any(m.kind == "time-of-day" for m in reading.dates_in(start, mention.start))
    if visit is not None and told is None and not tied:
        return visit.date
    day = _last_day(reading, mention, told, by_persons)
    over = visit is not None and told is None and day is not None and not dates.overlaps(visit.date, day)
    return visit.date if visit is not None and (day is None or over) else day


def planned_day(reading: Reading, mention: InstrumentMention) -> str | None:
    """When somebody is to sign where the text says: during the visit, there, on that occasion."""
    start, end = reading.sentence(reading.parsed.doc[mention.token])
    within = words(reading.language, "agreement").context["within"]
    tokens = reading.parsed.tokens_in(start, end)
    at = next((t.i for t in tokens if t.lower_ in within), None)
    if any(t.lower_ in words(reading.language, "agreement").context["sequel"] for t in tokens):
        told = _coming_day(reading, mention)
        if told is not None:
            return told
    if at is None:
        return None
    now = reading.document.date
    for day in reading.dates_in(max(mention.end, reading.parsed.starts[at]), end):
        value = dates.reading(day, "future")
        if value is not None and (now is None or not dates.is_before(value, now)):
            return value
    visit = sojourns.during(reading, mention.start, future=True)
    return visit.date if visit is not None else None


def _coming_day(reading: Reading, mention: InstrumentMention) -> str | None:
    """The day of what goes before in the paragraph: "will meet on Thursday. They will then sign"."""
    start = reading.shadow.rfind("\n", 0, mention.start) + 1
    now = reading.document.date
    for day in reversed(reading.dates_in(start, mention.start)):
        value = dates.reading(day, "future") if day.kind in _DAYS | {"weekday"} else None
        if value is not None:
            return value if now is None or not dates.is_before(value, now) else None
    return None


def _last_day(
    reading: Reading, mention: InstrumentMention, told: DateMention | None, by_persons: bool
) -> str | None:
    now = reading.document.date
    candidates = [told] if told is not None else []
    candidates += [
        m
        for m in reversed(reading.dates)
        if m.start < mention.start and (m.kind in _DAYS or (m.value is not None and m.value == now))
    ]
    for day in candidates:
        value = day.value or day.past_value
        if not value or "/" in value:
            continue
        if (len(value) == _FULL or value == now) and (now is None or _is_near(value, now)):
            return value
    return now if by_persons and now is not None and len(now) == _FULL else None


def _is_near(value: str, now: str) -> bool:
    """Whether a day is at most ten before the document's."""
    earliest = dates.shift(now, -_RECENT) if len(now) == _FULL else now
    return not dates.is_after(value, now) and earliest is not None and not dates.is_before(value, earliest)

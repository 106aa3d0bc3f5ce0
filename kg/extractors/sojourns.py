"""When and where the journeys of a text take place, for what happens during them.

In: a reading. Out: `Sojourn`s: the days that stand beside words of travel, with the town or state there, in
text order.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.languages import data
from kg.mentions import dates
from kg.mentions.dates import DateMention
from kg.mentions.gazetteer import Place
from kg.reading import Reading

_NEAR = 110  # code points between the word of travel and its day or place
_SPANS = frozenset({"interval", "day", "period", "month", "relative-day", "weekday", "week"})
_PLACES = ("city", "capital", "state")
_RECENT = 10  # days that the document may be later than a journey that it tells


@dataclass(frozen=True, slots=True)
class Sojourn:
    """One journey: its days as EDTF, the place where it leads, and where the text tells it."""

    offset: int
    date: str
    future: bool
    place: Place | None


def sojourns(reading: Reading) -> tuple[Sojourn, ...]:
    """The journeys of a document that have a date."""
    now = reading.document.date
    found: list[Sojourn] = []
    for mention in reading.dates:
        if mention.kind not in _SPANS:
            continue
        travel = _travel(reading, mention)
        if travel is None:
            continue
        coming = mention.future_value if mention.kind == "weekday" and _is_to_come(reading, mention) else None
        value = coming or mention.value or mention.past_value or mention.future_value
        if value is None:
            continue
        future = now is not None and dates.is_after(value, now)
        found.append(Sojourn(mention.start, value, future, _place(reading, travel, mention)))
    return tuple(found)


def during(reading: Reading, offset: int, future: bool) -> Sojourn | None:
    """The journey in which the story stands at an offset: the last one told before it of several days."""
    now = reading.document.date
    told = [s for s in sojourns(reading) if s.offset < offset]
    if future:
        coming = [s for s in told if s.future or _is_on(s.date, now)]
        return coming[-1] if coming else None
    gone = [s for s in told if not s.future]
    last = gone[-1] if gone else None
    spans = last is not None and "/" in last.date and _is_recent(last.date, now)
    return last if spans else None


def _is_to_come(reading: Reading, mention: DateMention) -> bool:
    """Whether the sentence of a date tells what will be: "on Friday, he will travel"."""
    token = reading.parsed.token_at(mention.start)
    if token is None:
        return False
    sentence = token.sent
    verbs = (c for c in reading.clauses if sentence.start <= c.head.i < sentence.end)
    return any(clause.tense == "future" and not clause.modals for clause in verbs)


def _is_on(value: str, now: str | None) -> bool:
    """Whether a span of days has not ended yet."""
    return "/" in value and now is not None and not dates.is_before(value, now)


def _is_recent(value: str, now: str | None) -> bool:
    earliest = dates.shift(now, -_RECENT) if now is not None and len(now) == 10 else now
    return earliest is None or not dates.is_before(value, earliest)


def _travel(reading: Reading, mention: DateMention) -> int | None:
    """The offset of the word of travel that a date stands by, in the same sentence."""
    token = reading.parsed.token_at(mention.start)
    if token is None:
        return None
    start, end = reading.sentence(token)
    low, high = max(start, mention.start - _NEAR), min(end, mention.end + _NEAR)
    window = reading.shadow[low:high].lower()
    hits = [
        low + at
        for word in data(reading.language, "circumstances")["sojourn"]
        if (at := window.find(word)) >= 0 and (at == 0 or not window[at - 1].isalpha())
    ]
    return min(hits, key=lambda at: abs(at - mention.start), default=None)


def _place(reading: Reading, travel: int, mention: DateMention) -> Place | None:
    low, high = min(travel, mention.start) - 20, max(travel, mention.end) + 40
    near = [p for p in reading.places if low <= p.start < high and p.kind in _PLACES]
    towns = [p for p in near if p.kind != "state" and p.start > travel]
    if not towns and near:
        towns = [p for p in near if p.start > travel]
    return towns[0] if towns else None

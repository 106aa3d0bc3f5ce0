"""Which date is that of one stop of a journey.

In: a reading, a stop and all stops of its journey. Out: the date that stands in brackets behind it, before its
preposition, or between it and the next stop; whether it is reached after another.
"""

from __future__ import annotations

from kg.extractors.visit_goals import Stop
from kg.extractors.visit_words import words
from kg.mentions.dates import DateMention
from kg.reading import Reading

_BRACKET = 3  # code points between a stop and the bracket with its date
_BEFORE = 40  # code points before a stop in which its date stands


def own_date(reading: Reading, stop: Stop, found: list[Stop]) -> DateMention | None:
    """The date of one stop: in brackets behind it, or between it and the next."""
    for mention in reading.dates_in(stop.end, stop.end + 40):
        between = reading.shadow[stop.end : mention.start].strip()
        if between == "(" and mention.start - stop.end <= _BRACKET:
            return mention
    if len(found) < 2:
        return None
    index = found.index(stop)
    before = [_right_before(reading, s) for s in found]
    if before[0] is not None and any(before[1:]):
        return before[index]
    limit = found[index + 1].start if index + 1 < len(found) else stop.end + 60
    behind = [m for m in reading.dates_in(stop.end, limit) if not _is_far(reading, stop.end, m.start)]
    others = [s for s in found if s is not stop and _has_own(reading, s, found)]
    return behind[0] if behind and (others or index + 1 < len(found)) else None


def _right_before(reading: Reading, stop: Stop) -> DateMention | None:
    """The date before the preposition of a stop: "mercredi à Kinshasa, puis vendredi à Kigali"."""
    near = reading.dates_in(max(0, stop.start - _BEFORE), stop.start)
    return near[-1] if near and not _is_far(reading, near[-1].end, stop.start) else None


def comes_later(reading: Reading, stop: Stop, found: list[Stop]) -> bool:
    """Whether a stop is reached after another, so that the first one's day is not its own."""
    if not found or stop.start <= found[0].start:
        return False
    between = reading.shadow[found[0].end : stop.start].lower().replace(",", " ").split()
    return bool(words(reading.language, "places", "sequence") & set(between))


def _has_own(reading: Reading, stop: Stop, found: list[Stop]) -> bool:
    index = found.index(stop)
    limit = found[index + 1].start if index + 1 < len(found) else stop.end + 30
    return any(not _is_far(reading, stop.end, m.start) for m in reading.dates_in(stop.end, limit))


def _is_far(reading: Reading, start: int, end: int) -> bool:
    between = reading.shadow[start:end].strip(" ,(")
    return len(between.split()) > 1 or "." in between or ";" in between

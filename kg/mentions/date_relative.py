"""What words mean that count from the document's day, or from the last mentioned date.

In: a `Use`. Out: a `Sense`; None where the words mean something else.
"""

from __future__ import annotations

from datetime import date, timedelta

from kg.mentions.date_senses import NOTHING, Anchor, Kind, Meant, Sense, Use, iso, month_text, was_moved
from kg.mentions.timespans import interval

_AROUND = 45  # days in which a numbered day of the week is sought
_FARTHEST = 1000  # days, weeks, months or years that words may count


def weekday(use: Use) -> Meant:
    """A day of the week: in the past or today, with the one to come as the other reading."""
    number = use.number("weekday")
    if number is None:
        return None
    reference = use.known("day")
    if reference is None and "day" in use.slots:
        return None
    if reference is None:
        return Sense("weekday", use.reference.coarse() if use.reference else None)
    now = reference.first
    back, on = (now.weekday() - number) % 7, (number - now.weekday()) % 7
    if use.direction == 1:
        return Sense("weekday", iso(now + timedelta(days=on or 7)))
    if use.direction == -1:
        return Sense("weekday", iso(now - timedelta(days=back or 7)))
    if "day" in use.slots:
        return _weekday_and_day(use, number, now)
    past, future = iso(now - timedelta(days=back)), iso(now + timedelta(days=on))
    if use.direction == 0:
        return Sense("weekday", past if back <= on else future, past, future)
    return Sense("weekday", past, past, future)


def _weekday_and_day(use: Use, weekday: int, now: date) -> Meant:
    """A day of the week with its number ("Friday the 15th"): the nearest day that is both."""
    shifts = sorted(range(-_AROUND, _AROUND + 1), key=abs)
    near = (now + timedelta(days=shift) for shift in shifts)
    found = next((day for day in near if (day.day, day.weekday()) == (use.number("day"), weekday)), None)
    return Sense("day", iso(found)) if found else None


def weekday_of_week(use: Use) -> Meant:
    """A day of this, last or next week."""
    number, reference = use.number("weekday"), use.known("day")
    if number is None or reference is None:
        return weekday(use)
    monday = reference.first - timedelta(days=reference.first.weekday())
    found = monday + timedelta(days=7 * (use.direction or 0) + number)
    return Sense("weekday", iso(found))


def weekdays(use: Use) -> Meant:
    """Days of the week in a row; with `joined` only if they follow each other."""
    first, last = use.number("weekday"), use.number("weekday2")
    if first is None or last is None or first == last:
        return None
    length = (last - first) % 7
    if use.entry.get("joined") and length != 1:
        return None
    reference = use.known("day")
    if reference is None:
        return Sense("interval", use.reference.coarse() if use.reference else None)
    now = reference.first
    past = now - timedelta(days=(now.weekday() - first) % 7)
    future = now + timedelta(days=(first - now.weekday()) % 7)
    if was_moved(use):
        return None
    texts = [interval(start, start + timedelta(days=length)) for start in (past, future)]
    if use.direction == 1:
        return Sense("interval", texts[1])
    if use.direction == -1 and past + timedelta(days=length) >= now:
        past -= timedelta(days=7)
        return Sense("interval", interval(past, past + timedelta(days=length)))
    return Sense("interval", texts[0], texts[0], texts[1])


def shift(use: Use) -> Meant:
    """So many days from the document's day ("today" is none)."""
    count: int = use.entry["days"]
    kind: Kind = use.entry.get("kind", "relative-day")
    reference = use.known("day")
    if reference is None:
        return Sense(kind, use.reference.coarse() if use.reference else None, offset=count)
    return Sense(kind, iso(reference.first + timedelta(days=count)), offset=count)


def period(use: Use) -> Meant:
    """This, last or next week, weekend, month, quarter or year."""
    return _period(use, use.entry["unit"], use.direction or 0)


def _period(use: Use, unit: str, count: int) -> Sense:
    if unit in {"week", "weekend"}:
        return _weekend(use) if unit == "weekend" else _week(use, count)
    if unit == "year":
        year = use.reference.first.year + count if use.reference else None
        return Sense("year", None if year is None else f"{year:04}")
    reference = use.known("month")
    if unit == "quarter":
        if reference is None:
            return Sense("period")
        first = (reference.month // 3 + count) * 3
        return Sense("period", f"{month_text(first)}/{month_text(first + 2)}")
    return Sense("month", month_text(reference.month + count) if reference else None)


def _week(use: Use, count: int) -> Sense:
    reference = use.known("day")
    if reference is None:
        return Sense("week", use.reference.coarse() if use.reference and count == 0 else None)
    monday = reference.first + timedelta(days=7 * count - reference.first.weekday())
    return Sense("week", interval(monday, monday + timedelta(days=6)))


def _weekend(use: Use) -> Sense:
    """The weekend that is meant: from Wednesday on the coming one, before that the past one."""
    reference = use.known("day")
    if reference is None:
        return Sense("weekend", use.reference.coarse() if use.reference else None)
    now = reference.first
    coming = now + timedelta(days=5 - now.weekday())
    past = coming if now.weekday() >= 5 else coming - timedelta(days=7)
    texts = [interval(start, start + timedelta(days=1)) for start in (past, coming)]
    if use.direction == 1:
        start = coming + timedelta(days=7) if now.weekday() >= 5 else coming
        return Sense("weekend", interval(start, start + timedelta(days=1)))
    if use.direction == -1:
        start = coming - timedelta(days=7)
        return Sense("weekend", interval(start, start + timedelta(days=1)))
    best = texts[0] if now.weekday() < 2 else texts[1]
    return Sense("weekend", best, texts[0], texts[1])


def ago(use: Use) -> Meant:
    """So many days, weeks, months or years before or after the document's date; `sign` says which."""
    number, slot = use.number("number"), use.slots.get("unit")
    if number is None or slot is None:
        return None
    count, unit = use.entry["sign"] * number, str(slot.value)
    if abs(count) > _FARTHEST:
        return None
    if unit == "day":
        reference = use.known("day")
        value = iso(reference.first + timedelta(days=count)) if reference else None
        return Sense("relative-day", value, offset=count)
    return _period(use, unit, count)


def anchored(use: Use) -> Meant:
    """Counted from the last mentioned date: the day before, three days later."""
    count: int = use.entry["count"]
    unit = use.entry.get("unit", "day")
    if (slot := use.slots.get("unit")) is not None:
        unit = slot.value
        count *= use.number("number") or 1
    after = use.words[use.end].word if use.end < len(use.words) else ""
    if after in use.entry.get("unless_before", ()):
        return Sense("vague")
    if abs(count) > _FARTHEST:
        return None
    return Sense(use.entry.get("kind", "anchored"), anchor=Anchor(unit, count))


def vague(use: Use) -> Meant:
    """Words of time that give no date."""
    return Sense("vague")


def nothing(use: Use) -> Meant:
    """Words that look like a date and are none."""
    return NOTHING

"""What calendar days mean: one day, a list of days, from one day to another.

In: a `Use`. Out: a `Sense`, or a mention for each day; None where the words mean something else.
"""

from __future__ import annotations

from datetime import date, timedelta

from kg.mentions.date_senses import (
    NOTHING,
    Kind,
    Meant,
    Sense,
    Use,
    calendar_day,
    iso,
    ranked,
    two_mentions,
    was_moved,
    year_of,
)
from kg.mentions.timespans import bounds, interval

_SOME_YEARS = 4  # a leap day is never farther away than this, but for 1900 and 2100


def day(use: Use) -> Meant:
    """A day of a month, with or without a year."""
    if "date" in use.slots:
        return _numeric_day(use)
    month, number, year = use.number("month"), use.number("day"), year_of(use)
    if month is None or number is None:
        return None
    if year is not None:
        found = calendar_day(year, month, number)
        return Sense("day", iso(found)) if found else NOTHING
    if calendar_day(2000, month, number) is None:
        return NOTHING
    value, past, future = _days_without_year(use, month, number)
    return Sense("day", iso(value), iso(past), iso(future))


def _numeric_day(use: Use) -> Meant:
    """A date in figures; where day and month could be either, the one near the document's date."""
    text = str(use.slots["date"].value)
    parts = [int(part) for part in text.replace("/", "-").replace(".", "-").split("-")]
    if parts[0] > 31:
        found = [calendar_day(*parts)] if len(parts) == 3 else []
    else:
        orders = ["dmy"] if "." in text else use.vocabulary["numeric_orders"]
        found = [calendar_day(parts[2], parts[order.index("m")], parts[order.index("d")]) for order in orders]
    days = sorted({item for item in found if item})
    if len(days) > 1 and (reference := use.reference):
        near = [item for item in days if abs((item - reference.middle).days) <= 45]
        days = near if len(near) == 1 else days
    if not days:
        return NOTHING
    return Sense("day", iso(days[0])) if len(days) == 1 else Sense("year", f"{days[0].year:04}")


def _days_without_year(use: Use, month: int, day: int) -> tuple[date | None, date | None, date | None]:
    """A day of the year as the nearest date, the one in the past and the one to come."""
    reference = use.reference
    if reference is None:
        return None, None, None
    if reference.width == 1:
        return calendar_day(reference.first.year, month, day), None, None
    year = reference.middle.year
    years = range(year - _SOME_YEARS, year + _SOME_YEARS + 1)
    options = [found for y in years if (found := calendar_day(y, month, day))]
    weekday = use.number("weekday")
    fitting = [o for o in options if o.weekday() == weekday and abs(o.year - year) <= 1]
    ordinals = [o.toordinal() for o in (fitting or options)]
    low, high = reference.first.toordinal(), reference.last.toordinal()
    best, past, future = ranked(ordinals, low, high, use.direction)
    return _from_ordinal(best), _from_ordinal(past), _from_ordinal(future)


def _from_ordinal(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


def this_month_day(use: Use) -> Meant:
    """A day of the current month ("le 3 courant")."""
    reference, number = use.known("month"), use.number("day")
    if reference is None or number is None:
        return Sense("day")
    found = calendar_day(reference.first.year, reference.first.month, number)
    return Sense("day", iso(found)) if found else NOTHING


def days(use: Use) -> Meant:
    """Days of one month: an interval where they follow each other, else one mention each."""
    keys = [key for key in ("day", "day2", "day3", "day4") if key in use.slots]
    numbers = [use.number(key) or 0 for key in keys]
    month, year = use.number("month"), year_of(use)
    if month is None or numbers != sorted(set(numbers)):
        return None
    whole = [_span(use, month, number, year, month, number, year) for number in numbers]
    if any(sense is None for sense in whole):
        return NOTHING
    if numbers == list(range(numbers[0], numbers[-1] + 1)):
        return _span(use, month, numbers[0], None, month, numbers[-1], year) or NOTHING
    edges = [use.start, *(use.slots[key].index for key in keys[1:]), use.end]
    ends = [use.slots[key].index + 1 for key in keys[:-1]] + [use.end]
    return [(sense, a, b) for sense, a, b in zip(whole, edges, ends, strict=False) if sense]


def next_days(use: Use) -> Meant:
    """The last day of a month and the first of the next one, an interval only if they follow each other."""
    sense = day_range(use)
    if isinstance(sense, Sense) and sense.value and "/" in sense.value:
        first, last = bounds(sense.value)
        return sense if first and last and (last - first).days == 1 else None
    return None


def day_range(use: Use) -> Meant:
    """From one day to another; two mentions where something was moved from the one to the other."""
    last_month, last_day = use.number("month2") or use.number("month"), use.number("day2")
    first_month, first_day = use.number("month") or last_month, use.number("day")
    if first_month is None or last_month is None or first_day is None or last_day is None:
        return None
    years = year_of(use), year_of(use, "year2")
    if was_moved(use):
        first = _span(use, first_month, first_day, None, first_month, first_day, years[0] or years[1])
        last = _span(use, last_month, last_day, None, last_month, last_day, years[1] or years[0])
        return two_mentions(use, "day2", first, last)
    return _span(use, first_month, first_day, years[0], last_month, last_day, years[1]) or NOTHING


def _span(
    use: Use, month: int, day: int, year: int | None, month2: int, day2: int, year2: int | None
) -> Sense | None:
    wraps = (month, day) > (month2, day2)
    if wraps and month == month2 and (year is None or year == year2):
        return None
    if year is None and year2 is not None:
        year = year2 - wraps
    elif year is not None and year2 is None:
        year2 = year + wraps
    if year is not None and year2 is not None:
        first, last = calendar_day(year, month, day), calendar_day(year2, month2, day2)
        if first is None or last is None or first > last:
            return None
        return Sense("day" if first == last else "interval", interval(first, last))
    if calendar_day(2000, month, day) is None or calendar_day(2000, month2, day2) is None:
        return None

    def text(start: date | None) -> str | None:
        end = calendar_day(start.year + wraps, month2, day2) if start else None
        return interval(start, end) if start and end else None

    best, past, future = _days_without_year(use, month, day)
    kind: Kind = "day" if (month, day) == (month2, day2) else "interval"
    return Sense(kind, text(best), text(past), text(future))


def week_of(use: Use) -> Meant:
    """The week that holds a day."""
    inner = day(use)
    if not isinstance(inner, Sense) or inner is NOTHING:
        return inner

    def week(text: str | None) -> str | None:
        if text is None or len(text) != 10:
            return None
        found = date.fromisoformat(text)
        monday = found - timedelta(days=found.weekday())
        return interval(monday, monday + timedelta(days=6))

    return Sense("week", week(inner.value), week(inner.past_value), week(inner.future_value))

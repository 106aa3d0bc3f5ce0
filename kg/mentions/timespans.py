"""EDTF values (level 0 and 1, as the facts table uses them) as spans of days.

In: EDTF strings. Out: their first and last day, and comparisons between them. A season stands for the
months that any of its usual definitions give it; `~`, `?` and `%` change no bounds.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_VALUE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?")
# Spring, summer, autumn, winter: first month, and last month counted from the same January.
_SEASONS = {21: (3, 6), 22: (6, 9), 23: (9, 12), 24: (12, 15)}

Bounds = tuple[date | None, date | None]


def bounds(edtf: str) -> Bounds:
    """First and last day; None for an open end. Raises ValueError where the string is no such date."""
    if "/" not in edtf:
        return _bounds_of_one(edtf)
    first, _, last = edtf.partition("/")
    start = None if first in {"", ".."} else _bounds_of_one(first)[0]
    end = None if last in {"", ".."} else _bounds_of_one(last)[1]
    if start and end and start > end:
        raise ValueError(f"{edtf!r} ends before it starts")
    return start, end


def is_edtf(text: str) -> bool:
    """Whether the text is a date that `bounds` can read."""
    try:
        bounds(text)
    except ValueError:
        return False
    return True


def _bounds_of_one(value: str) -> tuple[date, date]:
    match = _VALUE.fullmatch(value)
    if not match:
        raise ValueError(f"{value!r} is no EDTF date of level 0 or 1")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is not None:
        return date(year, month, day), date(year, month, day)
    first, last = _SEASONS.get(month, (month, month))
    return date(year, first, 1), month_end(year + (last - 1) // 12, (last - 1) % 12 + 1)


def month_end(year: int, month: int) -> date:
    """The last day of a month. Raises ValueError for a month that is none."""
    return date(year, month, 1) + timedelta(days=monthrange(year, month)[1] - 1)


def contains(outer: str, inner: str) -> bool:
    """Whether every day of `inner` is one of `outer`."""
    (a, b), (c, d) = bounds(outer), bounds(inner)
    return (a is None or (c is not None and a <= c)) and (b is None or (d is not None and d <= b))


def overlaps(one: str, other: str) -> bool:
    """Whether the two share a day."""
    return not is_before(one, other) and not is_before(other, one)


def is_before(one: str, other: str) -> bool:
    """Whether `one` is over before `other` begins."""
    last, first = bounds(one)[1], bounds(other)[0]
    return last is not None and first is not None and last < first


def is_after(one: str, other: str) -> bool:
    """Whether `one` begins when `other` is over."""
    return is_before(other, one)


def narrow(coarse: str | None, fine: str | None) -> str | None:
    """The finer of two dates where it lies inside the coarser one; the coarse one otherwise."""
    if coarse is None or fine is None:
        return coarse or fine
    return fine if contains(coarse, fine) else coarse


def shift(edtf: str, days: int) -> str | None:
    """A day, so many days on. None where the date is no single day or the calendar ends."""
    first, last = bounds(edtf)
    if first is None or first != last:
        return None
    try:
        return (first + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def interval(first: date, last: date) -> str:
    """The days from the first to the last; a single day where they are the same."""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"

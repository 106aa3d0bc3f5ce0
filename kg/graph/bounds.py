"""The first and the last day that an EDTF date may mean.

In: an EDTF date of level 0 or 1. Out: two ISO days, either of which is None where the date leaves it open.
An approximate date has the bounds of the plain one; a season has those of its year, because which months it
means depends on the hemisphere. A date that no calendar knows has no bounds.
"""

from __future__ import annotations

import re
from calendar import monthrange

_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d\d|XX))?(?:-(?P<day>\d\d|XX))?(?:T[\d:+Z-]+)?[?~%]?"
)
_SEASONS = range(21, 25)
Bounds = tuple[str | None, str | None]
OPEN: Bounds = (None, None)


def bounds(date: str | None) -> Bounds:
    """The first and the last day of a date or an interval; (None, None) where it is none."""
    if not date:
        return OPEN
    start, slash, end = date.partition("/")
    if not slash:
        return _of_date(date)
    return _of_date(start)[0], _of_date(end)[1]


def overlap(one: Bounds, other: Bounds) -> bool:
    """Whether two spans of days may share a day; an open end reaches as far as it takes."""
    return not (_before(one[1], other[0]) or _before(other[1], one[0]))


def _before(end: str | None, start: str | None) -> bool:
    return end is not None and start is not None and end < start


def _of_date(date: str) -> Bounds:
    match = _DATE.fullmatch(date)
    if match is None:
        return OPEN
    first, last = int(match["year"].replace("X", "0")), int(match["year"].replace("X", "9"))
    month, day = match["month"], match["day"]
    if first < 1:
        return OPEN
    if month in (None, "XX") or int(month) in _SEASONS:
        return f"{first:04}-01-01", f"{last:04}-12-31"
    if not 1 <= int(month) <= 12:
        return OPEN
    if day in (None, "XX"):
        return f"{first:04}-{month}-01", f"{last:04}-{month}-{monthrange(last, int(month))[1]:02}"
    if not 1 <= int(day) <= monthrange(first, int(month))[1]:
        return OPEN
    return f"{first:04}-{month}-{day}", f"{last:04}-{month}-{day}"


def is_possible(date: str) -> bool:
    """Whether every day, month and year of an EDTF date or interval is in the calendar: 2021-02-30 is not."""
    parts = date.split("/")
    known = [part for part in parts if part not in ("", "..")]
    return len(known) > 0 and len(parts) < 3 and all(_of_date(part) != OPEN for part in known)

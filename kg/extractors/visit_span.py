"""What is told of when a journey takes place, and the date that comes of it.

In: dates and lengths, as several sentences may tell them in turns. Out: one EDTF value.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.mentions import dates


@dataclass(frozen=True, slots=True)
class Span:
    """What is told of when: a date, first and last day, length in days, and where the text says so."""

    value: str | None = None
    begin: str | None = None
    end: str | None = None
    days: int | None = None
    new: str | None = None
    quotes: tuple[tuple[int, int], ...] = ()

    def date(self) -> str | None:
        """The EDTF value of the whole."""
        if self.new:
            return self.new
        first, last = self.begin, self.end
        if self.value and "/" not in self.value and len(self.value) == 10 and not (first and last):
            first = first or (self.value if self.days or last else None)
        if self.value and "/" in self.value:
            return self.value
        if first and last and len(first) == len(last) == 10 and first < last:
            return f"{first}/{last}"
        if self.days and self.days > 1 and first and len(first) == 10:
            return _run(first, self.days - 1)
        if self.days and self.days > 1 and last and len(last) == 10:
            return _run(last, 1 - self.days)
        if self.value:
            return self.value
        if first and "/" not in first and last is None:
            return f"{first}/.."
        return first or last


def merged(one: Span, other: Span) -> Span:
    """Both accounts in one; the first counts where they differ, of two dates the finer one."""
    value = one.value or other.value
    if one.value and other.value:
        value = dates.narrow(one.value, other.value)
        if "/" in other.value and "/" not in one.value and dates.contains(other.value, one.value):
            value = other.value
    return Span(
        value,
        one.begin or other.begin,
        one.end or other.end,
        one.days or other.days,
        one.new or other.new,
        (*one.quotes, *other.quotes),
    )


def _run(day: str, days: int) -> str | None:
    other = dates.shift(day, days)
    if other is None:
        return day
    return f"{day}/{other}" if days > 0 else f"{other}/{day}"

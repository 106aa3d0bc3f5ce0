"""What months, years, their parts and seasons mean.

In: a `Use`. Out: a `Sense`, or two mentions where something was moved; None where the words mean something
else, as four figures that are an amount do.
"""

from __future__ import annotations

from datetime import date, timedelta

from kg.mentions.date_senses import (
    FIRST_BARE_YEAR,
    LAST_YEAR,
    NO_READINGS,
    NOTHING,
    Meant,
    Readings,
    Sense,
    Use,
    month_text,
    ranked,
    two_mentions,
    was_moved,
    year_of,
)
from kg.mentions.timespans import interval, month_end

_CLOSING = frozenset(".);»")  # marks that end what a bare year belongs to


def month(use: Use) -> Meant:
    """A month, or a part of one."""
    number, year = use.number("month"), year_of(use)
    if number is None:
        return None
    if year is not None:
        return Sense("month", f"{year:04}-{number:02}")
    if use.word_before()[:1].isdigit():
        return None  # a day that the calendar does not have
    token = use.words[use.slots["month"].index]
    alone = use.prefix is None and use.end - use.start == 1 and use.direction is None
    if alone and token.capital and token.word in use.vocabulary["names_too"]:
        return None
    return Sense("month", *_months_without_year(use, number))


def _months_without_year(use: Use, number: int) -> Readings:
    reference = use.reference
    if reference is None:
        return NO_READINGS
    if reference.width == 1:
        return (None if use.direction else f"{reference.first.year:04}-{number:02}"), None, None
    year = reference.first.year
    options = [y * 12 + number - 1 for y in range(year - 1, year + 2)]
    best, past, future = ranked(options, reference.month, reference.month, use.direction)
    return month_text(best), month_text(past), month_text(future)


def month_range(use: Use) -> Meant:
    """From one month to another; two mentions where something was moved."""
    first, last = use.number("month"), use.number("month2")
    year, year2 = year_of(use), year_of(use, "year2")
    if first is None or last is None or first == last == (year == year2):
        return None
    if was_moved(use):
        whole = [_one_month(use, first, year or year2), _one_month(use, last, year2 or year)]
        return two_mentions(use, "month2", whole[0], whole[1])
    wraps = first > last
    if year is None and year2 is not None:
        year = year2 - wraps
    if year is not None:
        year2 = year2 or year + wraps
        value = f"{year:04}-{first:02}/{year2:04}-{last:02}"
        return Sense("interval", value) if (year, first) < (year2, last) else NOTHING

    def text(start: str | None) -> str | None:
        return f"{start}/{int(start[:4]) + wraps:04}-{last:02}" if start else None

    best, past, future = _months_without_year(use, first)
    return Sense("interval", text(best), text(past), text(future))


def _one_month(use: Use, number: int, year: int | None) -> Sense:
    if year is not None:
        return Sense("month", f"{year:04}-{number:02}")
    return Sense("month", *_months_without_year(use, number))


def half_month(use: Use) -> Meant:
    """The first or the second fortnight of a month."""
    nth, number = use.number("nth"), use.number("month")
    if number is None or nth not in {1, 2, -1}:
        return None
    text = _one_month(use, number, year_of(use)).value
    if text is None:
        return Sense("interval")
    first = date(int(text[:4]), number, 1)
    if nth == 1:
        return Sense("interval", interval(first, first + timedelta(days=14)))
    return Sense("interval", interval(first + timedelta(days=15), month_end(first.year, number)))


def year(use: Use) -> Meant:
    """A year in figures; alone only where a word before or after makes it one."""
    number = use.number("year")
    if number is None or not FIRST_BARE_YEAR <= number <= LAST_YEAR:
        return None
    if use.end - use.start == 1 and not _reads_as_year(use):
        return None
    return Sense("year", f"{number:04}")


def _reads_as_year(use: Use) -> bool:
    """Whether the company of four figures lets them be a year: no amount, no number of a document."""
    before = use.words[use.start - 1] if use.start else None
    after = use.words[use.end] if use.end < len(use.words) else None
    if use.entry.get("always") and use.prefix is not None:
        return True
    if after is not None and after.word in use.vocabulary["counts"]:
        return False
    if use.prefix is not None and use.prefix.replace(" ' ", "'") in use.vocabulary["before_year"]:
        return True
    closed = after is None or not after.text[0].isalnum() or after.word in use.vocabulary["follows_year"]
    if not closed and not (after is not None and after.capital):
        return False
    if use.prefix is not None:
        return use.word_before(len(use.prefix.split())) not in use.vocabulary["numbered"]
    if before is None or before.word in use.vocabulary["numbered"]:
        return False
    enclosed = before.text == "(" and after is not None and after.text in "),"
    ends = after is None or after.text in _CLOSING or after.text.startswith("\n")
    return enclosed or (before.text in {",", ";"} and ends) or (before.capital and before.text.isalpha())


def year_range(use: Use) -> Meant:
    """From one year to another."""
    first, last = use.number("year"), use.number("year2")
    if first is None or last is None:
        return None
    if last < 100:
        last += first // 100 * 100
    if not FIRST_BARE_YEAR <= first < last <= LAST_YEAR or use.word_before() in use.vocabulary["numbered"]:
        return None
    return Sense("interval", f"{first:04}/{last:04}")


def year_month(use: Use) -> Meant:
    """`2020-12`: a month; `2020-21`: two years; `2011-12` could be both and is neither."""
    year_text, _, rest = str(use.slots["yearmonth"].value).partition("-")
    first, second = int(year_text), int(rest)
    if not FIRST_BARE_YEAR <= first <= LAST_YEAR or use.word_before() in use.vocabulary["numbered"]:
        return None
    if second > 12 and second > first % 100:
        return Sense("interval", f"{first:04}/{first // 100 * 100 + second:04}")
    if 1 <= second <= 12 and second != first % 100 + 1:
        return Sense("month", f"{first:04}-{second:02}")
    return None


def part_of_year(use: Use) -> Meant:
    """A half or a quarter of a year; `months` says how long."""
    months: int = use.entry["months"]
    nth = use.number("nth")
    if nth is None or not (nth == -1 or 1 <= nth <= 12 // months):
        return None
    part = 12 // months if nth == -1 else nth
    first, last = (part - 1) * months + 1, part * months

    def text(year: int | None) -> str | None:
        return None if year is None else f"{year:04}-{first:02}/{year:04}-{last:02}"

    year = year_of(use)
    if year is None and use.reference and use.direction is not None:
        year = use.reference.first.year + use.direction
    if year is not None or use.reference is None:
        return Sense("period", text(year))
    if use.reference.width == 1:
        return Sense("period", text(use.reference.first.year))
    now = use.reference.first.year
    month = use.reference.month % 12 + 1
    return Sense("period", text(now), text(now - (month < first)), text(now + (month > last)))


def season(use: Use) -> Meant:
    """A season of a year, EDTF 21 to 24."""
    number, year = use.number("season"), year_of(use)
    if number is None:
        return None
    if "after" in use.entry and (use.prefix or "").partition(" ")[0] not in use.entry["after"]:
        return None
    if year is not None:
        return Sense("season", f"{year:04}-{number}")
    reference = use.known("month")
    if reference is None:
        return Sense("season")
    now = (
        reference.month - 2
    ) // 3  # seasons since the year 0, winter counted with the year that it starts in
    options = [y * 4 + number - 21 for y in range(now // 4 - 1, now // 4 + 2)]
    best, past, future = ranked(options, now, now, use.direction)
    return Sense("season", _season(best), _season(past), _season(future))


def _season(index: int | None) -> str | None:
    return None if index is None else f"{index // 4:04}-{index % 4 + 21}"

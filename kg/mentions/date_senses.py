"""What the words of a date are read with: the template's match, the document's date, and what comes out.

In: nothing; the modules of meanings build on it. Out: `Sense`, the meaning of an expression, `Use`, what a
meaning may look at, `Reference`, the document's date, and the choice between readings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from kg.mentions.templates import Bindings, Token
from kg.mentions.timespans import bounds

Kind = Literal[
    "day", "weekday", "relative-day", "time-of-day", "interval", "week", "weekend",
    "month", "period", "season", "year", "anchored", "vague", "none",
]  # fmt: skip
Unit = Literal["day", "week", "month", "year"]
_WIDTH = {"day": 3, "month": 2, "year": 1}
_FIRST_YEAR, FIRST_BARE_YEAR, LAST_YEAR = 1500, 1800, 2099


@dataclass(frozen=True, slots=True)
class Anchor:
    """How far from the last mentioned date: ("day", -1) is the day before it."""

    unit: Unit
    count: int


@dataclass(frozen=True, slots=True)
class Sense:
    """A value and the readings that tense may prefer to it; `offset` counts days from the document's day."""

    kind: Kind
    value: str | None = None
    past_value: str | None = None
    future_value: str | None = None
    offset: int | None = None
    anchor: Anchor | None = None


NOTHING = Sense("none")
Readings = tuple[str | None, str | None, str | None]  # the best, the past one, the one to come
NO_READINGS: Readings = (None, None, None)
Piece = tuple[Sense, int, int]  # with its first token and the token after its last
Meant = Sense | Sequence[Piece] | None


@dataclass(frozen=True, slots=True)
class Reference:
    """The document's date as a span; `width` is 3 where the day is known, 2 for a month, 1 for a year."""

    first: date
    last: date
    width: int

    @classmethod
    def read(cls, edtf: str | None) -> Reference | None:
        """From EDTF; of an interval the last part counts. None for a year in which nobody counts so."""
        if edtf is None:
            return None
        value = edtf.rstrip("~?%").removesuffix("/..").rpartition("/")[2]
        first, last = bounds(value)
        if first is None or last is None or not _FIRST_YEAR <= first.year <= last.year <= LAST_YEAR:
            return None
        return cls(first, last, 1 if len(value) == 7 and value[5] == "2" else value.count("-") + 1)

    @property
    def middle(self) -> date:
        return self.first + (self.last - self.first) / 2

    @property
    def month(self) -> int:
        """Months since the year 0."""
        return self.first.year * 12 + self.first.month - 1

    def coarse(self) -> str | None:
        """The reference itself, where less than a day is known of it."""
        return month_text(self.month) if self.width == 2 else f"{self.first.year:04}"


@dataclass(frozen=True, slots=True)
class Use:
    """A template's match: slots, the entry it belongs to, tokens, and what stands before it."""

    slots: Bindings
    entry: Mapping[str, Any]
    reference: Reference | None
    words: Sequence[Token]
    start: int
    end: int
    prefix: str | None
    vocabulary: Mapping[str, Any]

    def number(self, key: str) -> int | None:
        """What a slot read, as a number."""
        slot = self.slots.get(key)
        return slot.value if slot is not None and isinstance(slot.value, int) else None

    @property
    def direction(self) -> int | None:
        """1 next, -1 last, 0 this; None where the words do not tell."""
        told = self.number("direction")
        return told if told is not None else self.entry.get("direction")

    def known(self, unit: str) -> Reference | None:
        """The reference, where it is known to this unit."""
        return self.reference if self.reference and self.reference.width >= _WIDTH[unit] else None

    def word_before(self, offset: int = 1) -> str:
        at = self.start - offset
        return self.words[at].word if at >= 0 else ""


def month_text(index: int | None) -> str | None:
    """Months since the year 0 as EDTF."""
    if index is None or not 0 < index // 12 <= 9999:
        return None
    return f"{index // 12:04}-{index % 12 + 1:02}"


def calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def year_of(use: Use, key: str = "year") -> int | None:
    """The year that is written, or that "of next year" comes to."""
    year = use.number(key)
    if year is None and (shift := use.number("yearshift")) is not None and use.reference:
        return use.reference.first.year + shift
    return year


def ranked(
    options: Sequence[int], low: int, high: int, direction: int | None
) -> tuple[int | None, int | None, int | None]:
    """Of points on a time line the one nearest to a reference from low to high, the past and the future one.

    With a direction there is one reading only; it lies beyond the reference if that is a point, too.
    """
    past = max((o for o in options if o <= high), default=None)
    future = min((o for o in options if o >= low), default=None)
    if direction:
        exact = low == high
        later = min((o for o in options if (o > high if exact else o >= low)), default=None)
        earlier = max((o for o in options if (o < low if exact else o <= high)), default=None)
        return (later if direction > 0 else earlier), None, None
    middle = (low + high) / 2
    return min(options, key=lambda o: (abs(o - middle), -o), default=None), past, future


def was_moved(use: Use) -> bool:
    moved: Sequence[str] = use.vocabulary["moved"]
    return use.word_before() in moved or use.word_before(2) in moved


def two_mentions(use: Use, key: str, first: Sense | None, last: Sense | None) -> Meant:
    """Two mentions; the second one starts with a slot."""
    at = use.slots[key].index
    if first is None or last is None:
        return NOTHING
    end = max(slot.index for slot in use.slots.values() if slot.index < at) + 1
    return [(first, use.start, end), (last, at, use.end)]

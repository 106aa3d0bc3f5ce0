"""What words and dates say of how far a journey has got.

In: what was found in the words (`Account`) and the date of the journey. Out: the status.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.mentions import dates

Tense = Literal["past", "present", "future"]
# How much an account counts against another of the same journey.
WEAK, TOLD, DECIDED = 1, 2, 3
PLAIN, INFERRED, CONDITIONAL = 0.95, 0.85, 0.75
ASKED = "asked"  # a journey that a question names: no fact unless it is told as well
_SOME_WEEKS = 21  # days


@dataclass(frozen=True, slots=True)
class Account:
    """What the words say. `status` is set where they decide it whatever the date."""

    tense: Tense | None
    strength: int
    confidence: float
    status: str | None = None
    arrives: bool = False
    lasts: bool = False
    over: bool = False


def status_of(told: Account, value: str | None, now: str | None) -> str | None:
    """The status by words and dates; None where neither tells."""
    if told.status is not None:
        return told.status
    if value is not None and now is not None:
        if dates.is_after(value, now):
            return "planned" if told.tense != "past" else "held"
        if value.endswith("/..") and told.tense != "future":
            return "under-way"
        if dates.is_before(value, now):
            arrived = told.arrives and told.tense == "past" and _days_before(value, now) <= 2
            if told.lasts and told.tense == "present":
                return "under-way"
            return "under-way" if arrived else "planned" if told.tense == "future" else "held"
        if told.tense is None:
            return "under-way" if _is_now(value, now) else None
    if told.tense == "future":
        return "planned"
    if told.tense == "present":
        return "under-way"
    if told.tense == "past":
        if told.arrives and (value is None or now is not None):
            return "under-way"
        return "under-way" if value is not None and now is not None and _goes_on(value, now) else "held"
    return None


def _is_now(value: str, now: str) -> bool:
    """Whether a date of at most some weeks holds the document's day."""
    first, last = dates.bounds(value)
    return len(now) >= 10 and first is not None and last is not None and (last - first).days <= _SOME_WEEKS


def _goes_on(value: str, now: str) -> bool:
    """Whether a stay of several days has begun and goes on after the document's day."""
    if "/" not in value or len(now) < 10:
        return False
    first, last = dates.bounds(value)
    day = dates.bounds(now)[0]
    return last is not None and day is not None and first is not None and first <= day < last


def _days_before(value: str, now: str) -> int:
    last, day = dates.bounds(value)[1], dates.bounds(now)[0]
    return (day - last).days if last is not None and day is not None else 0

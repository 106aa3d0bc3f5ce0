"""When two values of a field count as the same.

In: a predicted and a gold value. Out: 1, 0, or for dates of which one lies within the other, a half.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from calendar import monthrange
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

Comparison = Callable[[Any, Any], float]

_LABEL_AGREEMENT = 0.5
_FAMILY_NAME_AGREEMENT = 0.75
# Two letters that look like a state's code and name an organisation.
_ORGANISATION_CODES = frozenset({"EU", "AU", "UN"})
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SEASONS = {21: (1, 3), 22: (4, 6), 23: (7, 9), 24: (10, 12)}


def same(a: Any, b: Any) -> float:
    """Codes, numbers and controlled values: exactly the same."""
    return float(a == b)


def same_label(a: str, b: str) -> float:
    """Labels, titles, topics: half of the words in common, as a token F1."""
    x, y = Counter(_words(a, _data("stop_words"))), Counter(_words(b, _data("stop_words")))
    common, size = (x & y).total(), x.total() + y.total()
    return float(common > 0 and 2 * common / size >= _LABEL_AGREEMENT)


def same_name(a: str, b: str) -> float:
    """Persons agree on the family name and no given name contradicts; organisations on words or acronym."""
    if a == b:
        return 1.0
    if _is_code(a) and _is_code(b) and not {a, b} & _ORGANISATION_CODES:
        return 0.0
    if _organisations(a) & _organisations(b):
        return 1.0
    x, y = _words(a, _data("honorifics")), _words(b, _data("honorifics"))
    if not x or not y:
        return 0.0
    if sorted(x) == sorted(y) or _is_acronym(a, b) or _is_acronym(b, a) or _same_person(x, y):
        return 1.0
    return same_label(a, b) if max(len(x), len(y)) > 2 else 0.0


def same_date(a: str, b: str) -> float:
    """EDTF dates: 1 for the same days, a half where one contains the other."""
    if a == b:
        return 1.0
    x, y = bounds(a), bounds(b)
    if not x or not y:
        return 0.0
    if x == y:
        return 1.0
    return 0.5 if _within(x, y) or _within(y, x) else 0.0


def bounds(text: object) -> tuple[date, date] | None:
    """First and last day of an EDTF date of level 0 or 1; None for what is no such date."""
    first, _, second = str(text).partition("/")
    start, end = _days(first), _days(second or first)
    return (start[0], end[1]) if start and end and start[0] <= end[1] else None


def _days(part: str) -> tuple[date, date] | None:
    part = part.strip("~?%")
    if part in {"", ".."}:
        return date.min, date.max
    match = _DATE.fullmatch(part)
    if not match:
        return None
    year, month, day = (int(group or 0) for group in match.groups())
    first, last = _SEASONS.get(month, (month, month)) if month else (1, 12)
    try:
        # The day of a season is no day: only the season counts.
        if day and month not in _SEASONS:
            return date(year, month, day), date(year, month, day)
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    except ValueError:
        return None


def _within(inner: tuple[date, date], outer: tuple[date, date]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _same_person(x: list[str], y: list[str]) -> bool:
    if _similarity(x[-1], y[-1]) < _FAMILY_NAME_AGREEMENT:
        return False
    given, other = x[:-1], y[:-1]
    return not given or not other or given[0][0] == other[0][0] or not set(given).isdisjoint(other)


def _is_acronym(short: str, long: str) -> bool:
    initials = "".join(word[0] for word in _words(long, _data("stop_words")))
    return short.isupper() and len(short) >= 2 and _fold(short) == initials


def _is_code(text: str) -> bool:
    return re.fullmatch("[A-Z]{2}", text) is not None


def _organisations(name: str) -> frozenset[int]:
    """Which of the known organisations the name may stand for."""
    key = " ".join(_words(name, _data("stop_words"))) or _fold(name)
    return frozenset(number for number, names in enumerate(_known_organisations()) if key in names)


def _fold(text: object) -> str:
    decomposed = unicodedata.normalize("NFKD", str(text)).casefold()
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _words(text: object, left_out: frozenset[str]) -> list[str]:
    return [word for word in re.findall(r"\w+", _fold(text)) if word not in left_out]


def _similarity(a: str, b: str) -> float:
    """One less the share of letters that have to be changed to turn one word into the other."""
    distances = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        diagonal, distances[0] = distances[0], i
        for j, y in enumerate(b, 1):
            changed = diagonal + (x != y)
            diagonal = distances[j]
            distances[j] = min(changed, diagonal + 1, distances[j - 1] + 1)
    return 1 - distances[-1] / max(len(a), len(b), 1)


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((files("kg.evaluation") / "names.toml").read_text(encoding="utf-8"))


@cache
def _data(name: str) -> frozenset[str]:
    return frozenset(_file()[name].split())


@cache
def _known_organisations() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(names) for names in _file()["organisations"])

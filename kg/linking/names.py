"""How like two names are.

In: two names. Out: `Likeness`: a level with its weight, and the reason in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.linking.spelling import CACHED, key, name_words, sound, tells_apart

# How much a likeness of names weighs in saying that two people are one.
WEIGHTS = {
    "same": 0.5,
    "transliteration": 0.45,
    "longer": 0.35,
    "much alike": 0.35,
    "misspelt": 0.35,
    "initial": 0.3,
    "family name": 0.3,
    "different": 0.0,
}
FULL = ("same", "transliteration")
_LONG_WORD = 5


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two names agree, one of the levels of WEIGHTS."""

    level: str

    @property
    def weight(self) -> float:
        """What the likeness is worth."""
        return WEIGHTS[self.level]


@lru_cache(maxsize=CACHED)
def compare(one: str, other: str) -> Likeness:
    """How like two names are, in whatever order they are given."""
    return _compare(*sorted((name_words(one), name_words(other)), key=lambda words: (len(words), words)))


def _compare(short: tuple[str, ...], long: tuple[str, ...]) -> Likeness:
    if not short:
        return Likeness("different")
    if sorted(short) == sorted(long) or "".join(short) == "".join(long):
        return Likeness("same")
    heard = [sound(word) for word in short], [sound(word) for word in long]
    if sorted(heard[0]) == sorted(heard[1]) or "".join(heard[0]) == "".join(heard[1]):
        return Likeness("transliteration")
    if len(short) == 1:
        family = len(long) > 1 and any(_word(short[0], word) >= 0.8 for word in (long[-1], long[0]))
        return Likeness("family name" if family else "different")
    return _by_words(short, list(long))


def _by_words(short: tuple[str, ...], long: list[str]) -> Likeness:
    """The words of the shorter name, each found in the longer one as well as may be."""
    grades: list[float] = []
    missing, left = list(short), list(long)
    for grade in (1.0, 0.9, 0.8, 0.6):
        for word in tuple(missing):
            found = next((other for other in left if _word(word, other) == grade), None)
            if found is not None:
                left.remove(found)
                missing.remove(word)
                grades.append(grade)
    if missing:
        return Likeness("different")
    worst, *others = sorted(grades)
    if worst == 0.6:
        return Likeness("initial" if others[0] >= 0.9 else "different")
    if worst == 0.8:
        return Likeness("misspelt" if others[0] >= 0.9 else "different")
    if worst == 0.9:
        return Likeness("different" if left else "much alike")
    return Likeness("longer")


@lru_cache(maxsize=CACHED)
def _word(one: str, other: str) -> float:
    """How like two words are: one sound, the same consonants, a slip of the pen, an initial."""
    if sound(one) == sound(other):
        return 1.0
    if min(len(one), len(other)) == 1:
        return 0.6 if one[0] == other[0] else 0.0
    if tells_apart(sound(one), sound(other)):
        return 0.0
    near = _slips(sound(one), sound(other))
    alike = near <= 1 or (near == 2 and len(sound(one)) == len(sound(other)))
    if key(one) == key(other) and len(key(one)) > 1 and alike:
        return 0.9
    if min(len(one), len(other)) >= _LONG_WORD and (near <= 1 or _slips(one, other) <= 1):
        return 0.8
    return 0.0


def _slips(one: str, other: str) -> int:
    """How many letters were changed, left out, put in or swapped; at most 3 are counted."""
    if abs(len(one) - len(other)) > 2 or len(set(one) ^ set(other)) > 4:
        return 3
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return min(row[-1], 3)

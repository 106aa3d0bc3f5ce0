"""Stretches of a text, and quick answers to what they cover.

In: (start, end) pairs, all at once or one by one. Out: `Spans`, which tells by bisection what a walk over all
pairs would tell, so that a text of any length takes time in proportion to its length.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Spans:
    """Spans by their start, each with the furthest end that it or one before it reaches."""

    __slots__ = ("_reach", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._reach: list[int] = []
        for start, end in sorted(spans):
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Takes one more span in."""
        place = bisect_right(self._starts, start)
        self._starts.insert(place, start)
        self._reach.insert(place, max(end, self._reach[place - 1]) if place else end)
        for later in range(place + 1, len(self._reach)):
            if self._reach[later] >= end:
                break
            self._reach[later] = end

    def meets(self, start: int, end: int) -> bool:
        """Whether a span shares a character with the stretch."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start

    def covers(self, start: int, end: int) -> bool:
        """Whether one span holds the whole stretch."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end


def sentence_start(text: str, offset: int) -> int:
    """Where the sentence around an offset begins, before there is a parse: behind a full stop or a line break."""
    return max(text.rfind(". ", 0, offset), text.rfind("\n", 0, offset)) + 1

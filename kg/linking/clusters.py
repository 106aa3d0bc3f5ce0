"""Things are put together pair by pair, the surest pair first, as long as nothing in the way of it is known.

In: how many things there are, pairs with scores, and what must not come together. Out: `Clusters`.
The order of the pairs is that of their scores and then of the things themselves, so the result has no chance
in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """How sure it is that two things are one, between 0 and 1, and why."""

    score: float
    reasons: tuple[str, ...]


class Clusters:
    """Sets of things, which are numbers from 0."""

    def __init__(self, size: int, joined: Callable[[int, int], None] = lambda kept, gone: None) -> None:
        """`joined(kept, gone)` is told which set was put into which."""
        self._joined = joined
        self._of = list(range(size))
        self.members: dict[int, list[int]] = {thing: [thing] for thing in range(size)}

    def find(self, thing: int) -> int:
        """The set of a thing, named by one of its members."""
        return self._of[thing]

    def join(self, one: int, other: int) -> int:
        """Puts the sets of two things together and returns the set, which has the name of the larger one."""
        ends = sorted({self._of[one], self._of[other]}, key=lambda name: (-len(self.members[name]), name))
        for gone in ends[1:]:
            for thing in self.members[gone]:
                self._of[thing] = ends[0]
            self.members[ends[0]] += self.members.pop(gone)
            self._joined(ends[0], gone)
        return ends[0]

    def join_all(
        self,
        pairs: Iterable[tuple[int, int, float]],
        allowed: Callable[[int, int], bool],
    ) -> list[tuple[int, int]]:
        """Puts pairs together, the surest first, where `allowed` says so; returns the refused ones."""
        refused = []
        for one, other, _ in sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1])):
            a, b = self.find(one), self.find(other)
            if a == b:
                continue
            if allowed(a, b):
                self.join(a, b)
            else:
                refused.append((one, other))
        return refused

    def sets(self) -> list[list[int]]:
        """All sets, each sorted, in the order of their smallest members."""
        return sorted(sorted(members) for members in self.members.values())

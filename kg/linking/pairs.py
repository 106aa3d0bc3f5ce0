"""Pairs of mentions or facts that were compared, and what came of it.

In: two names, the clusters that they are in now, a verdict. Out: `Pair`, with why the two are not one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.linking.clusters import Verdict

DECIDED = Verdict(1.0, ("decided by a reviewer",))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions or facts that were compared, by their names, and what came of it; `because` is why not."""

    one: str
    other: str
    verdict: Verdict
    joined: bool
    because: str = ""


def compared(
    names: Sequence[str],
    homes: tuple[int, int],
    verdict: Verdict,
    sure: float,
    hindrance: Callable[[int, int], str],
    otherwise: str,
) -> Pair:
    """What came of comparing two things that are now in the clusters `homes`.

    `hindrance` tells what keeps two clusters apart, empty where nothing does; `otherwise` is why a verdict of
    `sure` or more did not join them all the same.
    """
    one, other = sorted(names)
    if homes[0] == homes[1]:
        return Pair(one, other, verdict, True)
    because = "not sure enough" if verdict.score < sure else hindrance(*homes) or otherwise
    return Pair(one, other, verdict, False, because)

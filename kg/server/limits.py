"""What one request may take.

In: nothing. Out: `Limits`, as the command line sets them and as workers keep them.
"""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, bytes and rows of one answer; how many are worked on at once, and how many may wait.

    `memory` is what a worker may take on top of what the program itself takes.
    """

    seconds: float = 30.0
    memory: int = 2048 * MEGABYTE
    answer: int = 256 * MEGABYTE
    rows: int = 1_000_000
    request: int = MEGABYTE
    workers: int = 4
    waiting: int = 64

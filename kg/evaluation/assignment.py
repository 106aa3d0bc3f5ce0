"""The best one-to-one pairing of two lists.

In: a table of weights, rows against columns. Out: pairs of indices with the greatest sum of weights, found by
the Hungarian method (Kuhn 1955, in the form with potentials and shortest augmenting paths).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def best_pairs(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column) of greatest total weight; every row, or every column if fewer, is in one pair."""
    if not weights or not weights[0]:
        return []
    if len(weights) > len(weights[0]):
        return [(row, column) for column, row in best_pairs(list(zip(*weights, strict=True)))]
    owners = _assign(weights)
    return [(row, column) for column, row in enumerate(owners) if row is not None]


def _assign(weights: Sequence[Sequence[float]]) -> list[int | None]:
    """For each column the row that it is given, for no more rows than columns.

    The column after the last is a door: a row that is to be placed enters through it.
    """
    width = len(weights[0])
    row_potential = [0.0] * len(weights)
    column_potential = [0.0] * (width + 1)
    owners: list[int | None] = [None] * (width + 1)
    for newcomer in range(len(weights)):
        owners[width] = newcomer
        _place(weights, owners, row_potential, column_potential)
    return owners[:width]


def _place(
    weights: Sequence[Sequence[float]],
    owners: list[int | None],
    row_potential: list[float],
    column_potential: list[float],
) -> None:
    """Finds the cheapest chain of moves that seats the row at the door, and makes them."""
    width = len(owners) - 1
    slack, came_from = [inf] * width, [width] * width
    visited: set[int] = set()
    column = width
    while (row := owners[column]) is not None:
        visited.add(column)
        nearest, step = -1, inf
        for other in range(width):
            if other in visited:
                continue
            cost = -weights[row][other] - row_potential[row] - column_potential[other]
            if cost < slack[other]:
                slack[other], came_from[other] = cost, column
            if slack[other] < step:
                nearest, step = other, slack[other]
        for seen in visited:
            owner = owners[seen]
            assert owner is not None
            row_potential[owner] += step
            column_potential[seen] -= step
        for other in range(width):
            if other not in visited:
                slack[other] -= step
        column = nearest
    while column != width:
        owners[column] = owners[came_from[column]]
        column = came_from[column]
    owners[width] = None

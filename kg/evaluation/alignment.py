"""Which predicted fact stands for which gold fact.

In: the facts of one document and one type, gold and predicted. Out: `Alignment`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.evaluation.assignment import best_pairs
from kg.evaluation.slots import Record, agreement


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs (gold, predicted, slots in common); gold facts missed; predicted facts that are false."""

    pairs: tuple[tuple[Record, Record, float], ...]
    missed: tuple[Record, ...]
    false: tuple[Record, ...]


def align(gold: Sequence[Record], predicted: Sequence[Record]) -> Alignment:
    """Pairs facts one to one so that the number of matching slots is highest."""
    table = [[agreement(a, b) for b in predicted] for a in gold]
    chosen = [(row, column) for row, column in best_pairs(table) if table[row][column] > 0]
    found, used = {row for row, _ in chosen}, {column for _, column in chosen}
    return Alignment(
        tuple((gold[row], predicted[column], table[row][column]) for row, column in chosen),
        tuple(fact for row, fact in enumerate(gold) if row not in found),
        tuple(fact for column, fact in enumerate(predicted) if column not in used),
    )


def evidence_agrees(gold: Record, predicted: Record) -> bool:
    """Whether any of the predicted passages overlaps any of the gold ones."""
    return any(
        mine["start"] < its["end"] and its["start"] < mine["end"]
        for its in gold.get("evidence", ())
        for mine in predicted.get("evidence", ())
    )

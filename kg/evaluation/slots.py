"""Which fields of a fact are counted, and how each is compared.

In: two records of the facts table. Out: how many of their slots match. A field that is a list is one slot an
entry.
"""

from __future__ import annotations

from typing import Any

from kg.evaluation.assignment import best_pairs
from kg.evaluation.comparison import Comparison, same, same_date, same_label, same_name

Record = dict[str, Any]

LISTS = frozenset({"participants", "topics", "visitors", "parties", "signatories", "holders", "state"})
COMPARISONS: dict[str, dict[str, Comparison]] = {
    "office": {"person": same_name, "title": same_label, "role": same, "of": same_name, "former": same},
    "contact": {
        "medium": same,
        "status": same,
        "participants": same_name,
        "date": same_date,
        "place": same_label,
        "ordinal": same,
        "topics": same_label,
        "occasion": same_label,
    },
    "visit": {
        "visitors": same_name,
        "destination": same,
        "place": same_label,
        "kind": same,
        "status": same,
        "date": same_date,
        "purpose": same_label,
    },
    "agreement": {
        "label": same_label,
        "kind": same,
        "parties": same_name,
        "action": same,
        "date": same_date,
        "duration": same,
        "signatories": same_name,
    },
    "gathering": {
        "label": same_label,
        "kind": same,
        "ordinal": same,
        "status": same,
        "date": same_date,
        "place": same_label,
        "host": same,
    },
    "position": {"holders": same_name, "stance": same, "about": same_label, "state": same},
}
# Two facts can only be the same one where a field of every group matches.
_KEYS: dict[str, tuple[frozenset[str], ...]] = {
    "office": (frozenset({"person"}),),
    "contact": (frozenset({"participants"}),),
    "visit": (frozenset({"visitors", "destination", "place"}),),
    "agreement": (frozenset({"label", "parties"}),),
    "gathering": (frozenset({"label"}),),
    "position": (frozenset({"holders"}), frozenset({"about"})),
}


def entries(record: Record, field: str) -> list[Any]:
    """The entries of a field: none where it is left out."""
    value = record.get(field)
    if value is None:
        return []
    return list(value) if field in LISTS else [value]


def number(record: Record) -> int:
    """How many slots a fact has."""
    return sum(len(entries(record, field)) for field in COMPARISONS[record["type"]])


def matches(gold: Record, predicted: Record) -> dict[str, float]:
    """How many entries of each field two facts of one type have in common."""
    return {
        field: _common(entries(gold, field), entries(predicted, field), comparison)
        for field, comparison in COMPARISONS[gold["type"]].items()
    }


def agreement(gold: Record, predicted: Record) -> float:
    """How many slots two facts have in common; 0 where they cannot be the same fact."""
    found = matches(gold, predicted)
    possible = all(any(found[field] > 0 for field in group) for group in _KEYS[gold["type"]])
    return sum(found.values()) if possible else 0.0


def _common(gold: list[Any], predicted: list[Any], comparison: Comparison) -> float:
    table = [[comparison(a, b) for b in predicted] for a in gold]
    return sum(table[row][column] for row, column in best_pairs(table))

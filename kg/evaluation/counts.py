"""Counts, and the measures made of them.

In: facts tables. Out: `Count` by document and type, and sums of counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass

from kg.evaluation.alignment import align, evidence_agrees
from kg.evaluation.slots import COMPARISONS, Record, number
from kg.evaluation.tables import Table

TYPES = tuple(COMPARISONS)
CORE = tuple(kind for kind in TYPES if kind != "position")


@dataclass(frozen=True, slots=True)
class Count:
    """Slots and facts that match, that were predicted and that are gold; pairs whose evidence agrees."""

    slots_matched: float = 0.0
    slots_predicted: int = 0
    slots_gold: int = 0
    facts_matched: int = 0
    facts_predicted: int = 0
    facts_gold: int = 0
    evidence_right: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def measures(self) -> dict[str, float | int]:
        """Precision, recall and F1 over slots and over facts, and the share of evidence that is right."""
        precision, recall, f1 = _measures(self.slots_matched, self.slots_predicted, self.slots_gold)
        by_fact = _measures(self.facts_matched, self.facts_predicted, self.facts_gold)
        return {
            "precision": precision,
            "recall": recall,
            "f1": f1,
            "fact_precision": by_fact[0],
            "fact_recall": by_fact[1],
            "fact_f1": by_fact[2],
            "evidence": _share(self.evidence_right, self.facts_matched),
            "gold_facts": self.facts_gold,
            "predicted_facts": self.facts_predicted,
        }


Counts = Mapping[str, Mapping[str, Count]]


def count(gold: Table, predicted: Table) -> Counts:
    """Counts by document and type, over the documents that the gold covers."""
    return {
        document: {
            kind: _count(gold.facts(document, kind), predicted.facts(document, kind)) for kind in TYPES
        }
        for document in gold.documents
    }


def total(counts: Counts, kinds: Iterable[str] = TYPES) -> Count:
    """The sum of counts over documents and the given types."""
    kinds = tuple(kinds)
    return sum((by_type[kind] for by_type in counts.values() for kind in kinds), Count())


def summary(counts: Counts) -> dict[str, dict[str, float | int]]:
    """The measures of each type, of the types without positions (`core`), and of `all`."""
    rows = {kind: total(counts, [kind]) for kind in TYPES}
    return {
        name: row.measures()
        for name, row in {**rows, "core": total(counts, CORE), "all": total(counts)}.items()
    }


def _count(gold: Sequence[Record], predicted: Sequence[Record]) -> Count:
    pairs = align(gold, predicted).pairs
    return Count(
        sum((score for _, _, score in pairs), 0.0),
        sum(map(number, predicted)),
        sum(map(number, gold)),
        len(pairs),
        len(predicted),
        len(gold),
        sum(evidence_agrees(a, b) for a, b, _ in pairs),
    )


def _measures(found: float, predicted: int, gold: int) -> tuple[float, float, float]:
    precision, recall = _share(found, predicted), _share(found, gold)
    return precision, recall, _share(2 * precision * recall, precision + recall)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0

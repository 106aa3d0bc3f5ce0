"""The scores as lines for people, as JSON, and what differs, fact by fact."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.evaluation.alignment import align, evidence_agrees
from kg.evaluation.counts import TYPES, Counts, summary, total
from kg.evaluation.slots import COMPARISONS, Record, entries, matches
from kg.evaluation.tables import Table

_SLOTS, _FACTS = (f"{name + ': P':>9} {'R':>6} {'F1':>6}" for name in ("slots", "facts"))
_HEADER = f"{'':10} {_SLOTS}   {_FACTS}   evidence  predicted/gold"


def lines(counts: Counts, *, per_document: bool = False) -> Iterator[str]:
    """A line for each type, for all types but positions (`core`) and for all; before them one a document."""
    if per_document:
        for document, by_type in counts.items():
            row = total({document: by_type}).measures()
            facts = f"{row['predicted_facts']:3}/{row['gold_facts']:3}"
            yield f"{document:32} f1 {row['f1']:.3f}  facts {facts}"
    yield _HEADER
    for name, row in summary(counts).items():
        slots = f"{row['precision']:9.3f} {row['recall']:6.3f} {row['f1']:6.3f}"
        facts = f"{row['fact_precision']:9.3f} {row['fact_recall']:6.3f} {row['fact_f1']:6.3f}"
        numbers = f"{row['predicted_facts']}/{row['gold_facts']}"
        yield f"{name:10} {slots}   {facts}   {row['evidence']:8.3f}  {numbers}"


def differences(gold: Table, predicted: Table) -> Iterator[str]:
    """Facts missed (-), false (+), and found with a field that differs (~), by document."""
    for document in gold.documents:
        found = [line for kind in TYPES for line in _of_type(gold, predicted, document, kind)]
        if found:
            yield f"\n{document}"
            yield from found


def as_json(
    counts: Counts, gold: Table, predicted: Table, *, per_document: bool, errors: bool
) -> dict[str, Any]:
    """The scores, by document and with the differences where those are asked for."""
    result: dict[str, Any] = {"documents": len(counts), "scores": summary(counts)}
    if per_document:
        result["by_document"] = {name: total({name: row}).measures() for name, row in counts.items()}
    if errors:
        result["errors"] = {name: _errors(gold, predicted, name) for name in gold.documents}
    return result


def differing(gold: Record, predicted: Record) -> list[str]:
    """The fields in which two aligned facts do not agree in full."""
    found = matches(gold, predicted)
    return [
        field
        for field in COMPARISONS[gold["type"]]
        if found[field] < max(len(entries(gold, field)), len(entries(predicted, field)))
    ]


def _of_type(gold: Table, predicted: Table, document: str, kind: str) -> Iterator[str]:
    alignment = align(gold.facts(document, kind), predicted.facts(document, kind))
    for fact in alignment.missed:
        yield f"  - {kind}: {_told(fact, COMPARISONS[kind])}"
    for fact in alignment.false:
        yield f"  + {kind}: {_told(fact, COMPARISONS[kind])}"
    for wanted, found, _ in alignment.pairs:
        fields = differing(wanted, found)
        for field in fields:
            yield f"  ~ {kind}.{field}: {_value(wanted, field)} -> {_value(found, field)}"
        if not evidence_agrees(wanted, found):
            yield f"  ~ {kind}.evidence: none of the passages of {_told(wanted, COMPARISONS[kind])}"


def _errors(gold: Table, predicted: Table, document: str) -> dict[str, Any]:
    result: dict[str, list[Any]] = {"missed": [], "false": [], "differing": []}
    for kind in TYPES:
        alignment = align(gold.facts(document, kind), predicted.facts(document, kind))
        result["missed"] += alignment.missed
        result["false"] += alignment.false
        result["differing"] += [
            {"fields": fields, "gold": wanted, "predicted": found}
            for wanted, found, _ in alignment.pairs
            if (fields := differing(wanted, found))
        ]
    return result


def _told(fact: Record, fields: Any) -> str:
    return ", ".join(f"{field}={_value(fact, field)}" for field in fields if entries(fact, field))


def _value(fact: Record, field: str) -> str:
    return json.dumps(fact.get(field), ensure_ascii=False)

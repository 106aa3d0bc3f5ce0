"""What documents tell differently of one thing.

In: the accounts of one occurrence. Out: lines such as "date: 2022-04-20 (a) / 2022-04-21 (b)".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from kg.linking.accounts import HAPPENED, NARROW, Account
from kg.linking.neighbours import day

_MOST = 24  # outcomes that are set against each other
# What happened once and has one date, by what counts as the same happening.
_OUTCOMES = {"held": "held", "under-way": "held"} | {
    action: action for action in ("signed", "ratified", "in-force")
}


def disagreements(members: Sequence[Account]) -> tuple[str, ...]:
    """What two documents tell differently of one thing; a later status is news, no disagreement.

    Each value is told with the first document that gives it.
    """
    found: list[str] = []
    for name in ("medium", "kind", "host"):
        told = [(getattr(a.fact, name, None), a.fact.document) for a in members]
        found += _line(name, [(value, d) for value, d in told if value not in (None, "unspecified", "other")])
    spans: defaultdict[tuple[str, int], list[tuple[Any, str]]] = defaultdict(list)
    for account in members:
        span = getattr(account.fact, "duration", None)
        if span:  # an instrument may be renewed more than once, for another time each
            year = date.fromordinal(day(account)).year if account.status == "renewed" else 0
            spans[(account.status, year)].append((span, account.fact.document))
    for act in sorted(spans):
        found += _line("duration", spans[act])
    days: defaultdict[str, list[tuple[Any, str]]] = defaultdict(list)
    for account in members:
        if account.status in _OUTCOMES and account.dated and account.start == account.end:
            days[_OUTCOMES[account.status]].append((account.fact.date, account.fact.document))  # type: ignore[attr-defined]
    for outcome in sorted(days):
        found += _line("date", days[outcome])
    outcomes = [a for a in members if a.status in HAPPENED][:_MOST]
    called_off = [a for a in members if a.status in ("cancelled", "postponed")][:_MOST]
    for one in called_off:
        for other in (*outcomes, *called_off):
            if _status_differs(one, other):
                found += _line("status", [(a.status, a.fact.document) for a in (one, other)])
    return tuple(sorted(set(found)))


def _line(name: str, told: Sequence[tuple[Any, str]]) -> list[str]:
    first: dict[str, str] = {}
    for value, document in told:
        first.setdefault(str(value), document)
    sides = " / ".join(f"{value} ({document})" for value, document in sorted(first.items()))
    return [f"{name}: {sides}"] if len(first) > 1 else []


def _status_differs(one: Account, other: Account) -> bool:
    """Two outcomes of one time, told within a month of each other or both after it."""
    if one.fact.type == "agreement":
        return False
    clash = {one.status, other.status}
    if clash == {"postponed", "cancelled"}:
        return abs(one.issued - other.issued) <= NARROW
    if clash & {"held", "under-way"} and clash & {"cancelled", "postponed"}:
        called_off = one if one.status in ("cancelled", "postponed") else other
        took_place = other if called_off is one else one
        if took_place.start is None or called_off.start != took_place.start:
            return False
        before = NARROW if called_off.status == "cancelled" else 0
        return called_off.issued >= took_place.start - before
    return False

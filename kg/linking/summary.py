"""What a set of accounts rules out, without going through the accounts again.

In: accounts, one by one or as sets. Out: `Summary`, which says whether two sets can be of one event. It grows with
the different dates that are told, not with the accounts: thousands of documents may tell of one event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.linking.accounts import AHEAD, HAPPENED, NARROW, Account

_SLACK = 60
Span = tuple[int, int]


@dataclass
class Summary:
    """Documents, numbers, means and dates of a set of accounts; `plans` with the day on which each was told last."""

    documents: set[str] = field(default_factory=set)
    ordinals: set[int] = field(default_factory=set)
    media: set[str] = field(default_factory=set)
    happened: set[Span] = field(default_factory=set)
    signed: set[Span] = field(default_factory=set)
    plans: dict[Span | None, int] = field(default_factory=dict)
    sides: dict[str, int] = field(default_factory=dict)

    def take(self, other: Summary) -> None:
        """Adds another set."""
        for name in ("documents", "ordinals", "media", "happened", "signed"):
            getattr(self, name).update(getattr(other, name))
        for span, told in other.plans.items():
            self.plans[span] = max(told, self.plans.get(span, told))
        self.sides.update(other.sides)

    def hindrance(self, other: Summary) -> str:
        """Why the two sets cannot be of one event; empty where they can."""
        if not self.documents.isdisjoint(other.documents):
            return "one document tells of both"
        if _differ(self.ordinals, other.ordinals):
            return "they are different sessions"
        if _differ(self.media, other.media):
            return "one is a call and the other a meeting"
        if any(other.sides.get(decision, side) != side for decision, side in self.sides.items()):
            return "a reviewer told them apart"
        if _apart(self.happened, other.happened, _SLACK if self.ordinals and other.ordinals else 0):
            return "they took place at two times"
        if _apart(self.signed, other.signed, _SLACK):
            return "they were signed at two times"
        if _announced_after(self.plans, other.happened) or _announced_after(other.plans, self.happened):
            return "one was announced after the other had happened"
        return ""


def summary(account: Account, sides: Iterable[tuple[str, int]] = ()) -> Summary:
    """The summary of one account; `sides` are those on which decisions put it."""
    made = Summary({account.fact.document}, sides=dict(sides))
    if account.ordinal is not None:
        made.ordinals.add(account.ordinal)
    if account.medium:
        made.media.add(account.medium)
    span = None if account.start is None or account.end is None else (account.start, account.end)
    if account.status in HAPPENED and span is not None:
        made.happened.add(span)
    elif account.status == "signed" and span is not None:
        made.signed.add(span)
    elif account.status in AHEAD and account.fact.type != "agreement":
        made.plans[span] = account.issued
    return made


def _differ(one: set[int] | set[str], other: set[int] | set[str]) -> bool:
    return bool(one) and bool(other) and one != other


def _apart(one: set[Span], other: set[Span], slack: int) -> bool:
    """Whether any two dates share no day, give or take some."""
    return any(a[0] > b[1] + slack or b[0] > a[1] + slack for a in one for b in other)


def _announced_after(plans: Mapping[Span | None, int], happened: set[Span]) -> bool:
    """Whether a plan was told when the other had happened already: it is for another time."""
    return any(
        told > end and end - start < NARROW and not _planned_then(plan, (start, end))
        for plan, told in plans.items()
        for start, end in happened
    )


def _planned_then(plan: Span | None, then: Span) -> bool:
    narrow = plan is not None and plan[1] - plan[0] < NARROW
    return plan is not None and narrow and plan[0] <= then[1] and then[0] <= plan[1]

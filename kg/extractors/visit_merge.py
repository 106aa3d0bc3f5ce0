"""One journey, told several times, becomes one.

In: `Trip`s in text order, one for each telling. Out: the trips that are left when tellings of one journey
are put together. Who goes, where and when must not contradict each other; a later, more decided telling has
the last word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extractors.visit_account import ASKED, DECIDED, TOLD, WEAK, Account
from kg.extractors.visit_span import Span, merged
from kg.facts import Agent
from kg.mentions import dates

_NEAR = 500  # the same where the telling decides it: "the visit has been put off"
_FAR = 2000  # code points between a journey and "the visit" that takes it up


@dataclass(slots=True)
class Trip:
    """One telling of a journey. Without a destination it takes up a journey told before."""

    at: int
    visitors: tuple[Agent, ...]
    destination: str | None
    place: str | None
    kind: str
    told: Account
    status: str | None
    span: Span
    purpose: str | None
    confidence: float
    sentence: int
    leg: bool = False
    owned: bool = True
    noun: bool = False
    party: bool = False
    host: str | None = None  # where it goes if it takes up no journey told before
    sent: bool = False  # by somebody of another state than the one that it goes to
    evidence: list[tuple[int, int]] = field(default_factory=list)


def together(trips: Iterable[Trip]) -> list[Trip]:
    """The journeys that the tellings are of."""
    found: list[Trip] = []
    for trip in sorted(trips, key=lambda t: t.at):
        same = _same_before(trip, found)
        if same is not None:
            _join(same, trip)
            continue
        trip.destination = trip.destination or trip.host
        if trip.destination is not None:
            found.append(trip)
    return _alike(_adopted(found))


def _alike(found: list[Trip]) -> list[Trip]:
    """The legs that one headline names have gone equally far, also where the text goes on with some only."""
    for trip in found:
        beside = [
            t
            for t in found
            if t.sentence == trip.sentence and t.status is not None and t.told.strength > WEAK
        ]
        if trip.status is None and beside:
            trip.told, trip.status = beside[0].told, beside[0].status
    return found


def _adopted(found: list[Trip]) -> list[Trip]:
    """A headline without visitors or date joins the journey told below it."""
    kept: list[Trip] = []
    for trip in found:
        same = next((other for other in kept if _is_same(other, trip)), None)
        if same is None:
            kept.append(trip)
        else:
            _join(same, trip)
    return kept


def _same_before(trip: Trip, found: list[Trip]) -> Trip | None:
    if trip.destination is None:
        near = [other for other in found if trip.at - other.at < _FAR and _may_take_up(other, trip)]
        decided = [other for other in near if other.status == trip.status and trip.told.strength >= DECIDED]
        latest = decided or near
        return latest[-1] if latest else None
    same = [other for other in found if _is_same(other, trip)]
    return max(
        same, key=lambda other: (len(set(other.visitors) & set(trip.visitors)), other.at), default=None
    )


def _may_take_up(other: Trip, trip: Trip) -> bool:
    if trip.visitors and other.visitors and not set(trip.visitors) & set(other.visitors):
        return False
    if trip.told.strength >= DECIDED and trip.sentence != other.sentence:
        return other.status == trip.status or trip.at - other.at < _NEAR
    return other.status != "cancelled" or trip.status == "cancelled"


def _is_same(one: Trip, other: Trip) -> bool:
    if one.destination != other.destination:
        return False
    if one.visitors and other.visitors and not set(one.visitors) & set(other.visitors):
        return False
    if one.sentence == other.sentence and one.told.strength < DECIDED and other.told.strength < DECIDED:
        return _agree_on_time(one, other) or not (one.span.date() and other.span.date())
    return _agree_on_time(one, other) and _agree_on_status(one, other)


def _agree_on_time(one: Trip, other: Trip) -> bool:
    first, second = one.span.date(), other.span.date()
    if "postponed" in (one.status, other.status) or first is None or second is None:
        return True
    return dates.overlaps(first, second) or _adjacent(first, second) or _is_one_stay(one.span, other.span)


def _is_one_stay(one: Span, other: Span) -> bool:
    """Whether one tells the first day and the other the last."""
    for first, last in ((one, other), (other, one)):
        if last.end and not last.value and not last.begin and not first.end:
            begin = first.begin or first.value
            return begin is not None and "/" not in begin and begin < last.end
    return False


def _adjacent(first: str, second: str) -> bool:
    return first[:10] == second[:10]


def _agree_on_status(one: Trip, other: Trip) -> bool:
    """Whether two tellings may be of one journey by how far they say that it has got."""
    past, to_come = {"held", "under-way"}, {"planned", "invited"}
    for first, second in ((one, other), (other, one)):
        if first.status in past and first.span.date() and second.status not in past:
            return second.status is None or (
                first.told.strength == WEAK and first.span.date() == second.span.date()
            )
    strengths = one.told.strength, other.told.strength
    if min(strengths) < TOLD or max(strengths) >= DECIDED:
        return True
    if {one.status, other.status} <= past or {one.status, other.status} <= to_come:
        return True
    same_day = one.span.date() is not None and one.span.date() == other.span.date()
    return one.status == other.status or None in (one.status, other.status) or same_day


def _join(one: Trip, other: Trip) -> None:
    one.visitors = tuple(dict.fromkeys((*one.visitors, *other.visitors)))
    one.place = one.place or other.place
    one.party = one.party or other.party
    if one.kind == "unspecified":
        one.kind = other.kind
    stronger = other.told.strength > one.told.strength or (
        other.told.strength == one.told.strength and _outranks(other.status, one.status)
    )
    one.span = merged(one.span, other.span)
    if one.status is None or (stronger and other.status is not None):
        one.told, one.status = other.told, other.status
    one.purpose = one.purpose or other.purpose
    one.confidence = max(one.confidence, other.confidence)
    one.evidence.extend(q for q in other.evidence if q not in one.evidence)


_RANK = {
    None: 0,
    ASKED: 0,
    "invited": 1,
    "planned": 2,
    "held": 3,
    "under-way": 4,
    "postponed": 5,
    "cancelled": 6,
}


def _outranks(status: str | None, other: str | None) -> bool:
    return _RANK[status] > _RANK[other]

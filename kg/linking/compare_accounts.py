"""Whether two accounts tell of one event.

In: two accounts that share a key. Out: a `Verdict`, or None where they cannot be of one event.
Two days are two events; a plan and its outcome are one where nothing else is meant by either.
"""

from __future__ import annotations

from kg.linking.accounts import AHEAD, HAPPENED, NARROW, Account
from kg.linking.clusters import Verdict
from kg.linking.labels import overlap, without_states
from kg.linking.summary import summary

SURE = 0.7
STRONG = 0.9
_YEAR = 366
_POSTPONED = 2 * _YEAR
Point = tuple[float, str]


def compare(one: Account, other: Account) -> Verdict | None:
    """How sure it is that two accounts of one type tell of one event."""
    first, second = _in_order(one, other)
    if impossible(first, second):
        return None
    if first.fact.type == "agreement":
        return _weigh(_agreement(first, second))
    if first.fact.type == "contact" and not _actors_agree(first, second):
        return None
    if first.fact.type == "gathering" and first.ordinal is not None and first.ordinal == second.ordinal:
        return _weigh([(0.95, "the same session")])
    when = _when(first, second)
    if when is None:
        return None
    return _weigh([when, *_circumstances(first, second)])


def impossible(one: Account, other: Account) -> bool:
    """Whether two accounts cannot be of one event, whatever else speaks for it."""
    return bool(summary(one).hindrance(summary(other)))


def _in_order(one: Account, other: Account) -> tuple[Account, Account]:
    return (one, other) if (one.issued, one.id) <= (other.issued, other.id) else (other, one)


def _touch(one: Account, other: Account, slack: int = 0) -> bool:
    """Whether two dates may share a day; a date that is not told may be any."""
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return True
    return one.start <= other.end + slack and other.start <= one.end + slack


def _when(first: Account, second: Account) -> Point | None:
    if first.dated and second.dated and _touch(first, second):
        if first.narrow and second.narrow:
            return (1.0, "the same date") if first.start == second.start else (0.92, "dates that overlap")
        if first.fact.type == "contact" and not (first.narrow or second.narrow):
            return None
        if first.fact.type == "contact" and first.status in HAPPENED and second.status in HAPPENED:
            return (0.6, "a date within the other")
        return (0.75, "a date within the other") if first.narrow or second.narrow else (0.7, "the same time")
    moved = _moved(first, second)
    if moved is not None or (first.dated and second.dated):
        return moved
    return _undated(first, second)


def _moved(first: Account, second: Account) -> Point | None:
    """One of the two is a postponement: the date is another, the event is not."""
    if second.status == "postponed" and first.status in AHEAD - {"cancelled"}:
        still_open = first.end is None or first.end >= second.issued - 31
        later = second.start is None or first.start is None or second.start >= first.start - 31
        near = _days_between(first.start or first.issued, second.start or second.issued) <= _POSTPONED
        return (0.8, "put off, as the later document says") if still_open and later and near else None
    if first.status == "postponed" and second.status != "invited":
        since = second.start if second.start is not None else second.issued
        if since < first.issued - 1 or since - first.issued > _YEAR:
            return None
        return (0.75, "put off before, at another date now")
    return None


def _undated(first: Account, second: Account) -> Point | None:
    """One of the two has no date: it may be of what comes next."""
    if first.fact.type == "contact":
        return None
    if first.status in AHEAD - {"cancelled"} and not first.dated:
        since = second.start if second.start is not None else second.issued
        if first.issued - 1 <= since <= first.issued + _YEAR:
            return 0.7, "announced without a date, the next there is"
        return None
    if second.status in ("cancelled", "postponed") and not second.dated and first.status in AHEAD:
        if first.end is not None and second.issued - 31 <= first.end <= second.issued + 2 * _YEAR:
            return 0.8, "called off before its date"
        return None
    soon = first.start is not None and 0 <= second.issued - first.start <= NARROW
    if second.status in HAPPENED and not second.dated and first.status in AHEAD and soon:
        return 0.72, "reported soon after its date"
    return None


def _circumstances(first: Account, second: Account) -> list[Point]:
    points: list[Point] = []
    if first.fact.type == "visit":
        kinds = {getattr(a.fact, "kind", "unspecified") for a in (first, second)} - {"unspecified"}
        if len(kinds) == 1:
            points.append((0.03, "the same kind"))
        elif len(kinds) == 2 and not (first.narrow and second.narrow):
            points.append((-0.1, "of two kinds"))
        shared = overlap(first.subject, second.subject)
        if first.subject and second.subject:
            if shared >= 0.4:
                points.append((0.1, "the same purpose"))
            elif shared == 0 and first.language == second.language and not (first.narrow and second.narrow):
                points.append((-0.15, "another purpose"))
    return points


def _actors_agree(one: Account, other: Account) -> bool:
    """Whether those who take part can be the same, where a state may stand for its people."""
    fewer, more = sorted((one, other), key=lambda a: (len(a.actors), sorted(a.actors)))
    left = set(more.actors) - fewer.actors
    missing = set(fewer.actors) - more.actors
    for actor in sorted(missing):
        if actor in more.states and any(not a.startswith(("state:", "org:")) for a in left):
            continue
        if not any(other in fewer.states for other in left):
            return False
    if len(fewer.actors) < 2:
        return False
    if not missing and len(left) > 0:
        return len(more.actors) <= 2 * len(fewer.actors) and more.states == fewer.states
    return one.states == other.states or not missing


def _agreement(first: Account, second: Account) -> list[Point]:
    shared = overlap(without_states(first.subject), without_states(second.subject))
    kinds = {getattr(a.fact, "kind", "other") for a in (first, second)}
    same_action = first.status == second.status == "signed" and first.narrow and second.narrow
    points: list[Point] = [(shared * 0.9, "what it is about")]
    if same_action and first.start == second.start and first.language != second.language:
        points.append((0.15, "signed on the same day"))
    if len(kinds) == 2:
        points.append((-0.1, "instruments of two kinds"))
    return points


def _weigh(points: list[Point]) -> Verdict:
    score = round(min(1.0, max(0.0, sum(weight for weight, _ in points))), 2)
    return Verdict(score, tuple(f"{reason} ({weight:+.2f})" for weight, reason in points if weight))


def _days_between(one: int, other: int) -> int:
    return abs(one - other)

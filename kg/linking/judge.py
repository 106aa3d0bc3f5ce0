"""Whether two profiles are of one person: name, state, offices, dates and company are weighed.

In: two profiles. Out: `Verdict`, with its reasons in words; None where they cannot be one.
A name is never enough: a false merge is worse than a missed one.
"""

from __future__ import annotations

from kg.graph.iris import SINGLE_SEATS
from kg.linking.clusters import Verdict
from kg.linking.labels import overlap
from kg.linking.material import Post, Profile
from kg.linking.names import FULL, compare
from kg.linking.spelling import is_common

SURE = 0.8
UNCERTAIN = 0.6
_YEAR = 365
FAR = 8 * _YEAR
_POLITICAL = frozenset(
    {"head-of-state", "head-of-government", "foreign-minister", "minister", "deputy-minister"}
)
# Likenesses that leave so much open that only the same state speaks for them at all.
_LOOSE = frozenset({"longer", "misspelt", "much alike", "initial", "family name"})
Point = tuple[float, str]


def judge(one: Profile, other: Profile) -> Verdict | None:
    """How sure it is that two profiles are of one person."""
    likeness = compare(one.name, other.name)
    shared = one.owners & other.owners
    if likeness.level == "different" or _of_two_states(one, other):
        return None
    if likeness.level in _LOOSE and not shared:
        return None
    seat = _office(one, other)
    if likeness.level == "family name" and seat[1] != "the same seat":
        return None
    points: list[Point] = [(likeness.weight, f"names: {likeness.level}")]
    points.append(_state(one, other, likeness.level))
    points.append(seat)
    points.append(_common(one, shared, seat))
    points.append(_time(one, other, likeness.level))
    if one.company & other.company:
        points.append((0.1, "met the same people"))
    score = round(min(1.0, max(0.0, sum(weight for weight, _ in points))), 2)
    return Verdict(score, tuple(f"{reason} ({weight:+.2f})" for weight, reason in points if weight))


def _of_two_states(one: Profile, other: Profile) -> bool:
    """Whether the two serve different states, or one of them two at once: then it is two people."""
    states = [_states(profile) for profile in (one, other)]
    if any(len(_states(profile, now=True)) > 1 for profile in (one, other)):
        return True
    return bool(states[0]) and bool(states[1]) and not one.owners & other.owners


def _states(profile: Profile, now: bool = False) -> set[str]:
    posts = (post for post in profile.posts if not (now and post.former))
    return {post.owner for post in posts if post.owner.startswith("state:")}


def _state(one: Profile, other: Profile, level: str) -> Point:
    if one.owners & other.owners:
        return 0.25, "the same state or organisation"
    if one.owners and other.owners:
        return -0.1, "a state here, an organisation there"
    telling = level in FULL and not is_common(one.name) and not is_common(other.name)
    near = _gap(one, other) <= 3 * _YEAR
    if not one.owners and not other.owners:
        return (0.2, "a rare name, no state told") if telling and near else (0.0, "no state told")
    return (0.3, "a rare name, state told once") if telling and near else (0.0, "state told once")


def _office(one: Profile, other: Profile) -> Point:
    """The best that the offices of one owner say."""
    found = [
        _posts(a, b, one, other) for a in sorted(one.posts) for b in sorted(other.posts) if a.owner == b.owner
    ]
    return max(found, default=(0.0, "no offices to compare"))


def _posts(a: Post, b: Post, one: Profile, other: Profile) -> Point:
    if a.role == b.role:
        if a.role in SINGLE_SEATS:
            return 0.25, "the same seat"
        if overlap(frozenset(a.subject), frozenset(b.subject)) >= 0.5:
            return 0.2, "the same office"
        return 0.1, "offices of the same kind"
    concurrent = one.first <= other.last and other.first <= one.last and not (a.former or b.former)
    if {a.role, b.role} <= _POLITICAL:
        return (-0.1, "two offices at one time") if concurrent else (0.1, "another office at another time")
    return (-0.2, "two offices at one time") if concurrent else (-0.05, "offices of two kinds")


def _common(one: Profile, shared: frozenset[str], seat: Point) -> Point:
    weak = bool(shared) and seat[0] < 0.2
    return (-0.1, "a name that many have") if weak and is_common(one.name) else (0.0, "")


def _time(one: Profile, other: Profile, level: str) -> Point:
    gap = _gap(one, other)
    if gap > FAR and not any(post.former for post in one.posts | other.posts):
        return -0.3, "many years apart"
    if level == "family name" and gap > 2 * _YEAR:
        return -0.2, "years apart"
    return 0.0, ""


def _gap(one: Profile, other: Profile) -> int:
    """The days between two spans of mentions; 0 where they touch."""
    return max(0, other.first - one.last, one.first - other.last)

"""Which accounts tell of the same thing.

In: accounts, decisions. Out: `Occurrence`s, each with its accounts, and the pairs that were compared.

Accounts with the same date come together first. A vaguer one then joins the only occurrence that it can mean,
and none where there are several: a false link is worse than a missed one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from typing import Any

from kg.graph import iris
from kg.graph.slugs import fingerprint, slug
from kg.linking.accounts import HAPPENED, NARROW, Account
from kg.linking.clusters import Clusters, Verdict
from kg.linking.compare_accounts import STRONG, SURE, compare
from kg.linking.decisions import Rulings
from kg.linking.labels import overlap, without_states
from kg.linking.persons import DECIDED, Pair
from kg.linking.summary import summary

_MOST = 24  # accounts that one account is compared with in each direction
_NEXT = 6
_FAR = 2 * 366
_LIKE = 0.5
# What happened once and has one date, by what counts as the same happening.
_OUTCOMES = {"held": "held", "under-way": "held"} | {
    action: action for action in ("signed", "ratified", "in-force")
}
_CLEARLY = 0.1
_LIKELY = 0.6


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What some accounts tell of, in the order of their documents' dates.

    `tail` is the IRI after the base.
    """

    tail: str
    accounts: tuple[Account, ...]
    disagreements: tuple[str, ...] = ()


def occurrences(found: Iterable[Account], rulings: Rulings) -> tuple[list[Occurrence], list[Pair]]:
    """The occurrences that accounts are of, and the pairs of facts that were found likely to be of one."""
    accounts = sorted(found, key=lambda a: (a.issued, a.id))
    work = _Work(accounts, rulings)
    work.settle()
    sets = [tuple(accounts[n] for n in members) for members in work.clusters.sets()]
    return _named(sets), list(work.pairs())


class _Work:
    """Accounts on the way to occurrences."""

    def __init__(self, accounts: Sequence[Account], rulings: Rulings) -> None:
        self.accounts, self.rulings = accounts, rulings
        self.summaries = [summary(account, rulings.sides.get(account.id, ())) for account in accounts]
        self.clusters = Clusters(len(accounts), self._joined)
        self.verdicts: dict[tuple[int, int], Verdict] = {}
        for one, other in sorted(set(_candidates(accounts))):
            if not rulings.apart(accounts[one].id, accounts[other].id):
                verdict = compare(accounts[one], accounts[other])
                if verdict is not None and verdict.score >= _LIKELY:
                    self.verdicts[(one, other)] = verdict

    def settle(self) -> None:
        """What reviewers decided, then the same dates, then what may mean only one of these."""
        place = {account.id: n for n, account in enumerate(self.accounts)}
        for facts in self.rulings.together:
            numbers = [place[iri] for iri in facts if iri in place]
            for one, other in pairwise(numbers):
                self.verdicts[(min(one, other), max(one, other))] = DECIDED
                self.clusters.join(one, other)
        scored = [(*pair, verdict.score) for pair, verdict in self.verdicts.items()]
        self.clusters.join_all([edge for edge in scored if edge[2] >= STRONG], self._allowed)
        weak = [edge for edge in scored if SURE <= edge[2] < STRONG]
        self.clusters.join_all(self._unambiguous(weak), self._allowed)

    def _unambiguous(self, edges: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
        """The pairs of which neither side may as well be of another occurrence that is not the same."""
        nearby: defaultdict[int, dict[int, float]] = defaultdict(dict)
        for one, other, score in edges:
            homes = self.clusters.find(one), self.clusters.find(other)
            for thing, home in ((homes[0], homes[1]), (homes[1], homes[0])):
                if thing != home:
                    nearby[thing][home] = max(score, nearby[thing].get(home, 0.0))
        choice = {thing: self._choice(thing, homes) for thing, homes in sorted(nearby.items())}
        return [
            (one, other, score)
            for one, other, score in edges
            if self.clusters.find(other) in choice.get(self.clusters.find(one), ())
            and self.clusters.find(one) in choice.get(self.clusters.find(other), ())
        ]

    def _choice(self, thing: int, homes: dict[int, float]) -> frozenset[int]:
        """Which neighbours it may join: all, if they may be one; else the best, or the next in time."""
        names = sorted(homes, key=lambda home: (-homes[home], home))
        rivals = [
            (a, b) for place, a in enumerate(names) for b in names[place + 1 :] if not self._allowed(a, b)
        ]
        if not rivals:
            return frozenset(names)
        best = [name for name in names if homes[names[0]] - homes[name] < _CLEARLY]
        if len(best) == 1 or not any(a in best and b in best for a, b in rivals):
            return frozenset(best)
        nearest = self._next(thing, best)
        return frozenset({nearest}) if nearest is not None else frozenset()

    def _next(self, thing: int, best: list[int]) -> int | None:
        """What comes first after an account that puts off or invites; None after others."""
        members = [self.accounts[n] for n in self.clusters.members[thing]]
        if not any(
            a.status == "postponed" or (not a.dated and a.status in ("planned", "invited")) for a in members
        ):
            return None
        known = max(a.issued for a in members)
        later = []
        for name in best:
            days = [day for n in self.clusters.members[name] if (day := self.accounts[n].start) is not None]
            if days and min(days) >= known - NARROW:
                later.append((min(days), name))
        later.sort()
        return later[0][1] if later and (len(later) == 1 or later[0][0] < later[1][0]) else None

    def _joined(self, kept: int, gone: int) -> None:
        self.summaries[kept].take(self.summaries[gone])

    def _allowed(self, one: int, other: int) -> bool:
        """Whether two occurrences, by their names, may be one."""
        return not self.summaries[one].excludes(self.summaries[other])

    def pairs(self) -> Iterator[Pair]:
        """What was found likely, by the facts' IRIs."""
        for (one, other), verdict in sorted(self.verdicts.items()):
            ends = sorted((self.accounts[one].id, self.accounts[other].id))
            yield Pair(ends[0], ends[1], verdict, self.clusters.find(one) == self.clusters.find(other))


def _candidates(accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """Pairs that share a key, and whose dates do not rule out that they are of one event."""
    groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, account in enumerate(accounts):
        for key in account.keys:
            groups[key].append(number)
    for key in sorted(groups):
        if len(groups[key]) > 1:
            pairs = _by_subject if key[0] == "agreement" else _by_session if key[0] == "series" else _by_day
            yield from pairs(groups[key], accounts)


def _by_day(members: Sequence[int], accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """Pairs whose dates touch, and those of which one has no date or puts off the other's."""
    by_day = sorted(members, key=lambda n: (_day(accounts[n]), n))
    days = [_day(accounts[n]) for n in by_day]
    for place, one in enumerate(by_day):
        upto = bisect_right(days, accounts[one].end or days[place], lo=place)
        for other in by_day[place + 1 : min(upto, place + 1 + _MOST)]:
            yield min(one, other), max(one, other)
    for place, one in enumerate(by_day):
        if accounts[one].status == "postponed" or not accounts[one].dated:
            since = bisect_left(days, days[place] - _FAR)
            upto = bisect_right(days, days[place] + _FAR)
            for other in by_day[max(since, place - _MOST) : min(upto, place + 1 + _MOST)]:
                if other != one:
                    yield min(one, other), max(one, other)


def _day(account: Account) -> int:
    return account.issued if account.start is None else account.start


def _by_session(members: Sequence[int], accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """Of a series, accounts of the same session in a row; those without a number by their days."""
    sessions: defaultdict[int, list[int]] = defaultdict(list)
    for number in members:
        ordinal = accounts[number].ordinal
        if ordinal is not None:
            sessions[ordinal].append(number)
    for ordinal in sorted(sessions):
        yield from _in_a_row(sessions[ordinal])
    if any(accounts[number].ordinal is None for number in members):
        yield from _by_day(members, accounts)


def _by_subject(members: Sequence[int], accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """Of agreements between the same parties, those with one name in a row, those with like names all."""
    named: defaultdict[frozenset[str], list[int]] = defaultdict(list)
    for number in members:
        named[without_states(accounts[number].subject)].append(number)
    for subject in sorted(named, key=sorted):
        yield from _in_a_row(named[subject])
    for one, other in combinations(sorted(named, key=sorted), 2):
        if overlap(one, other) >= _LIKE:
            for a in named[one][:_MOST]:
                yield from ((min(a, b), max(a, b)) for b in named[other][:_MOST])


def _in_a_row(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each with the next few, in the order of documents."""
    for place, one in enumerate(members):
        yield from ((one, other) for other in members[place + 1 : place + 1 + _NEXT])


def _named(sets: Sequence[tuple[Account, ...]]) -> list[Occurrence]:
    """Occurrences with IRIs that tell type, actors and date, as the first account has them."""
    tails = [_tail(members) for members in sets]
    clash = Counter(tails)
    return [
        Occurrence(
            tail if clash[tail] == 1 else f"{tail}--{fingerprint(members[0].id)}",
            members,
            disagreements(members),
        )
        for tail, members in zip(tails, sets, strict=True)
    ]


def _tail(members: Sequence[Account]) -> str:
    first = members[0]
    when = next((a.fact.date for a in members if getattr(a.fact, "date", None)), None)  # type: ignore[attr-defined]
    if first.fact.type in ("gathering", "agreement"):
        keyed = next((account.keys[0] for account in members if account.keys), ())
        states = [key.partition(":")[2].lower() for key in keyed if ":" in key]
        subject = without_states(first.subject) or frozenset({str(getattr(first.fact, "label", ""))})
        actors = [slug("-".join([*sorted(subject), *states]))]
        if not keyed:
            actors = [f"{slug(first.fact.document)}-{actors[0]}"]
        if first.fact.type == "gathering" and first.ordinal is not None:
            return iris.session(actors[0], first.ordinal, "")
        if first.fact.type == "agreement":
            return iris.occurrence("agreement", actors, "", "").rstrip("/")
    else:
        actors = [actor.partition(":")[2] if ":" in actor else actor for actor in sorted(first.actors)]
        if first.fact.type == "visit" and getattr(first.fact, "destination", None):
            actors.append(str(getattr(first.fact, "destination", "")))
    return iris.occurrence(first.fact.type, actors, when or "undated", "")


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
            year = date.fromordinal(_day(account)).year if account.status == "renewed" else 0
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

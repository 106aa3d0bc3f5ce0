"""Which accounts tell of the same thing.

In: accounts, decisions. Out: `Occurrence`s, each with its accounts, and the pairs that were compared.

Accounts with the same date come together first. A vaguer one then joins the only occurrence that it can mean,
and none where there are several: a false link is worse than a missed one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.graph import iris
from kg.graph.slugs import fingerprint, slug
from kg.linking.accounts import NARROW, Account
from kg.linking.clusters import Clusters, Verdict
from kg.linking.compare_accounts import STRONG, SURE, compare
from kg.linking.decisions import Rulings
from kg.linking.disagreements import disagreements
from kg.linking.labels import without_states
from kg.linking.neighbours import neighbours
from kg.linking.pairs import DECIDED, Pair, compared
from kg.linking.summary import summary

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
        for one, other in sorted(set(neighbours(accounts))):
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
        return not self._hindrance(one, other)

    def _hindrance(self, one: int, other: int) -> str:
        return self.summaries[one].hindrance(self.summaries[other])

    def pairs(self) -> Iterator[Pair]:
        """What was found likely, by the facts' IRIs."""
        for pair, verdict in sorted(self.verdicts.items()):
            names = [self.accounts[n].id for n in pair]
            homes = self.clusters.find(pair[0]), self.clusters.find(pair[1])
            yield compared(names, homes, verdict, SURE, self._hindrance, "it may as well be of another time")


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

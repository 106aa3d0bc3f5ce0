"""Who is who across documents.

In: mentions of people, people who are known, decisions. Out: `Person`s, each with its mentions and with the
reasons why they are one, and the pairs about which there is doubt.

Profiles that tell a full name and an office come first. A family name alone, an initial, or a name without an
office then goes to the one person whom it can mean, and to nobody where it may be either of two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from kg.graph.iris import SINGLE_SEATS
from kg.linking.clusters import Clusters, Verdict
from kg.linking.decisions import Rulings
from kg.linking.judge import FAR, SURE, UNCERTAIN, judge
from kg.linking.known import KnownPeople, KnownPerson
from kg.linking.material import Mention, Profile, profiles
from kg.linking.names import compare
from kg.linking.naming import Person, named, spellings
from kg.linking.pairs import DECIDED, Pair, compared
from kg.linking.spelling import key

_MOST_WORDS = 5
_LARGEST_BLOCK = 300
_CLEARLY = 0.1


@dataclass
class Resolution:
    """People, and the pairs of profiles that speak for or against: the joined and the doubtful."""

    persons: list[Person]
    pairs: list[Pair]
    by_anchor: dict[str, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_anchor = {mention.anchor: person for person in self.persons for mention in person.mentions}


def resolve(mentions: Iterable[Mention], known: KnownPeople, rulings: Rulings) -> Resolution:
    """Who the mentions mean."""
    found = profiles(mentions, rulings.sides, FAR)
    work = _Work(found, [known.who(profile) for profile in found])
    work.decided(rulings)
    work.settle()
    pairs = list(work.pairs())
    return Resolution(named([work.person(members) for members in work.clusters.sets()]), pairs)


class _Work:
    """Profiles on the way to persons."""

    def __init__(self, found: Sequence[Profile], known: Sequence[KnownPerson | None]) -> None:
        self.profiles, self.known = found, known
        self.documents = [{mention.document for mention in profile.mentions} for profile in found]
        self.clusters = Clusters(len(found), self._joined)
        self.verdicts: dict[tuple[int, int], Verdict] = {}
        self.doubtful: set[tuple[int, int]] = set()
        for one, other in _candidates(found, known):
            verdict = self._judge(one, other)
            if verdict is not None and verdict.score >= UNCERTAIN:
                self.verdicts[(one, other)] = verdict

    def decided(self, rulings: Rulings) -> None:
        """Puts together what reviewers said is one."""
        place = {mention.anchor: n for n, profile in enumerate(self.profiles) for mention in profile.mentions}
        for anchors in rulings.together:
            numbers = [place[anchor] for anchor in anchors if anchor in place]
            for one, other in pairwise(numbers):
                self.verdicts[(min(one, other), max(one, other))] = DECIDED
                self.clusters.join(one, other)

    def settle(self) -> None:
        """Full names with offices first, then what may mean only one of them, then the rest."""
        weak = [
            _is_weak(profile) and person is None
            for profile, person in zip(self.profiles, self.known, strict=True)
        ]
        sure = [(*pair, verdict.score) for pair, verdict in self.verdicts.items() if verdict.score >= SURE]
        self._join([edge for edge in sure if not weak[edge[0]] and not weak[edge[1]]])
        unclear = self._attach([edge for edge in sure if weak[edge[0]] != weak[edge[1]]], weak)
        self._join(
            [edge for edge in sure if weak[edge[0]] and weak[edge[1]] and not {edge[0], edge[1]} & unclear]
        )

    def pairs(self) -> Iterator[Pair]:
        """What was found likely, by the anchors of the first mentions."""
        for pair, verdict in sorted(self.verdicts.items()):
            names = [self.profiles[n].mentions[0].anchor for n in pair]
            homes = self.clusters.find(pair[0]), self.clusters.find(pair[1])
            yield compared(names, homes, verdict, SURE, self._hindrance, "it may as well be somebody else")

    def person(self, members: Sequence[int]) -> Person:
        """The person that some profiles are of."""
        found = [self.profiles[n] for n in members]
        known = next((self.known[n] for n in members if self.known[n] is not None), None)
        mentions = sorted((m for p in found for m in p.mentions), key=lambda m: (m.day, m.anchor))
        return Person("", spellings(mentions), tuple(mentions), known)

    def _judge(self, one: int, other: int) -> Verdict | None:
        persons = self.known[one], self.known[other]
        if persons[0] is not None and persons[1] is not None:
            if persons[0] != persons[1]:
                return None
            return Verdict(1.0, (f"both are {persons[0].slug} in the authority file (+1.00)",))
        return judge(self.profiles[one], self.profiles[other])

    def _join(self, edges: list[tuple[int, int, float]]) -> None:
        self.doubtful.update(self.clusters.join_all(edges, self._allowed))

    def _attach(self, edges: list[tuple[int, int, float]], weak: Sequence[bool]) -> set[int]:
        """Gives each weak profile to the one person whom it can mean; returns those that may mean several."""
        wanted: defaultdict[int, dict[int, float]] = defaultdict(dict)
        for one, other, score in edges:
            thing, to = (one, other) if weak[one] else (other, one)
            home = self.clusters.find(to)
            wanted[thing][home] = max(score, wanted[thing].get(home, 0.0))
        unclear: set[int] = set()
        chosen: list[tuple[int, int, float]] = []
        for thing in sorted(wanted):
            ranked = sorted(
                ((score, home) for home, score in wanted[thing].items()), key=lambda r: (-r[0], r[1])
            )
            if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _CLEARLY:
                unclear.add(thing)
            else:
                chosen.append((thing, ranked[0][1], ranked[0][0]))
        self._join(chosen)
        return unclear

    def _joined(self, kept: int, gone: int) -> None:
        self.documents[kept] |= self.documents[gone]

    def _allowed(self, a: int, b: int) -> bool:
        """Whether two sets of profiles, by their names, may be one person as a whole."""
        return not self._hindrance(a, b)

    def _hindrance(self, a: int, b: int) -> str:
        """Why two sets of profiles cannot be one person; empty where they can."""
        if not self.documents[a].isdisjoint(self.documents[b]):
            return "one document names both"
        one, other = self.clusters.members[a], self.clusters.members[b]
        if len({person for n in (*one, *other) if (person := self.known[n]) is not None}) > 1:
            return "they are two people of the authority file"
        sides: dict[str, set[int]] = {}
        for n in (*one, *other):
            for decision, side in self.profiles[n].sides:
                sides.setdefault(decision, set()).add(side)
        if any(len(found) > 1 for found in sides.values()):
            return "a reviewer told them apart"
        if not self._states_allow(one, other):
            return "they serve two states"
        return "" if self._names_allow(one, other) else "their names are different"

    def _states_allow(self, one: list[int], other: list[int]) -> bool:
        states = [
            {owner for n in members for owner in self.profiles[n].owners if owner.startswith("state:")}
            for members in (one, other)
        ]
        return not states[0] or not states[1] or bool(states[0] & states[1])

    def _names_allow(self, one: list[int], other: list[int]) -> bool:
        names = [{self.profiles[n].words: self.profiles[n].name for n in members} for members in (one, other)]
        return all(compare(a, b).level != "different" for a in names[0].values() for b in names[1].values())


def _is_weak(profile: Profile) -> bool:
    return not profile.owners or len(profile.words) < 2 or any(len(word) == 1 for word in profile.words)


def _candidates(found: Sequence[Profile], known: Sequence[KnownPerson | None]) -> Iterator[tuple[int, int]]:
    """Pairs that share two words of a name, a word and a state, or a seat, each once and in order."""
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, profile in enumerate(found):
        for block in _blocks(profile):
            blocks[block].append(number)
        person = known[number]
        if person is not None:
            blocks[("known", person.slug)].append(number)
    seen: set[tuple[int, int]] = set()
    for block in sorted(blocks):
        members = blocks[block]
        pairs = combinations(members, 2) if len(members) <= _LARGEST_BLOCK else pairwise(members)
        for pair in pairs:
            if pair not in seen:
                seen.add(pair)
                yield pair


def _blocks(profile: Profile) -> set[tuple[str, ...]]:
    keys = sorted({key(word) for word in profile.words})[:_MOST_WORDS]
    found: set[tuple[str, ...]] = set(combinations(keys, 2)) or {(keys[0], "")}
    found.add(("whole", key("".join(sorted(profile.words)))))
    for post in profile.posts:
        found.update((post.owner, word) for word in keys)
        if post.role in SINGLE_SEATS:
            found.add((post.owner, post.role, ""))
    return found

"""What people across documents are called: their spellings, and the last parts of their IRIs.

In: persons, each with its mentions. Out: the same, with names that are readable and the same for the same mentions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.graph.slugs import fingerprint, slug
from kg.linking.known import KnownPerson
from kg.linking.material import Mention, Post


@dataclass(frozen=True, slots=True)
class Person:
    """One person. `tail` is the last part of the IRI; `names` the spellings, the fullest first."""

    tail: str
    names: tuple[str, ...]
    mentions: tuple[Mention, ...]
    known: KnownPerson | None = None

    @property
    def owners(self) -> frozenset[str]:
        """The states and organisations whose offices the person has or had."""
        return frozenset(post.owner for mention in self.mentions for post in mention.posts)


def spellings(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The spellings, the one with most words first, then the most frequent."""
    counted = Counter(mention.name for mention in mentions)
    return tuple(sorted(counted, key=lambda name: (-len(name.split()), -counted[name], name)))


def named(persons: list[Person]) -> list[Person]:
    """The persons with the last parts of their IRIs: readable, and the same for the same mentions."""
    plain = [_tail(person) for person in persons]
    same = Counter(plain)
    tails = [
        f"{tail}--{_role(person)}" if same[tail] > 1 and _role(person) else tail
        for person, tail in zip(persons, plain, strict=True)
    ]
    clash = Counter(tails)
    unique = [
        tail if clash[tail] == 1 else f"{tail}--{fingerprint(person.mentions[0].anchor)}"
        for person, tail in zip(persons, tails, strict=True)
    ]
    return [
        Person(tail, person.names, person.mentions, person.known)
        for person, tail in zip(persons, unique, strict=True)
    ]


def _tail(person: Person) -> str:
    """Name and state; inside the first document where no office is known: a name alone is nobody's."""
    if person.known is not None:
        return person.known.slug
    first = next((m for m in person.mentions if len(m.name.split()) > 1), person.mentions[0])
    owner = _owner(person.mentions)
    if not owner or len(first.name.split()) < 2:
        return f"{person.mentions[0].anchor.partition('#')[0]}/{slug(first.name)}"
    return f"{slug(first.name)}--{slug(owner)}"


def _owner(mentions: Sequence[Mention]) -> str:
    """The state that the first document tells, or else the organisation, without its kind."""
    told = [sorted({post.owner for post in mention.posts}) for mention in mentions]
    owners = [owner for found in told for owner in found]
    states = [owner for owner in owners if owner.startswith("state:")]
    return next(iter(states or owners), "").partition(":")[2]


def _role(person: Person) -> str:
    posts: list[Post] = [post for mention in person.mentions for post in sorted(mention.posts)]
    return posts[0].role if posts else ""

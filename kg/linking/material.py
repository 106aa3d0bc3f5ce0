"""What is linked: documents with their facts, and the people whom each of them names.

In: `Source`, a document's facts with what is known of the document. Out: `Mention`, one for each name of a
person in a document, and `Profile`, mentions that say the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import quote

from kg.facts import Agent, Agreement, Contact, Fact, Office, Position, Visit
from kg.graph.authority import authority
from kg.graph.bounds import bounds
from kg.graph.slugs import slug
from kg.linking.labels import label_keys
from kg.linking.spelling import name_words, sound

_COMPANY = 60  # names of a document that count as the company of each other
_UNKNOWN_DAY = date(2000, 1, 1).toordinal()
# Words that every minister's title has, and so tell no portfolio.
_RANKS = frozenset({"minister", "prime", "secretary", "ambassador", "director", "president", "state"})


@dataclass(frozen=True, slots=True)
class Source:
    """A document's facts, each with its IRI, and the document's date, language and publisher."""

    id: str
    facts: tuple[Fact, ...]
    date: str | None = None
    language: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, order=True, slots=True)
class Post:
    """An office as one document gives it.

    `owner` is `state:MA` or `org:un`; `subject` the keys of the title.
    """

    role: str
    owner: str
    subject: tuple[str, ...] = ()
    former: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A person's name in a document. `anchor` names the mention; `day` is the document's day as a number."""

    anchor: str
    document: str
    name: str
    day: int
    dated: bool
    posts: frozenset[Post]
    company: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Profile:
    """Mentions that have the same name and offices; `sides` are those of decisions that split people."""

    words: tuple[str, ...]
    posts: frozenset[Post]
    sides: frozenset[tuple[str, int]]
    mentions: tuple[Mention, ...]
    company: frozenset[tuple[str, ...]]

    @property
    def name(self) -> str:
        """The name, as the first of the mentions spells it."""
        return self.mentions[0].name

    @property
    def owners(self) -> frozenset[str]:
        """The states and organisations whose offices the person has or had."""
        return frozenset(post.owner for post in self.posts)

    @property
    def first(self) -> int:
        """The day of the first mention."""
        return self.mentions[0].day

    @property
    def last(self) -> int:
        """The day of the last mention."""
        return self.mentions[-1].day


def anchor(document: str, name: str) -> str:
    """What names a mention of a person: document and name, without spaces."""
    return f"{_quoted(document)}#{_quoted_name(name)}"


@lru_cache(maxsize=4096)
def _quoted(document: str) -> str:
    return quote(document, safe="")


@lru_cache(maxsize=65536)
def _quoted_name(name: str) -> str:
    return quote(name.replace("_", "%5F").replace(" ", "_"), safe="%_")


def day_number(edtf: str | None) -> tuple[int, bool]:
    """The first day that a date may mean, as a number, and whether there is one."""
    start = bounds(edtf)[0] or bounds(edtf)[1]
    return (date.fromisoformat(start).toordinal(), True) if start else (_UNKNOWN_DAY, False)


def organisation(name: str) -> str:
    """The key of an organisation, whichever of its names is given."""
    found = authority().agents.get(("organisation", slug(name)))
    return f"org:{found or slug(name)}"


def owner_key(agent: Agent) -> str:
    """The key of a state or an organisation."""
    return f"state:{agent.name}" if agent.kind == "state" else organisation(agent.name)


def people(fact: Fact) -> Iterator[Agent]:
    """The persons that a fact names."""
    match fact:
        case Office():
            agents: Iterable[Agent] = (fact.person,)
        case Contact():
            agents = fact.participants
        case Visit():
            agents = fact.visitors
        case Agreement():
            agents = (*fact.parties, *fact.signatories)
        case Position():
            agents = fact.holders
        case _:
            agents = ()
    return (agent for agent in agents if agent.kind == "person")


def mentions(source: Source) -> list[Mention]:
    """The people of a document, by name."""
    posts: defaultdict[str, set[Post]] = defaultdict(set)
    for fact in source.facts:
        for agent in people(fact):
            posts[agent.name].update(_posts(fact))
    heard = {name: tuple(sorted(map(sound, name_words(name)))) for name in sorted(posts)[:_COMPANY]}
    day, dated = day_number(source.date)
    return [
        Mention(
            anchor(source.id, name),
            source.id,
            name,
            day,
            dated,
            frozenset(held),
            frozenset(other for one, other in heard.items() if one != name and len(other) > 1),
        )
        for name, held in sorted(posts.items())
    ]


def _posts(fact: Fact) -> Iterator[Post]:
    if isinstance(fact, Office) and fact.of is not None:
        subject = tuple(sorted(label_keys(fact.title) - _RANKS))
        subject = tuple(key for key in subject if not key.startswith("state:"))
        yield Post(fact.role, owner_key(fact.of), subject, fact.former)


def profiles(
    found: Iterable[Mention], sides: Mapping[str, frozenset[tuple[str, int]]], far: int
) -> list[Profile]:
    """Mentions by name and offices, in the order of these; those more than `far` days apart are kept apart.

    Mentions without any office are each a profile of their own: nothing says that they are one person.
    """
    groups: defaultdict[tuple[object, ...], list[Mention]] = defaultdict(list)
    for mention in found:
        own = mention.anchor if not mention.posts or len(name_words(mention.name)) < 2 else ""
        key = (
            name_words(mention.name),
            tuple(sorted(mention.posts)),
            tuple(sorted(sides.get(mention.anchor, ()))),
            own,
        )
        groups[key].append(mention)
    return [
        _profile(run, sides)
        for key in sorted(groups)
        for run in _runs(sorted(groups[key], key=lambda mention: (mention.day, mention.anchor)), far)
    ]


def _runs(ordered: list[Mention], far: int) -> Iterator[list[Mention]]:
    run: list[Mention] = []
    for mention in ordered:
        if run and mention.day - run[-1].day > far:
            yield run
            run = []
        run.append(mention)
    yield run


def _profile(run: list[Mention], sides: Mapping[str, frozenset[tuple[str, int]]]) -> Profile:
    company = frozenset().union(*(mention.company for mention in run))
    first = run[0]
    return Profile(
        name_words(first.name), first.posts, sides.get(first.anchor, frozenset()), tuple(run), company
    )

"""The test world, read: sources with gold facts, gold identities, and how well links agree with them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg import facts as facts_table
from kg.document import Document
from kg.facts import Fact
from kg.graph.iris import identify
from kg.linking import Links, Source

HERE = Path(__file__).parent


@dataclass(frozen=True)
class World:
    """Documents with their gold facts, and the gold identities of names and facts."""

    documents: Mapping[str, Document]
    facts: Mapping[str, list[Fact]]
    persons: Mapping[str, str]
    occurrences: Mapping[str, str]

    def sources(self) -> list[Source]:
        return [
            Source(d.id, tuple(identify(self.facts.get(d.id, []))), d.date, d.language, d.publisher)
            for d in self.documents.values()
        ]


@cache
def world() -> World:
    gold = json.loads((HERE / "gold.json").read_text(encoding="utf-8"))
    with (HERE / "gold.jsonl").open(encoding="utf-8") as stream:
        found: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in facts_table.read(stream):
            found[fact.document].append(replace(fact, id=""))
    documents = {
        name: Document(
            name,
            (HERE / "texts" / f"{name}.txt").read_text(encoding="utf-8"),
            d["language"],
            d["date"],
            d["publisher"],
        )
        for name, d in gold["documents"].items()
    }
    return World(documents, found, gold["persons"], gold["occurrences"])


def b_cubed(found: Mapping[str, Hashable], gold: Mapping[str, Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of clusters over the things that both know."""
    things = sorted(found.keys() & gold.keys())
    precision, recall = _mean(things, found, gold), _mean(things, gold, found)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _mean(things: list[str], one: Mapping[str, Hashable], other: Mapping[str, Hashable]) -> float:
    groups: defaultdict[Hashable, list[str]] = defaultdict(list)
    for thing in things:
        groups[one[thing]].append(thing)
    shares = [
        sum(other[t] == other[thing] for t in group) / len(group)
        for group in groups.values()
        for thing in group
    ]
    return sum(shares) / len(shares)


def persons(links: Links) -> dict[str, str]:
    return {mention.anchor: person.tail for person in links.persons for mention in person.mentions}


def occurrences(links: Links) -> dict[str, str]:
    return {
        account.id.rpartition("/fact/")[2]: occurrence.tail
        for occurrence in links.occurrences
        for account in occurrence.accounts
    }


def mistakes(found: Mapping[str, str], gold: Mapping[str, str]) -> Iterator[str]:
    """What was put together wrongly, and what came apart."""
    for word, one, other in (("merged", found, gold), ("parted", gold, found)):
        groups: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for thing in sorted(found.keys() & gold.keys()):
            groups[one[thing]][other[thing]].append(thing)
        for name, parts in sorted(groups.items()):
            if len(parts) > 1:
                yield f"{word} {name}: {dict(parts)}"

"""What changed between two graphs, in facts and in who is who.

In: two graphs. Out: `Change`s, in the order of documents. A fact whose IRI or whose passages are the same is
the same fact with other fields; all else came or went.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.facts import Fact, to_record
from kg.linking import Links
from kg.linking.linker import occurrence_iri, person_iri
from kg.store import Graph

_SILENT = ("id", "type", "document", "evidence")


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `what` is document, fact, person or occurrence; `how` added, removed, changed, joined or
    parted.

    `before` and `after` are the fields that differ of a fact that changed, or those of one that came or went,
    or the IRIs of persons and occurrences.
    """

    what: str
    how: str
    name: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def diff(old: Graph, new: Graph) -> Iterator[Change]:
    """What changed from one graph to the other."""
    yield from _documents(old, new)
    ids = sorted({d.id for d in old.documents()} | {d.id for d in new.documents()})
    for document in ids:
        yield from _facts(list(old.facts(document=document)), list(new.facts(document=document)))
    before, after = old.links(), new.links()
    yield from _identity("person", _persons(before), _persons(after))
    yield from _identity("occurrence", _occurrences(before), _occurrences(after))


def _documents(old: Graph, new: Graph) -> Iterator[Change]:
    texts = [{stored.id: stored.sha256 for stored in graph.documents()} for graph in (old, new)]
    for name in sorted(texts[0].keys() | texts[1].keys()):
        before, after = texts[0].get(name), texts[1].get(name)
        if before != after:
            how = "added" if before is None else "removed" if after is None else "changed"
            yield Change("document", how, name, {}, {})


def _facts(old: Iterable[Fact], new: Iterable[Fact]) -> Iterator[Change]:
    before, after = {fact.id: fact for fact in old}, {fact.id: fact for fact in new}
    pairs = [(name, name) for name in before if name in after and before[name].type == after[name].type]
    gone = sorted(before.keys() - {one for one, _ in pairs})
    come = sorted(after.keys() - {other for _, other in pairs})
    for one in list(gone):
        other = next((o for o in come if _same_passage(before[one], after[o])), None)
        if other is not None:
            pairs.append((one, other))
            gone.remove(one)
            come.remove(other)
    for one, other in sorted(pairs):
        was, now = _fields(before[one]), _fields(after[other])
        fields = [f for f in sorted(was.keys() | now.keys()) if was.get(f) != now.get(f)]
        if fields:
            yield Change("fact", "changed", other, _some(was, fields), _some(now, fields))
    yield from (Change("fact", "removed", name, _fields(before[name]), {}) for name in gone)
    yield from (Change("fact", "added", name, {}, _fields(after[name])) for name in come)


def _same_passage(one: Fact, other: Fact) -> bool:
    return one.type == other.type and one.evidence == other.evidence


def _fields(fact: Fact) -> dict[str, Any]:
    return {name: value for name, value in to_record(fact).items() if name not in _SILENT}


def _some(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}


def _persons(links: Links) -> dict[str, str]:
    return {m.anchor: person_iri(person) for person in links.persons for m in person.mentions}


def _occurrences(links: Links) -> dict[str, str]:
    return {a.id: occurrence_iri(occurrence) for occurrence in links.occurrences for a in occurrence.accounts}


def _identity(what: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """What both graphs have and one of them puts together and the other does not."""
    common = sorted(old.keys() & new.keys())
    for how, one, other in (("joined", old, new), ("parted", new, old)):
        groups: defaultdict[str, set[str]] = defaultdict(set)
        for name in common:
            groups[other[name]].add(one[name])
        for together, parts in sorted(groups.items()):
            if len(parts) > 1:
                whole, split = {"iri": together}, {"iris": sorted(parts)}
                yield Change(
                    what,
                    how,
                    together,
                    split if how == "joined" else whole,
                    whole if how == "joined" else split,
                )

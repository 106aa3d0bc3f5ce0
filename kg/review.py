"""People's decisions about facts and links: what is uncertain, what was decided, as a table and back.

In: a graph, open for writing where something is decided. Out: `Doubt`s and decisions.
Decisions live in the graph of reviews, and are applied whenever a document is read and links are made.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from kg.document import Document
from kg.errors import BrokenData
from kg.facts import Fact
from kg.linking import Links
from kg.linking.decisions import Decision, apply, check, document_of
from kg.linking.linker import occurrence_iri, person_iri
from kg.store import Graph

COLUMNS = ("verdict", "left", "right", "field", "value", "who", "when", "note")


@dataclass(frozen=True, slots=True)
class Doubt:
    """What somebody should look at.

    `kind` is fact, person or occurrence; `things` what a decision would name.
    """

    kind: str
    score: float
    things: tuple[str, ...]
    reasons: tuple[str, ...]


def doubts(graph: Graph, below: float = 0.8) -> list[Doubt]:
    """What is uncertain and undecided, the least certain facts first, then links that were nearly made."""
    settled = {thing for decision in graph.decisions() for thing in (*decision.left, *decision.right)}
    found = [
        Doubt("fact", fact.confidence, (fact.id,), (fact.evidence[0].text,))
        for fact in graph.facts()
        if fact.confidence < below and fact.id not in settled
    ]
    links = graph.links()
    for kind, pairs in (("person", links.resolution.pairs), ("occurrence", links.fact_pairs)):
        for pair in pairs:
            if not pair.joined and not {pair.one, pair.other} <= settled:
                reasons = (*pair.verdict.reasons, f"but {pair.because}")
                found.append(Doubt(kind, pair.verdict.score, (pair.one, pair.other), reasons))
    kinds = ("fact", "person", "occurrence")
    return sorted(found, key=lambda doubt: (kinds.index(doubt.kind), doubt.score, doubt.things))


def decide(graph: Graph, decided: Iterable[Decision]) -> list[Decision]:
    """Adds decisions and applies them to the documents that the graph has; the same decision again replaces
    it.

    Gives all decisions back. Raises BrokenData for one that is not as it must be.
    """
    before = {decision.id: decision for decision in graph.decisions()}
    found = dict(before)
    touched: set[str] = set()
    for decision in decided:
        check(decision)
        found[decision.id] = decision
        touched |= _documents(graph, decision)
    restored = list(_restored(graph, touched))
    _try(restored, found.values())
    kept = sorted(found.values())
    graph.decide(kept)
    _rewrite(graph, restored)
    return kept


def withdraw(graph: Graph, names: Iterable[str]) -> list[Decision]:
    """Takes decisions back, by their names; what they rejected or edited is again as it was found."""
    before = {decision.id: decision for decision in graph.decisions()}
    unknown = sorted(set(names) - before.keys())
    if unknown:
        raise BrokenData(f"no decision is named {', '.join(unknown)}; `kg review list` names them")
    gone = [before[name] for name in names]
    touched = {document for decision in gone for document in _documents(graph, decision)}
    restored = list(_restored(graph, touched))
    kept = [decision for decision in before.values() if decision not in gone]
    graph.decide(kept)
    _rewrite(graph, restored)
    return gone


def write(decisions: Iterable[Decision], stream: IO[str]) -> None:
    """Decisions as CSV; lists are separated by spaces."""
    table = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    table.writeheader()
    for decision in sorted(decisions):
        row = asdict(decision)
        table.writerow(row | {name: " ".join(row[name]) for name in ("left", "right")})


def read(lines: Iterable[str], name: str) -> list[Decision]:
    """Decisions out of CSV. Raises BrokenData with the line that is not as it must be."""
    table = csv.DictReader(lines)
    missing = {"verdict", "left"} - set(table.fieldnames or ())
    if missing:
        raise BrokenData(f"{name}: the columns {', '.join(sorted(missing))} are missing")
    found = []
    for number, row in enumerate(table, 2):
        values = {column: row.get(column) or "" for column in COLUMNS}
        lists = {column: tuple(values.pop(column).split()) for column in ("left", "right")}
        decision = Decision(**values, **lists)  # type: ignore[arg-type]
        try:
            check(decision)
        except BrokenData as error:
            raise BrokenData(f"{name}:{number}: {error}") from error
        found.append(decision)
    return found


def read_file(path: Path) -> list[Decision]:
    """Decisions out of a CSV file. Raises BrokenData where it cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return read(stream, str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenData(f"{path}: {getattr(error, 'strerror', None) or error}") from error


def things(links: Links, iri: str, base: str) -> tuple[str, ...]:
    """What a decision names for an IRI: the mentions of a person, the facts of an occurrence, else itself."""
    for person in links.persons:
        if person_iri(person, base) == iri:
            return tuple(mention.anchor for mention in person.mentions)
    for occurrence in links.occurrences:
        if occurrence_iri(occurrence, base) == iri:
            return tuple(account.id for account in occurrence.accounts)
    return (iri,)


def meant(graph: Graph, names: Iterable[str], verdict: str) -> tuple[str, ...]:
    """What a decision names: the mentions of persons, the facts of occurrences, IRIs in full.

    Raises BrokenData for what the graph does not have, and for what the verdict cannot be about.
    """
    links = graph.links()
    anchors = {mention.anchor for person in links.persons for mention in person.mentions}
    facts = {fact.id for source in links.sources for fact in source.facts}
    facts |= {fact.id for source in links.sources for fact in graph.withheld(source.id)}
    found: list[str] = []
    for name in names:
        full = name if name in anchors or "://" in name else graph.base + name
        named = things(links, full, graph.base)
        unknown = [thing for thing in named if thing not in anchors and thing not in facts]
        if unknown:
            raise BrokenData(
                f"the graph has no {unknown[0]}; `kg review list` and `kg link --explain` name things"
            )
        if verdict in ("reject", "edit") and named != (full,):
            raise BrokenData(f"{name} is no fact; only facts can be taken out or edited")
        found += named
    return tuple(dict.fromkeys(found))


def rest(graph: Graph, left: tuple[str, ...]) -> tuple[str, ...]:
    """What is one with some things now, besides them."""
    links = graph.links()
    groups = [tuple(m.anchor for m in person.mentions) for person in links.persons]
    groups += [tuple(account.id for account in occurrence.accounts) for occurrence in links.occurrences]
    return tuple(thing for group in groups if set(group) & set(left) for thing in group if thing not in left)


def _documents(graph: Graph, decision: Decision) -> set[str]:
    """The documents that have to be written anew for a decision."""
    if decision.verdict not in ("reject", "edit"):
        return set()
    return {document_of(iri, graph.base) for iri in decision.left}


def _restored(graph: Graph, documents: Iterable[str]) -> Iterator[tuple[Document, list[Fact]]]:
    """Documents with their facts as they were found, before any decision."""
    for name in sorted(documents):
        stored = graph.document(name)
        if stored is not None:
            document = Document(
                name,
                graph.text(name) or "",
                stored.language or "",
                stored.date,
                stored.publisher,
                stored.source,
            )
            facts = {fact.id: fact for fact in (*graph.facts(document=name), *graph.withheld(name))}
            yield document, list(facts.values())


def _try(documents: Sequence[tuple[Document, list[Fact]]], decided: Iterable[Decision]) -> None:
    """Raises BrokenData where a decision does not fit the facts that it is about."""
    found = list(decided)
    for _, facts in documents:
        apply(facts, found)


def _rewrite(graph: Graph, documents: Sequence[tuple[Document, list[Fact]]]) -> None:
    for document, facts in documents:
        graph.replace(document, facts)


def shown(decisions: Iterable[Decision]) -> Iterator[tuple[str, ...]]:
    """Decisions as rows for people: name, verdict, what, value, who, when, note."""
    for decision in sorted(decisions):
        sides = [" ".join(map(_short, side)) for side in (decision.left, decision.right) if side]
        value = f"{decision.field}={decision.value}" if decision.field else ""
        row = (decision.id, decision.verdict, " / ".join(sides), value)
        yield (*row, decision.who, decision.when, decision.note)


def _short(thing: str) -> str:
    """A fact without what all facts' IRIs start with; a mention as it is."""
    _, found, rest = thing.partition("/fact/")
    return f"fact/{rest}" if found else thing

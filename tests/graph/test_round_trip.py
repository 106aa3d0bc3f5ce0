"""Facts into a graph and back: the table comes out of it field for field."""

from __future__ import annotations

import os
import random
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from kg import facts as table
from kg.document import Document
from kg.errors import BrokenData, BrokenGraph
from kg.facts import FACT_TYPES, Agent, Contact, Fact, Office, Quote
from kg.graph import iris, read, write
from kg.graph.mapping import dump_order, in_sequence, parse_order, sequence
from kg.store import Graph

DATA = Path(__file__).parent / "data"
GOLD = os.environ.get("KG_GOLD", "")


def load(path: Path) -> tuple[Document, list[Fact]]:
    """A file of facts of one document, and a document for them."""
    facts = list(table.read(path.read_text(encoding="utf-8").splitlines(), path.name))
    text = path.with_suffix(".txt")
    words = text.read_text(encoding="utf-8") if text.exists() else "text"
    return Document(facts[0].document if facts else path.stem, words, "fr", "2023-03-14"), facts


def by_id(facts: list[Any]) -> dict[str, Fact]:
    return {fact.id: fact for fact in facts}


def assert_round_trip(document: Document, facts: list[Fact]) -> None:
    named = iris.identify(facts)
    through_triples = read.facts(write.triples(document, named))
    assert by_id(through_triples) == by_id(named)
    graph = Graph()
    graph.replace(document, facts)
    assert list(graph.facts()) == through_triples


def test_the_sample_uses_every_field() -> None:
    _, facts = load(DATA / "communique-14.jsonl")
    for kind in FACT_TYPES.values():
        for item in fields(kind):
            values = [getattr(fact, item.name) for fact in facts if isinstance(fact, kind)]
            assert any(values) or item.name == "id", f"{kind.type}.{item.name}"


def test_the_sample_comes_back() -> None:
    assert_round_trip(*load(DATA / "communique-14.jsonl"))


@pytest.mark.skipif(not GOLD, reason="KG_GOLD names no folder of annotated facts")
@pytest.mark.parametrize(
    "path", sorted(Path(GOLD).glob("*.jsonl")) if GOLD else [], ids=lambda path: path.stem
)
def test_annotated_facts_come_back(path: Path) -> None:
    assert_round_trip(*load(path))


NAMES = (
    "Ana Lopes",
    "ANA LOPES",
    "Ána Lopes",
    "Lopes",
    "Ould",
    "Łukasz Ćwik",
    "Иван",
    "习近平",
    "x",
    "Jean  Le Roux",
    "A" * 300,
)
WORDS = (
    "l’eau",
    "L'eau",
    " spaced ",
    'quo"te',
    "back\\slash",
    "line\nbreak",
    "tab\t",
    "1. «é»",
    "𝔘nicode",
    "eau",
    "Eau",
    "<&>",
)
DATES = (
    "2021",
    "2021-05",
    "2021-02-28",
    "2021~",
    "2021-05-01/2021-05-03",
    "2021-05/..",
    "../2020",
    "201X",
    "not a date",
)
DURATIONS = ("P4Y", "P48M", "P12M", "P2W", "P30D", "PT36H", "P1Y6M", "P0Y", "for ever", "P1DT12H")
CODES = ("MA", "FR", "ZZ", "XK")


def random_value(kind: type[Fact], name: str, draw: random.Random) -> Any:
    """Any value that a field may have, likely and unlikely ones."""

    def agent() -> Agent:
        what = draw.choice(("person", "state", "organisation"))
        return Agent(what, draw.choice(CODES if what == "state" else NAMES))  # type: ignore[arg-type]

    def quotes() -> tuple[Quote, ...]:
        starts = draw.sample(range(50), 3)
        return tuple(sorted(Quote(start, start + draw.randint(1, 9), draw.choice(WORDS)) for start in starts))

    choices = {
        "evidence": quotes,
        "confidence": lambda: draw.choice((1.0, 0.1 + 0.2, 0.95, 1e-7, 1e-30, draw.random())),
        "person": lambda: Agent("person", draw.choice(NAMES)),
        "of": agent,
        "former": lambda: True,
        "ordinal": lambda: draw.choice((0, 1, 8, 10**30)),
        "date": lambda: draw.choice(DATES),
        "duration": lambda: draw.choice(DURATIONS),
        "destination": lambda: draw.choice(CODES),
        "host": lambda: draw.choice(CODES),
        "state": lambda: tuple(draw.sample(CODES, draw.randint(1, 3))),
        "topics": lambda: tuple(draw.sample(WORDS, draw.randint(1, 4))),
        "role": lambda: draw.choice(table.ROLES),
        "status": lambda: draw.choice((*table.STATUSES, "no such status")),
        "kind": lambda: draw.choice(("agreement", "other", "é?")),
    }
    if name in ("participants", "visitors", "parties", "signatories", "holders"):
        return tuple(dict.fromkeys(agent() for _ in range(draw.randint(1, 4))))
    return choices.get(name, lambda: draw.choice(WORDS))()


def random_fact(draw: random.Random) -> Fact:
    kind = draw.choice(list(FACT_TYPES.values()))
    values = {}
    for item in fields(kind):
        optional = item.default is not item.default_factory and item.name not in ("evidence", "confidence")
        if item.name in ("id", "document") or (optional and draw.random() < 0.3):
            continue
        values[item.name] = random_value(kind, item.name, draw)
    return kind(document="any", **values)


@pytest.mark.parametrize("seed", range(40))
def test_facts_of_any_kind_come_back(seed: int) -> None:
    draw = random.Random(seed)
    facts = [random_fact(draw) for _ in range(draw.randint(1, 12))]
    # one place in a text has one wording
    texts: dict[tuple[int, int], str] = {}
    facts = [
        replace(
            fact,
            evidence=tuple(
                Quote(q.start, q.end, texts.setdefault((q.start, q.end), q.text)) for q in fact.evidence
            ),
        )
        for fact in facts
    ]
    assert_round_trip(Document("any", "text", draw.choice(("fr", "en", "", "not a tag")), "2021"), facts)


def test_the_order_of_facts_does_not_matter() -> None:
    document, facts = load(DATA / "communique-14.jsonl")
    expected = write.triples(document, facts)
    for seed in range(5):
        shuffled = list(facts)
        random.Random(seed).shuffle(shuffled)
        assert write.triples(document, shuffled) == expected


def test_what_a_list_repeats_is_said_once() -> None:
    twice = Contact(
        document="d", evidence=(Quote(0, 1, "a"), Quote(0, 1, "a")), medium="phone", status="held",
        participants=(Agent("person", "Ana Lopes"), Agent("person", "Ana Lopes")), topics=("a", "b", "a"),
    )  # fmt: skip
    (fact,) = read.facts(write.triples(Document("d", "a", "en"), [twice]))
    assert isinstance(fact, Contact)
    assert (len(fact.evidence), len(fact.participants), fact.topics) == (1, 1, ("a", "b"))


def test_order_survives_only_while_the_list_does() -> None:
    terms = [table_term(word) for word in ("c", "a", "b")]
    places = sequence(terms)
    assert in_sequence(reversed(terms), places) == terms
    assert in_sequence(terms[:2], places) == sorted(terms[:2], key=str)
    assert parse_order(dump_order({"topics": places, "holders": [0, 1]}) or "") == {"topics": [2, 0, 1]}
    assert dump_order({"topics": [0, 1]}) is None


def table_term(word: str) -> Any:
    from pyoxigraph import Literal

    return Literal(word)


def test_facts_of_another_document_are_refused() -> None:
    fact = Office(
        document="other", evidence=(Quote(0, 1, "a"),), person=Agent("person", "A B"), title="t", role="other"
    )
    with pytest.raises(BrokenData, match="other"):
        write.triples(Document("mine", "a", "en"), [fact])


def test_a_surrogate_is_refused_with_a_message() -> None:
    fact = Office(
        document="d",
        evidence=(Quote(0, 1, "\ud800"),),
        person=Agent("person", "A B"),
        title="t",
        role="other",
    )
    with pytest.raises(BrokenData, match="d: a fact holds"):
        write.triples(Document("d", "a", "en"), [fact])


def test_a_fact_that_lost_a_part_is_reported() -> None:
    document, facts = load(DATA / "communique-14.jsonl")
    triples = [t for t in write.triples(document, facts) if not t.predicate.value.endswith("#stance")]
    with pytest.raises(BrokenGraph, match="position"):
        read.facts(triples)

"""What changed between two graphs."""

from __future__ import annotations

from dataclasses import replace

from kg.diff import Change, diff
from kg.document import Document
from kg.facts import Agent, Fact, Office, Quote, Visit
from kg.linking.decisions import Decision
from kg.store import Graph

ANA = Agent("person", "Ana Lopes Bassène")
HERE = (Quote(0, 4, "text"),)


def office(document: str) -> Fact:
    return Office(
        document=document,
        evidence=HERE,
        person=ANA,
        title="ministre",
        role="foreign-minister",
        of=Agent("state", "PT"),
    )


def visit(document: str, **values: object) -> Fact:
    made = Visit(
        document=document, evidence=HERE, visitors=(ANA,), destination="SN", status="planned", date="2021"
    )
    return replace(made, **values)  # type: ignore[arg-type]


def graph(*facts: Fact, decisions: tuple[Decision, ...] = ()) -> Graph:
    made = Graph()
    made.decide(decisions)
    for name in sorted({fact.document for fact in facts}):
        document = Document(name, "text", "fr", "2021-01-01")
        made.replace(document, [fact for fact in facts if fact.document == name])
    made.commit()
    return made


def changes(old: Graph, new: Graph) -> list[tuple[str, str, str]]:
    return [(change.what, change.how, change.name.rpartition("/fact/")[2]) for change in diff(old, new)]


def test_nothing_changed() -> None:
    assert changes(graph(office("a"), visit("a")), graph(visit("a"), office("a"))) == []


def test_a_document_came_with_its_facts() -> None:
    found = list(diff(graph(office("a")), graph(office("a"), visit("b"))))
    assert [(change.what, change.how) for change in found] == [("document", "added"), ("fact", "added")]
    assert found[1].after == {
        "confidence": 1.0, "visitors": ["Ana Lopes Bassène"], "destination": "SN", "kind": "unspecified",
        "status": "planned", "date": "2021",
    }  # fmt: skip


def test_a_field_that_changed_though_the_iri_did_too() -> None:
    [change] = diff(graph(visit("a")), graph(visit("a", date="2021-05", place="Dakar")))
    assert (change.what, change.how) == ("fact", "changed")
    assert change.before == {"date": "2021"}
    assert change.after == {"date": "2021-05", "place": "Dakar"}


def test_a_fact_went() -> None:
    assert changes(graph(office("a"), visit("a")), graph(office("a"))) == [
        ("fact", "removed", "a/visit-bassene-sn-2021")
    ]


def test_who_became_one_and_who_came_apart() -> None:
    facts = (office("a"), office("b"))
    split = Decision("split", ("a#Ana_Lopes_Bass%C3%A8ne",), ("b#Ana_Lopes_Bass%C3%A8ne",))
    one, two = graph(*facts), graph(*facts, decisions=(split,))
    parted: list[Change] = list(diff(one, two))
    assert [(change.what, change.how) for change in parted] == [("person", "parted")]
    assert len(parted[0].after["iris"]) == 2
    assert [(change.what, change.how) for change in diff(two, one)] == [("person", "joined")]

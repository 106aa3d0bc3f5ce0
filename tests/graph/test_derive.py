"""What follows by rule from the documents' graphs."""

from __future__ import annotations

from kg.document import Document
from kg.facts import Agent, Agreement, Contact, Fact, Office, Quote, Visit
from kg.graph import iris
from kg.store import Graph

HERE = (Quote(0, 4, "text"),)
ANA, BEN = Agent("person", "Ana Lopes"), Agent("person", "Ben Ode")
MA, RU = Agent("state", "MA"), Agent("state", "RU")


def derived(*facts: Fact) -> set[tuple[str, str, str]]:
    graph = Graph()
    graph.replace(Document("d", "text", "en"), facts)
    graph.refresh()
    graph.refresh()  # again: what was derived before is not added to
    rows = graph.query(f"SELECT ?a ?p ?b {{ GRAPH <{iris.shared_graph(iris.DERIVED)}> {{ ?a ?p ?b }} }}")
    return {tuple(part.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1] for part in row) for row in rows}  # type: ignore[misc,union-attr]


def contact(medium: str, status: str, *who: Agent) -> Contact:
    return Contact(document="d", evidence=HERE, medium=medium, status=status, participants=who)


def test_talks() -> None:
    both = {("ana-lopes", "talkedWith", "ben-ode"), ("ben-ode", "talkedWith", "ana-lopes")}
    assert derived(contact("phone", "held", ANA, BEN)) == both
    assert derived(contact("phone", "planned", ANA, BEN)) == set()
    assert derived(contact("phone", "held", ANA, MA)) == set()
    met = {(a, "metWith", b) for a, _, b in both}
    assert derived(contact("in-person", "held", ANA, BEN)) == both | met


def test_service() -> None:
    office = Office(document="d", evidence=HERE, person=ANA, title="minister", role="minister", of=MA)
    assert derived(office) == {("ana-lopes--ma", "serves", "MA")}
    former = Office(
        document="d", evidence=HERE, person=ANA, title="minister", role="minister", of=MA, former=True
    )
    assert derived(former) == set()


def test_visits() -> None:
    for status, expected in (("held", {("ana-lopes", "visited", "RU")}), ("planned", set())):
        assert (
            derived(Visit(document="d", evidence=HERE, visitors=(ANA,), destination="RU", status=status))
            == expected
        )


def test_parties() -> None:
    for action, parties in (("signed", {"MA", "RU"}), ("negotiated", set())):
        fact = Agreement(
            document="d", evidence=HERE, label="Pact", kind="treaty", parties=(MA, RU), action=action
        )
        assert {a for a, p, _ in derived(fact) if p == "partyTo"} == parties

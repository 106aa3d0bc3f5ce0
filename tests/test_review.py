"""Decisions: made, applied, taken back, written and read."""

from __future__ import annotations

import io

import pytest

from kg import review
from kg.document import Document
from kg.errors import BrokenData
from kg.facts import Agent, Contact, Fact, Office, Quote, Visit
from kg.linking.decisions import Decision
from kg.store import Graph

ANA, BEN = Agent("person", "Ana Lopes"), Agent("person", "Ben Ode")
UNION = Agent("organisation", "Union des ports")
HERE = (Quote(0, 4, "text"),)


def facts() -> list[Fact]:
    return [
        Office(
            document="d",
            evidence=HERE,
            person=ANA,
            title="ministre",
            role="minister",
            of=Agent("state", "PT"),
        ),
        Contact(
            document="d",
            evidence=HERE,
            confidence=0.6,
            medium="phone",
            status="held",
            participants=(ANA, UNION),
        ),
        Visit(document="d", evidence=HERE, visitors=(BEN,), destination="SN", status="planned", date="2021"),
    ]


@pytest.fixture
def graph() -> Graph:
    made = Graph()
    made.replace(Document("d", "text", "fr", "2021-01-01"), facts())
    made.commit()
    return made


@pytest.fixture
def visit(graph: Graph) -> str:
    return next(graph.facts(type="visit")).id


@pytest.fixture
def contact(graph: Graph) -> str:
    return next(graph.facts(type="contact")).id


def test_what_is_uncertain_until_it_is_decided(graph: Graph, contact: str) -> None:
    [doubt] = review.doubts(graph)
    assert (doubt.kind, doubt.score, doubt.things) == ("fact", 0.6, (contact,))
    review.decide(graph, [Decision("accept", (contact,))])
    assert review.doubts(graph) == []
    assert len(list(graph.facts())) == 3


def test_a_rejected_fact_stays_out_when_its_document_is_read_again(graph: Graph, visit: str) -> None:
    review.decide(graph, [Decision("reject", (visit,), who="ana")])
    assert list(graph.facts(type="visit")) == []
    graph.replace(Document("d", "text", "fr", "2021-01-01"), facts())
    assert list(graph.facts(type="visit")) == []
    assert [fact.id for fact in graph.withheld("d")] == [visit]


def test_an_edited_field(graph: Graph, contact: str) -> None:
    review.decide(graph, [Decision("edit", (contact,), field="place", value='"Dakar"')])
    review.decide(graph, [Decision("edit", (contact,), field="medium", value='"video"')])
    [found] = graph.facts(type="contact")
    assert (found.id, found.place, found.medium) == (contact, "Dakar", "video")  # type: ignore[attr-defined]
    assert found.participants == (ANA, UNION)  # type: ignore[attr-defined]
    review.decide(graph, [Decision("edit", (contact,), field="place", value="null")])
    assert next(graph.facts(type="contact")).place is None  # type: ignore[attr-defined]


def test_decisions_can_be_taken_back(graph: Graph, visit: str, contact: str) -> None:
    before = list(graph.quads())
    decided = review.decide(
        graph,
        [
            Decision("reject", (visit,)),
            Decision("edit", (contact,), field="place", value='"Dakar"'),
            Decision("edit", (contact,), field="medium", value='"video"'),
        ],
    )
    graph.commit()
    assert list(graph.quads()) != before
    review.withdraw(graph, [decision.id for decision in decided])
    graph.commit()
    assert list(graph.quads()) == before


def test_a_dropped_document_takes_what_was_withheld_with_it(graph: Graph, visit: str) -> None:
    review.decide(graph, [Decision("reject", (visit,))])
    graph.drop("d")
    graph.commit()
    assert graph.withheld("d") == []
    assert len(graph.decisions()) == 1


def test_decisions_as_a_table_and_back(graph: Graph, visit: str, contact: str) -> None:
    decisions = [
        Decision("reject", (visit,), who="ana", when="2024-01-01", note='not "said", at all\nno'),
        Decision("edit", (contact,), field="topics", value='["la pêche", "les visas"]'),
        Decision("merge", ("a#Ana_Lopes", "d#Ana_Lopes")),
        Decision("split", ("a#Ana_Lopes",), ("b#Ana_Lopes", "c#Ana_Lopes")),
    ]
    text = io.StringIO()
    review.write(decisions, text)
    assert review.read(io.StringIO(text.getvalue()), "decisions.csv") == sorted(decisions)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("forget,x,,,", "'forget' is no decision"),
        ("reject,,,,", "lacks what it is about"),
        ("merge,x,,,", "a merge needs two"),
        ("split,x,,,", "lacks what it is about"),
        ("edit,x,,place,Dakar", "not one of JSON"),
        ('edit,x,,id,"""y"""', "cannot be edited"),
    ],
)
def test_a_broken_table_is_told(line: str, words: str) -> None:
    with pytest.raises(BrokenData) as caught:
        review.read(io.StringIO(f"verdict,left,right,field,value\n{line}\n"), "decisions.csv")
    assert str(caught.value).startswith("decisions.csv:2: ")
    assert words in str(caught.value)


@pytest.mark.parametrize(("field", "value"), [("colour", '"red"'), ("participants", "7"), ("medium", "null")])
def test_an_edit_that_does_not_fit_changes_nothing(
    graph: Graph, contact: str, field: str, value: str
) -> None:
    before = list(graph.quads())
    with pytest.raises(BrokenData):
        review.decide(graph, [Decision("edit", (contact,), field=field, value=value)])
    assert list(graph.quads()) == before


def test_an_unknown_decision_is_told(graph: Graph) -> None:
    with pytest.raises(BrokenData, match="no decision is named 123456"):
        review.withdraw(graph, ["123456"])


def test_the_same_decision_again_replaces_it(graph: Graph, visit: str) -> None:
    review.decide(graph, [Decision("reject", (visit,), who="ana")])
    review.decide(graph, [Decision("reject", (visit,), who="ben")])
    assert [decision.who for decision in graph.decisions()] == ["ben"]

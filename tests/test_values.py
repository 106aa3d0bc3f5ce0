"""Names that people give for states, persons and organisations."""

from __future__ import annotations

import pytest

from kg import queries
from kg.answers import ask
from kg.document import Document
from kg.errors import BadQuery
from kg.facts import Agent, Fact, Office, Quote, Visit
from kg.queries import state_code
from kg.store import Graph
from kg.values import candidates, find, resolve


def rows(graph: Graph, asked: str, **values: object) -> list[tuple[object, ...]]:
    question = queries.find(asked)
    return list(ask(graph, question.fill(resolve(question, values, graph))))


@pytest.mark.parametrize(
    "name", ["RU", "ru", "Russie", "Russia", "russie", "Fédération de Russie", "Russian Federation"]
)
def test_a_state_has_many_names_and_is_one(graph: Graph, name: str) -> None:
    assert state_code(name) == "RU"
    assert rows(graph, "visits", state=name) == rows(graph, "visits", state="RU") != []


def test_what_is_no_state_has_no_code() -> None:
    assert [state_code(name) for name in ("", "Atlantide", "EU", "UN", "Russ", "\u202e")] == [None] * 6


@pytest.mark.parametrize(
    "name", ["lavrov", "Lavrov", "LAVROV", "serguei lavrov", "Lavrov Serguei", "Serguei Lavrov (RU)"]
)
def test_part_of_a_name_is_enough_where_it_means_one_person(graph: Graph, name: str) -> None:
    assert (
        rows(graph, "offices-of-person", person=name)
        == rows(graph, "offices-of-person", person="Serguei Lavrov")
        != []
    )


def test_a_state_takes_part_through_whoever_serves_it(graph: Graph) -> None:
    assert len(rows(graph, "talks", person="Maroc", other="Russie")) == 1
    assert len(rows(graph, "talks", person="bourita", other="RU")) == 1
    assert rows(graph, "talks", person="Maroc", other="France") == []
    assert len(rows(graph, "stances", holder="Maroc", state="Libye")) == 1
    assert len(rows(graph, "stances", holder="Russie", state="Libye")) == 2


def test_a_name_that_nobody_has_is_told_with_near_ones(graph: Graph) -> None:
    with pytest.raises(BadQuery, match="the graph names nobody so; near are Nasser Bourita"):
        rows(graph, "offices-of-person", person="bouritta")
    with pytest.raises(BadQuery, match=r"nobody so$"):
        rows(graph, "offices-of-person", person="xyzzy")
    with pytest.raises(BadQuery):
        rows(graph, "offices-of-person", person="")


@pytest.fixture
def namesakes(graph: Graph) -> Graph:
    text = "Awa Diop, ministre du Sénégal, Moussa Diop, ministre du Mali, et Awa Diop Sarr iront à Dakar."
    quote = (Quote(0, len(text), text),)

    def office(name: str, of: str) -> Fact:
        who = Agent("person", name)
        return Office(
            document="d", evidence=quote, person=who, title="ministre", role="minister", of=Agent("state", of)
        )

    visit = Visit(
        document="d",
        evidence=quote,
        visitors=(Agent("person", "Awa Diop Sarr"),),
        destination="SN",
        status="planned",
    )
    graph.replace(
        Document("d", text, "fr", "2021-01-01"),
        [office("Awa Diop", "SN"), office("Moussa Diop", "ML"), visit],
    )
    graph.commit()
    return graph


def test_a_name_that_may_mean_several_lists_them(namesakes: Graph) -> None:
    with pytest.raises(BadQuery) as caught:
        rows(namesakes, "offices-of-person", person="diop")
    assert "may be any of 3" in str(caught.value)
    for name in ("Awa Diop (SN)", "Moussa Diop (ML)", "Awa Diop Sarr"):
        assert name in str(caught.value)
        assert len(rows(namesakes, "person-timeline", person=name)) == 1


def test_a_whole_name_wins_over_a_part_of_another(namesakes: Graph) -> None:
    [found] = find("awa diop", candidates(namesakes))
    assert str(found) == "Awa Diop (SN)"

"""The named questions, their headers and their parameters."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import queries
from kg.answers import ask
from kg.document import Document
from kg.errors import BadQuery
from kg.facts import Agent, Quote, Visit
from kg.queries import Question
from kg.store import Graph
from kg.values import resolve

# How many rows questions have on the seed; those that follow a story have tests of their own.
ROWS = {
    "foreign-ministers": 2,
    "talks": 1,
    "topics": 4,
    "planned-visits": 2,
    "events-in-period": 4,
    "visits-for-gatherings": 2,
    "agreements": 2,
    "agreement-durations": 1,
    "next-sessions": 2,
    "positions": 8,
    "own-positions": 1,
    "said-of-state": 2,
    "calls": 4,
    "agreement-evidence": 1,
    "hosts": 3,
    "offices": 4,
    "remote-contacts": 1,
    "contacts-by-states": 1,
    "margins": 0,
    "signatures": 0,
    "postponed-or-cancelled": 0,
    "former-offices": 0,
    "condemnations": 0,
    "least-certain": 7,
    "facts-by-document": 6,
    "visits": 2,
    "visits-between": 2,
    "who-met-whom": 1,
    "offices-of-person": 4,
    "person-timeline": 20,
    "state-timeline": 17,
    "invitations": 0,
    "gatherings": 3,
    "gathering-people": 2,
    "agreement-actions": 0,
    "stances": 8,
    "shared-positions": 7,
    "most-active-persons": 2,
    "most-visited-states": 2,
    "officials-of-state": 2,
    "ambassadors": 0,
    "documents": 1,
    "passages": 28,
    "contacts-by-month": 1,
    "letters": 0,
    "topics-between": 4,
    "events-at-place": 4,
    "agreements-by-states": 1,
}
NAMED = [pytest.param(question, id=question.name) for question in queries.named()]


def rows(graph: Graph, asked: str, **values: object) -> list[tuple[object, ...]]:
    question = queries.find(asked)
    return list(ask(graph, question.fill(resolve(question, values, graph))))


def test_there_are_at_least_forty_questions_numbered_in_order() -> None:
    numbers = [question.number for question in queries.named()]
    assert len(numbers) >= 40
    assert numbers == list(range(1, len(numbers) + 1))
    assert ROWS.keys() <= {question.name for question in queries.named()}


@pytest.mark.parametrize("question", NAMED)
def test_a_question_says_what_it_is_in_both_languages(question: Question) -> None:
    for told in (question.titles, question.descriptions, *(p.descriptions for p in question.parameters)):
        assert all(told[language].strip() for language in ("fr", "en"))
    assert question.titles["fr"].endswith("?")
    assert question.titles["en"].endswith("?")
    assert "SELECT DISTINCT" in question.text


@pytest.mark.parametrize("question", NAMED)
def test_a_question_answers_on_the_seed_in_plain_values(question: Question, graph: Graph) -> None:
    found = list(ask(graph, question.text))
    assert len(found) == ROWS.get(question.name, len(found))
    assert len(found) == len(set(found))
    assert not any("://" in str(cell) for row in found for cell in row)


@pytest.mark.parametrize("question", NAMED)
def test_a_question_answers_in_the_same_order_each_time(question: Question, graph: Graph) -> None:
    assert list(ask(graph, question.text)) == list(ask(graph, question.text))


def test_parameters_narrow_the_answer(graph: Graph) -> None:
    assert len(rows(graph, "planned-visits", state="ma")) == 1
    assert len(rows(graph, "planned-visits", start="2021", end="2021-03")) == 2
    assert rows(graph, "planned-visits", start="2022") == []
    assert len(rows(graph, "positions", holder="lavrov", subject="la question de la Libye")) == 1
    assert rows(graph, "events-in-period", start="2019", end="2019") == []
    assert len(rows(graph, "agreements", state="MA", other="RU")) == 2
    assert rows(graph, "agreements", state="MA", other="FR") == []
    assert rows(graph, "said-of-state", state="SN") == []
    assert len(rows(graph, "least-certain", below="0.85")) == 2
    assert rows(graph, "remote-contacts", start="2021", end="2021") == []
    assert len(rows(graph, "next-sessions", start="2021", subject="forum")) == 1
    assert rows(graph, "next-sessions", start="2022") == []
    assert len(rows(graph, "gatherings", status="planned", host="Russie")) == 1
    assert rows(graph, "gatherings", start="2022") == []
    assert len(rows(graph, "hosts", host="Maroc")) == 2
    assert len(rows(graph, "offices", of="Maroc")) == 2
    assert len(rows(graph, "officials-of-state", state="RU", role="foreign-minister")) == 1
    assert len(rows(graph, "offices-of-person", person="lavrov")) == 1
    assert len(rows(graph, "events-at-place", place="moscou")) == 2
    assert rows(graph, "agreements-by-states", state="FR") == []
    assert len(rows(graph, "who-met-whom", medium="phone", start="2020-12", end="2020-12")) == 1
    assert rows(graph, "who-met-whom", medium="letter") == []
    assert rows(graph, "who-met-whom", start="2021") == []
    assert len(rows(graph, "person-timeline", person="Vladimir Poutine")) == 1
    assert len(rows(graph, "passages", person="Mohammed VI")) == 1


def test_a_question_is_found_by_its_number_too() -> None:
    assert queries.find("4") is queries.find("planned-visits")


def test_a_number_below_one_parameter_has_the_default_of_the_query() -> None:
    [below] = queries.find("least-certain").parameters
    assert (below.type, below.default) == ("number", "1.0")
    assert {p.name: p.default for p in queries.find("agreement-evidence").parameters}["action"] == "renewed"


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        ("planned-visits", {"begin": "2021"}, "no parameter 'begin'; it has start, end, visitor, state"),
        ("margins", {"x": "y"}, "it has none"),
        ("planned-visits", {"start": "soon"}, "start must be a date"),
        ("planned-visits", {"start": "2021-02-30"}, "start must be a date"),
        (
            "planned-visits",
            {"state": "Atlantide"},
            "state must be a state, by its name or its two-letter code",
        ),
        ("visits", {"status": "planed"}, "status must be one of held, planned"),
        (
            "talks",
            {"person": "Lavrov"},
            "person must be a person, state or organisation that the graph names",
        ),
        ("least-certain", {"below": "NaN"}, "below must be a number"),
        ("least-certain", {"below": "1e999999999"}, "below must be a number"),
    ],
)
def test_unfit_values_are_refused(name: str, values: dict[str, str], words: str) -> None:
    with pytest.raises(BadQuery) as caught:
        queries.find(name).fill(values)
    assert words in str(caught.value)


HOSTILE = [
    '") } } #',
    'a" UNDEF) } SERVICE <http://x> { ("',
    "\\",
    '"',
    "\n}",
    "?person",
    "\\g<1>",
    "zé\u202e",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_stays_a_value(graph: Graph, value: str) -> None:
    assert rows(graph, "topics", subject=value) == []
    with pytest.raises(BadQuery, match=r"neither person, state nor organisation|must be a person"):
        rows(graph, "talks", person=value)


@pytest.mark.parametrize("value", ["a://b> } #", "http://x y", 'http://x"', "http://x\n"])
def test_an_iri_stays_an_iri(graph: Graph, value: str) -> None:
    with pytest.raises(BadQuery, match="person must be a person"):
        rows(graph, "talks", person=value)


def test_several_values_stand_for_any_of_them(graph: Graph) -> None:
    question = queries.find("visits")
    assert len(list(ask(graph, question.fill({"state": ("MA", "RU"), "status": "planned"})))) == 2
    assert len(list(ask(graph, question.fill({"state": ("MA", "SN")})))) == 1


def test_an_unknown_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadQuery, match="no question named 'voyages'; `kg queries`"):
        queries.find("voyages")
    with pytest.raises(BadQuery, match="No such file"):
        queries.find(str(tmp_path / "missing.rq"))


def test_a_file_is_a_question_and_may_declare_parameters(tmp_path: Path, graph: Graph) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(
        "# title_en: Whose?\n# parameter: name text; nom; name\n"
        'SELECT DISTINCT ?label WHERE {\n VALUES (?name) { ("Lavrov") }\n'
        " ?p a dip:Person ; rdfs:label ?label FILTER(CONTAINS(?label, ?name)) }",
        encoding="utf-8",
    )
    assert rows(graph, str(path)) == [("Serguei Lavrov",)]
    assert rows(graph, str(path), name="Bourita") == [("Nasser Bourita",)]


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("# parameter: name colour; a; b", "type 'colour'"),
        ("# parameter: other text; a; b", "not in the first VALUES"),
    ],
)
def test_a_header_that_does_not_fit_the_query_is_told(header: str, words: str) -> None:
    with pytest.raises(BadQuery) as caught:
        queries.parse("mine", f"{header}\nSELECT * {{ VALUES (?name) {{ (UNDEF) }} }}")
    assert words in str(caught.value)


def test_what_is_overdue_of_a_state_is_part_of_what_is_overdue() -> None:
    words = "M. Diop se rendra à Rabat, puis à Tunis"
    quote = (Quote(0, len(words), words),)
    visits = [
        Visit(
            document="d",
            evidence=quote,
            visitors=(Agent("person", "Awa Diop"),),
            destination=code,
            status="planned",
            date=f"2021-0{month}-03",
        )
        for month, code in ((5, "MA"), (6, "TN"))
    ]
    made = Graph()
    made.replace(Document("d", words, "fr", "2021-01-01"), visits)
    made.replace(Document("later", "rien", "fr", "2022-01-01"), [])
    made.commit()
    overdue = queries.find("overdue")
    assert len(list(ask(made, overdue.text))) == 2
    assert [row[1] for row in ask(made, overdue.fill({"state": "MA"}))] == ["2021-05-03"]
    assert list(ask(made, overdue.fill({"state": "FR"}))) == []

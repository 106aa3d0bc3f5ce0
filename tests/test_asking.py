"""Questions in plain words: what they become, and what is not understood."""

from __future__ import annotations

import pytest

from kg import asking, languages, queries
from kg.answers import ask
from kg.errors import BadQuery
from kg.store import Graph
from kg.values import Candidate, candidates, resolve

# What people ask, and what it is, without what the graph must know.
UNDERSTOOD = {
    "visites prévues en 2021 en Russie": "planned-visits start=2021 end=2021 state=RU",
    "Quelles sont les visites annoncées en Russie pour 2021 ?": "planned-visits state=RU start=2021 end=2021",
    "Which visits are planned to Russia in 2021?": "planned-visits state=RU start=2021 end=2021",
    "upcoming visits": "planned-visits",
    "Visites de Lavrov au Maroc": "visits visitor=Lavrov state=MA",
    "qui s'est rendu au Mali": "visits status=held state=ML",
    "visites reportées en mai 2021": "visits status=postponed start=2021-05 end=2021-05",
    "visits between Morocco and Russia": "visits-between state=MA other=RU",
    "who met whom in December 2020": "who-met-whom start=2020-12 end=2020-12",
    "qui a rencontré qui en décembre 2020 ?": "who-met-whom start=2020-12 end=2020-12",
    "Qui a rencontré M. Bourita en 2020 ?": "who-met-whom person=Bourita start=2020 end=2020",
    "entretiens entre Bourita et Lavrov": "talks person=Bourita other=Lavrov",
    "contacts entre le Maroc et la Russie": "talks person=MA other=RU",
    "que dit le Maroc de la Libye": "stances holder=MA state=LY",
    "What does Morocco say about Libya?": "stances holder=MA state=LY",
    "que dit Lavrov sur le cessez-le-feu": "stances holder=Lavrov subject=cessez-le-feu",
    "que dit-on de la Libye ?": "said-of-state state=LY",
    "accords entre le Maroc et la Russie": "agreements state=MA other=RU",
    "accords signés en 2021 avec le Mali": "agreement-actions action=signed start=2021 end=2021 state=ML",
    "agreements signed in 2022": "agreement-actions action=signed start=2022 end=2022",
    "qui est le ministre des affaires étrangères de la Russie ?": "foreign-ministers state=RU",
    "Who is Lavrov?": "offices-of-person person=Lavrov",
    "que s'est-il passé en décembre 2020": "events-in-period start=2020-12 end=2020-12",
    "prochaines réunions": "next-sessions",
    "documents": "documents",
}
NOT_UNDERSTOOD = (
    "",
    "?",
    "les étoiles de mer",
    "visites prévues sur la lune",
    "qui va gagner en Russie",
    "visites prévues en Russie et surtout pas en 2021",
    "que s'est-il passé",
    "who is the tallest minister of Russia",
    "visites en Russie au Maroc",
)


@pytest.fixture
def known(graph: Graph) -> list[Candidate]:
    return candidates(graph)


@pytest.mark.parametrize(("text", "expected"), UNDERSTOOD.items())
def test_what_is_understood(known: list[Candidate], text: str, expected: str) -> None:
    reading = asking.read(text, known)
    told = " ".join([reading.question, *(f"{name}={value}" for name, value in reading.values)])
    assert told == expected


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_what_is_not_understood_is_said(known: list[Candidate], text: str) -> None:
    with pytest.raises(BadQuery, match="not understood"):
        asking.read(text, known)


def test_near_questions_are_listed(known: list[Candidate]) -> None:
    with pytest.raises(BadQuery, match="Near questions are:\n  kg query planned-visits"):
        asking.read("visites annoncées sur la lune", known)


def test_an_understood_question_can_be_asked(graph: Graph, known: list[Candidate]) -> None:
    reading = asking.read("visites prévues en 2021 en Russie de M. Bourita", known)
    question = queries.find(reading.question)
    [row] = ask(graph, question.fill(resolve(question, dict(reading.values), graph)))
    assert row[0] == "Nasser Bourita"


def test_it_is_shown_as_the_command_that_it_is(known: list[Candidate]) -> None:
    reading = asking.read("qui soutient le plan d'autonomie", known)
    assert str(reading) == 'kg query stances --set stance=supports --set subject="plan d\'autonomie"'


def test_a_question_is_not_endless(known: list[Candidate]) -> None:
    with pytest.raises(BadQuery, match="at most 300"):
        asking.read("visites " * 100, known)
    with pytest.raises(BadQuery, match="not understood"):
        asking.read(("le la les " * 29), known)


@pytest.mark.parametrize("language", languages.available())
def test_every_wording_of_the_data_can_be_understood(language: str) -> None:
    """Patterns name questions and parameters that exist; making them raises nothing."""
    told = languages.data(language, "questions")
    for entry in told["pattern"]:
        parameters = {p.name for p in queries.find(entry["question"]).parameters}
        assert set(entry.get("set", {})) <= parameters
        for group, names in entry.get("then", {}).items():
            assert group == "when" or group in told["groups"]
            assert set(names.split()) <= parameters
    assert len(asking._patterns(language)) == len(told["pattern"])

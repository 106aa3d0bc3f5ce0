"""Briefings on two states and on a person: what is in them, and that they are what they say they are."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from kg import briefing
from kg.briefing.gather import Briefing
from kg.document import Document
from kg.errors import BadQuery
from kg.facts import Agent, Agreement, Fact, Office, Quote, Visit
from kg.store import Graph

SECTIONS = (
    "Fonctions",
    "Entretiens",
    "Visites annoncées, non encore effectuées",
    "Accords",
    "Prises de position",
)


def heads(made: Briefing, title: str) -> list[str]:
    [section] = [section for section in made.sections if section.title == title]
    return [entry.head for entry in section.entries]


@pytest.mark.parametrize(("one", "other"), [("MA", "RU"), ("Russie", "Maroc"), ("Morocco", "ru")])
def test_a_briefing_on_two_states_has_all_that_the_seed_tells(graph: Graph, one: str, other: str) -> None:
    made = briefing.between(graph, one, other)
    assert [len(heads(made, title)) for title in SECTIONS] == [4, 1, 2, 2, 8]
    assert sorted(heads(made, SECTIONS[2])) == ["Nasser Bourita → Russie", "Serguei Lavrov → Maroc"]
    assert made.drawn == "Documents consultés : 1, du 2020-12-03 au 2020-12-03."


def test_it_leaves_out_what_concerns_others(graph: Graph) -> None:
    made = briefing.between(graph, "MA", "FR")
    assert all(not heads(made, title) for title in SECTIONS[1:])
    assert len(heads(made, "Fonctions")) == 2


def test_a_briefing_on_a_person(graph: Graph) -> None:
    made = briefing.of_person(graph, "lavrov", "en")
    assert made.title == "Briefing: Serguei Lavrov (RU)"
    assert heads(made, "Visits announced, not yet made") == ["Serguei Lavrov → Morocco"]
    assert len(heads(made, "Stands")) == 8


def test_every_line_has_its_quotes_letter_for_letter(graph: Graph, seed: Document) -> None:
    made = briefing.between(graph, "MA", "RU")
    passages = [p for section in made.sections for entry in section.entries for p in entry.passages]
    assert all(entry.passages for section in made.sections for entry in section.entries)
    assert all(seed.text[p.start : p.end] == p.text for p in passages)


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [("Atlantide", "MA", "is no state"), ("MA", "Maroc", "two states")],
)
def test_what_is_no_pair_of_states_is_refused(graph: Graph, one: str, other: str, words: str) -> None:
    with pytest.raises(BadQuery, match=words):
        briefing.between(graph, one, other)


def test_a_person_must_be_one(graph: Graph) -> None:
    with pytest.raises(BadQuery, match="names nobody"):
        briefing.of_person(graph, "xyzzy")


@pytest.fixture
def story(graph: Graph) -> Graph:
    """An agreement that is negotiated and then signed, a visit that is announced and then made."""

    def add(name: str, date: str, text: str, *facts: Fact) -> None:
        graph.replace(Document(name, text, "fr", date), list(facts))

    def quote(text: str) -> tuple[Quote, ...]:
        return (Quote(0, len(text), text),)

    parties = Agent("state", "MA"), Agent("state", "SN")
    visitor = Agent("person", "Awa <b>Diop</b>")
    for name, date, action, status, told in (
        ("first", "2021-01-01", "negotiated", "planned", "Un *accord* est négocié"),
        ("second", "2021-06-01", "signed", "held", "L’accord est signé & la visite faite"),
    ):
        words = quote(told)
        add(
            name,
            date,
            told,
            Office(
                document=name,
                evidence=words,
                person=visitor,
                title="ministre",
                role="minister",
                of=parties[1],
            ),
            Visit(
                document=name,
                evidence=words,
                visitors=(visitor,),
                destination="MA",
                status=status,
                date="2021-05",
            ),
            Agreement(
                document=name,
                evidence=words,
                label="Accord de pêche entre le Maroc et le Sénégal",
                kind="agreement",
                parties=parties,
                action=action,
                duration="P1Y",
            ),
        )
    graph.commit()
    return graph


def test_what_became_of_things_is_told_once(story: Graph) -> None:
    made = briefing.between(story, "MA", "SN")
    assert heads(made, "Visites effectuées") == ["Awa <b>Diop</b> → Maroc"]
    assert heads(made, "Visites annoncées, non encore effectuées") == []
    [section] = [section for section in made.sections if section.title == "Accords"]
    [entry] = section.entries
    assert [step.what for step in entry.steps] == ["en négociation, 1 an", "signé, 1 an"]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.asked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.asked += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action")]


def test_the_page_asks_for_nothing_and_names_are_no_markup(story: Graph) -> None:
    html = briefing.write(briefing.between(story, "MA", "SN"), "html")
    reader = _Reader()
    reader.feed(html)
    assert "b" not in reader.tags and "script" not in reader.tags
    assert reader.asked == []
    assert "Awa &lt;b&gt;Diop&lt;/b&gt;" in html and "size: A4" in html and '<html lang="fr">' in html


def test_markdown_is_plain_text_in_its_quotes(story: Graph) -> None:
    text = briefing.write(briefing.between(story, "MA", "SN"), "md")
    assert text.startswith("# Note de rencontre : Maroc – Sénégal")
    assert r"Un \*accord\* est négocié" in text
    assert r"Awa \<b\>Diop\</b\> → Maroc" in text


def test_the_same_graph_gives_the_same_page(story: Graph) -> None:
    for format in briefing.FORMATS:
        made = [briefing.write(briefing.between(story, "MA", "SN"), format) for _ in range(2)]
        assert made[0] == made[1]

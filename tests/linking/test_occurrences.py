"""Which accounts are of one event: small cases, one a rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.facts import Agreement, Contact, Fact, Gathering, Visit
from kg.linking import Links, Source, link
from kg.linking.decisions import Decision
from tests.linking.conftest import HERE, office, person, state

Make = Callable[..., Source]
ONE = (office("Rui Tavares Lima", "foreign-minister", "PT"), office("Awa Bassène", "foreign-minister", "SN"))


def call(date: str | None, medium: str = "phone", status: str = "held", **more: object) -> Contact:
    both = (person("Rui Tavares Lima"), person("Awa Bassène"))
    values = {"participants": both} | more
    return Contact(document="", evidence=HERE, medium=medium, status=status, date=date, **values)  # type: ignore[arg-type]


def visit(status: str, date: str | None = None, **more: object) -> Visit:
    who = (person("Rui Tavares Lima"),)
    return Visit(document="", evidence=HERE, visitors=who, destination="SN", status=status, date=date, **more)  # type: ignore[arg-type]


def session(label: str, ordinal: int | None, status: str = "planned", date: str | None = None) -> Gathering:
    return Gathering(
        document="", evidence=HERE, label=label, kind="session", ordinal=ordinal, status=status, date=date
    )


def act(
    label: str, action: str, date: str | None = None, kind: str = "agreement", **more: object
) -> Agreement:
    parties = (state("PT"), state("SN"))
    return Agreement(
        document="",
        evidence=HERE,
        label=label,
        kind=kind,
        action=action,
        date=date,
        parties=parties,
        **more,  # type: ignore[arg-type]
    )


def told(make: Make, *accounts: tuple[str, Fact]) -> tuple[Links, int]:
    """The links of documents that tell one thing each, and how many things that is."""
    sources = [make(f"d{n}", date, *ONE, fact) for n, (date, fact) in enumerate(accounts)]
    links = link(sources)
    assert list(links.triples()) == list(link(reversed(sources)).triples())
    return links, len(links.occurrences)


ONE_EVENT = {
    "a call told twice": [("2021-03-02", call("2021-03-01")), ("2021-03-03", call("2021-03-01"))],
    "a month holds the day": [
        ("2021-02-02", call("2021-03", status="planned")),
        ("2021-03-03", call("2021-03-01")),
    ],
    "a phone call and a video": [
        ("2021-03-02", call("2021-03-01")),
        ("2021-03-02", call("2021-03-01", "video")),
    ],
    "a state for its minister": [
        ("2021-03-02", call("2021-03-01")),
        ("2021-03-02", call("2021-03-01", participants=(person("Rui Tavares Lima"), state("SN")))),
    ],
    "a visit of the year": [
        ("2021-01-02", visit("planned", "2021")),
        ("2021-03-20", visit("held", "2021-03-15")),
    ],
    "a visit put off to another date": [
        ("2021-01-02", visit("planned", "2021-02-10")),
        ("2021-02-08", visit("postponed", "2021-06")),
        ("2021-06-20", visit("held", "2021-06-14/2021-06-16")),
    ],
    "a visit put off without a date": [
        ("2021-01-02", visit("planned", "2021-02-10")),
        ("2021-02-08", visit("postponed", "2021-02-10")),
        ("2021-06-20", visit("held", "2021-06-14/2021-06-16")),
    ],
    "a visit called off": [
        ("2021-01-02", visit("planned", "2021-02-10")),
        ("2021-02-08", visit("cancelled")),
    ],
    "an invitation and the visit": [
        ("2021-01-02", visit("invited")),
        ("2021-06-02", visit("planned", "2021-07-01")),
    ],
    "a session by its number": [
        ("2021-01-02", session("Commission mixte Portugal-Sénégal", 8, date="2021")),
        ("2022-05-02", session("Commission mixte sénégalo-portugaise", 8, "held", "2022-05-01")),
    ],
    "a session in two languages": [
        ("2021-01-02", session("Commission mixte Portugal-Sénégal", 8, date="2021-05-04")),
        ("2021-01-05", session("Portugal-Senegal Joint Commission", 8, date="2021-05-04")),
    ],
    "the commission of the two states": [
        ("2021-01-02", session("Commission mixte", 8, date="2021-05-04")),
        ("2021-01-05", session("Commission mixte Portugal-Sénégal", 8, date="2021-05-04")),
    ],
    "an agreement through its life": [
        ("2020-01-02", act("Accord de pêche", "negotiated")),
        ("2021-01-02", act("Accord de pêche entre le Portugal et le Sénégal", "signed", "2021-01-01")),
        ("2021-01-03", act("Fisheries Agreement between Portugal and Senegal", "signed", "2021-01-01")),
        ("2022-01-03", act("Fisheries Agreement", "ratified")),
    ],
}
TWO_EVENTS = {
    "calls on two days": [("2021-03-02", call("2021-03-01")), ("2021-03-03", call("2021-03-02"))],
    "a call and a meeting": [
        ("2021-03-02", call("2021-03-01")),
        ("2021-03-02", call("2021-03-01", "in-person")),
    ],
    "two numbers": [
        ("2021-03-02", call("2021-03", ordinal=2)),
        ("2021-03-02", call("2021-03-01", ordinal=3)),
    ],
    "calls in a year": [("2021-03-02", call("2021")), ("2021-03-02", call("2021"))],
    "visits of two months": [
        ("2021-03-20", visit("held", "2021-03-15")),
        ("2021-07-20", visit("held", "2021-07-15")),
    ],
    "a plan after the visit": [
        ("2021-03-20", visit("held", "2021-03-15")),
        ("2021-05-20", visit("planned", "2021")),
    ],
    "two plans": [
        ("2021-01-20", visit("planned", "2021-03-15")),
        ("2021-01-21", visit("planned", "2021-09")),
    ],
    "a visit called off, another made": [
        ("2021-02-20", visit("cancelled", "2021-03-15")),
        ("2021-09-21", visit("held", "2021-09-20")),
    ],
    "two sessions": [
        ("2021-01-02", session("Commission mixte Portugal-Sénégal", 8, date="2021")),
        ("2021-01-02", session("Commission mixte Portugal-Sénégal", 9, date="2021")),
    ],
    "two bodies": [
        ("2021-01-02", session("Commission mixte Portugal-Sénégal", 8)),
        ("2021-01-02", session("Commission mixte Portugal-Maroc", 8)),
    ],
    "two subjects": [
        ("2021-01-02", act("Accord de pêche", "signed", "2021-01-01")),
        ("2021-01-02", act("Accord de transport aérien", "signed", "2021-01-01")),
    ],
    "signed years apart": [
        ("2016-01-02", act("Accord de pêche", "signed", "2016-01-01")),
        ("2021-01-02", act("Accord de pêche", "signed", "2021-01-01")),
    ],
}


@pytest.mark.parametrize("name", ONE_EVENT)
def test_one_event(source: Make, name: str) -> None:
    assert told(source, *ONE_EVENT[name])[1] == 1


@pytest.mark.parametrize("name", TWO_EVENTS)
def test_two_events(source: Make, name: str) -> None:
    assert told(source, *TWO_EVENTS[name])[1] == 2


def test_a_plan_that_may_be_of_two_visits_is_of_neither(source: Make) -> None:
    plan, *made = (
        ("2021-01-02", visit("planned", "2021")),
        ("2021-03-16", visit("held", "2021-03-15")),
        (
            "2021-09-16",
            visit("held", "2021-09-15"),
        ),
    )
    assert told(source, plan, *made)[1] == 3


def test_facts_of_one_document_are_never_one_event(source: Make) -> None:
    links = link(
        [source("a", "2021-03-02", *ONE, call("2021-03-01"), call("2021-03-01", topics=("la pêche",)))]
    )
    assert len(links.occurrences) == 2


def test_a_body_that_any_two_states_may_have_is_not_shared(source: Make) -> None:
    label = "Commission mixte"
    one = source("a", "2021-01-02", *ONE, call("2021-01-02"), session(label, 3, date="2021-05-01"))
    pair = (
        office("Nour Bourquita", "foreign-minister", "MA"),
        office("Tarek Choukrane", "foreign-minister", "TN"),
    )
    talk = replace(call("2021-01-02"), participants=(person("Nour Bourquita"), person("Tarek Choukrane")))
    other = source("b", "2021-01-02", *pair, talk, session(label, 3, date="2021-05-01"))
    links = link([one, other])
    assert sum(len(o.accounts) > 1 for o in links.occurrences) == 0


def test_disagreements_are_told(source: Make) -> None:
    links, _ = told(
        source,
        ("2021-01-02", act("Accord de pêche", "signed", "2021-01-01", duration="P4Y")),
        ("2021-01-02", act("Fisheries Agreement", "signed", "2020-12-31", duration="P5Y")),
    )
    [occurrence] = links.occurrences
    assert occurrence.disagreements == (
        "date: 2020-12-31 (d1) / 2021-01-01 (d0)",
        "duration: P4Y (d0) / P5Y (d1)",
    )


def test_news_is_no_disagreement(source: Make) -> None:
    links, _ = told(source, *ONE_EVENT["a visit put off to another date"])
    assert links.occurrences[0].disagreements == ()


def test_reviewers_have_the_last_word(source: Make) -> None:
    sources = [
        source(f"d{n}", date, *ONE, fact) for n, (date, fact) in enumerate(TWO_EVENTS["calls on two days"])
    ]
    facts = tuple(source.facts[2].id for source in sources)
    assert len(link(sources, decisions=[Decision("merge", facts)]).occurrences) == 1
    sources = [
        source(f"d{n}", date, *ONE, fact) for n, (date, fact) in enumerate(ONE_EVENT["a call told twice"])
    ]
    facts = tuple(source.facts[2].id for source in sources)
    assert len(link(sources, decisions=[Decision("split", facts[:1], facts[1:])]).occurrences) == 2

"""Small documents for linking."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.facts import Agent, Fact, Office, Quote
from kg.graph.iris import identify
from kg.linking import Source

HERE = (Quote(0, 4, "text"),)


def person(name: str) -> Agent:
    return Agent("person", name)


def state(code: str) -> Agent:
    return Agent("state", code)


def office(
    name: str, role: str, of: str, title: str = "ministre des Affaires étrangères", former: bool = False
) -> Office:
    return Office(
        document="", evidence=HERE, person=person(name), title=title, role=role, of=state(of), former=former
    )


@pytest.fixture
def source() -> Callable[..., Source]:
    """Makes a document of facts; they are numbered by their places, so that each has its own passage."""

    def made(id: str, date: str, *facts: Fact, language: str = "fr") -> Source:
        from dataclasses import replace

        own = [
            replace(fact, document=id, evidence=(Quote(place, place + 4, "text"),))
            for place, fact in enumerate(facts)
        ]
        return Source(id, tuple(identify(own)), date, language)

    return made

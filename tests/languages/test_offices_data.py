"""The data of offices and honorifics: enough of it, and nothing in it that cannot match."""

from __future__ import annotations

import pytest

from kg.facts import ROLES
from kg.languages import available, data
from kg.mentions.offices.tokens import expand_all, words_of
from kg.mentions.offices.words import vocabulary

KINDS = {"of", "to", "charged", "for", "at", "attached", "within"}
LANGUAGES = available()


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_wordings(language: str) -> None:
    assert vocabulary(language).wordings >= 250


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wording_is_there_twice(language: str) -> None:
    wordings = [
        (words_of(wording), wording if entry.get("exact") else "")
        for entry in data(language, "offices")["heads"]
        for key in ("one", "many")
        for wording in expand_all(entry.get(key, ()))
    ]
    assert sorted({wording for wording in wordings if wordings.count(wording) > 1}) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_roles_families_and_links_are_known(language: str) -> None:
    raw = data(language, "offices")
    for entry in raw["heads"]:
        assert entry["role"] in ROLES and entry["family"] in raw["families"]
        assert entry.get("alone", "other") in ROLES
        assert entry.get("needs", "any") in {"any", "body", "parliament", "organisation"}
        assert entry.get("deputy_family", "crown") in raw["families"]
    for family in raw["families"].values():
        assert {*family["links"], *family["place"], *family["office"], *family["open"]} <= KINDS
        assert family.get("organisation", "other") in ROLES
    assert {*raw["bodies"], *raw["deputies"], *raw["deputies"].values()} <= set(ROLES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_exceptions_speak_of_known_heads_and_roles(language: str) -> None:
    raw = data(language, "offices")
    known = {
        words_of(w)
        for entry in raw["heads"]
        for key in ("one", "many")
        for w in expand_all(entry.get(key, ()))
    }
    for rule in [*raw["by_state"], *raw["with_portfolio"]]:
        assert rule["role"] in ROLES
        assert {words_of(head) for head in rule["heads"]} <= known
        assert all(len(code) == 2 and code.isupper() for code in rule.get("states", ()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wording_of_an_office_stops_a_complement(language: str) -> None:
    raw = data(language, "offices")
    heads = {words_of(w) for entry in raw["heads"] for w in expand_all(entry.get("one", ()))}
    words = vocabulary(language)
    assert {(noun,) for noun in words.nouns | words.adjectives} & heads == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_honorifics_are_complete(language: str) -> None:
    raw = data(language, "honorifics")
    assert set(raw) == {"one", "many", "exact", "exact_many", "before_name", "ranks", "not_before"}
    known = {
        word.casefold().rstrip(".") for key in ("one", "many", "exact", "exact_many") for word in raw[key]
    }
    assert {word.casefold().rstrip(".") for word in raw["before_name"]} <= known

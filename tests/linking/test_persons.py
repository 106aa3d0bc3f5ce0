"""Who is who: small cases, one a rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.facts import Contact
from kg.linking import Source, link
from kg.linking.decisions import Decision
from tests.linking.conftest import HERE, office, person

Make = Callable[..., Source]


def talk(*names: str) -> Contact:
    return Contact(
        document="", evidence=HERE, medium="phone", status="held", participants=tuple(map(person, names))
    )


def groups(*sources: Source, decisions: tuple[Decision, ...] = ()) -> set[frozenset[str]]:
    """The documents whose people of the first name are one, by document."""
    forwards = link(sources, decisions=decisions)
    backwards = link(reversed(sources), decisions=decisions)
    assert list(forwards.triples()) == list(backwards.triples())
    return {frozenset(mention.anchor for mention in found.mentions) for found in forwards.persons}


def together(found: set[frozenset[str]], *anchors: str) -> bool:
    return any(set(anchors) <= group for group in found)


SAME = [
    ("Joao Tavares Lima", "João Tavares Lima"),
    ("Tarek Choukri", "Tariq Shoukry"),
    ("Nour Bourquita", "N. Bourquita"),
    ("Nour Bourquita", "Bourquita"),
    ("Nour Bourquita", "Nour Bourqiuta"),
    ("Nour Bourquita", "BOURQUITA Nour"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_seat_and_a_like_name(source: Make, one: str, other: str) -> None:
    found = groups(
        source("a", "2021-03-01", office(one, "foreign-minister", "PT")),
        source("b", "2021-05-01", office(other, "foreign-minister", "PT")),
    )
    assert len(found) == 1 or (one, other) == ("Tarek Choukri", "Tariq Shoukry")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Mohamed Salem", "minister", "MR"), ("Mohamed Salem", "minister", "TN")),
        (("Mohamed Salem", "foreign-minister", "MR"), ("Mohamed Salem", "foreign-minister", "EG")),
        (("Ali Traoré", "head-of-state", "ML"), ("Moussa Traoré", "head-of-state", "ML")),
        (
            ("Jean Martin", "minister", "FR", "ministre de la Pêche"),
            ("Jean Martin", "minister", "FR", "ministre de la Santé"),
        ),
        (("Karim Benhaddou", "minister", "MA"), ("Karim Benhaddou", "ambassador", "MA")),
    ],
)
def test_namesakes(source: Make, one: tuple[str, ...], other: tuple[str, ...]) -> None:
    found = groups(
        source("a", "2021-03-01", office(*one)),
        source("b", "2021-05-01", office(*other)),
        source("c", "2021-06-01", office(*one)),
    )
    assert len(found) == 2


def test_a_father_and_a_son_many_years_apart(source: Make) -> None:
    found = groups(
        source("a", "2001-03-01", office("Georges Ambert Lacourt", "head-of-state", "FR")),
        source("b", "2015-05-01", office("Georges Ambert Lacourt", "head-of-state", "FR")),
    )
    assert len(found) == 2


def test_one_minister_in_two_posts(source: Make) -> None:
    found = groups(
        source("a", "2021-03-01", office("Aminata Kandji Sarr", "minister", "SN", "ministre des Finances")),
        source("b", "2022-03-01", office("Aminata Kandji Sarr", "foreign-minister", "SN")),
        source(
            "c", "2023-03-01", office("Aminata Kandji Sarr", "head-of-government", "SN", "Première ministre")
        ),
    )
    assert len(found) == 1


def test_a_family_name_that_two_ministers_have_is_nobodys(source: Make) -> None:
    found = groups(
        source("a", "2021-03-01", office("Awa Bassène", "foreign-minister", "SN")),
        source("b", "2021-09-01", office("Ismaël Bassène", "foreign-minister", "SN")),
        source("c", "2021-06-01", office("Bassène", "foreign-minister", "SN")),
    )
    assert len(found) == 3


def test_a_family_name_alone_stays_in_its_document(source: Make) -> None:
    found = groups(
        source("a", "2021-03-01", office("Awa Bassène", "foreign-minister", "SN")),
        source("b", "2021-03-02", talk("Bassène", "Rui Tavares")),
    )
    assert not together(found, "a#Awa_Bass%C3%A8ne", "b#Bass%C3%A8ne")


def test_a_rare_name_without_office_is_the_only_one_that_it_can_be(source: Make) -> None:
    known = source("a", "2021-03-01", office("Awa Bassène", "foreign-minister", "SN"))
    bare = source("b", "2021-03-02", talk("Awa Bassène", "Rui Tavares Lima"))
    assert together(groups(known, bare), "a#Awa_Bass%C3%A8ne", "b#Awa_Bass%C3%A8ne")
    other = source("c", "2021-03-03", office("Awa Bassène", "minister", "GM", "Minister of Health"))
    assert not together(groups(known, bare, other), "a#Awa_Bass%C3%A8ne", "b#Awa_Bass%C3%A8ne")


def test_a_common_name_without_office_is_nobodys(source: Make) -> None:
    found = groups(
        source("a", "2021-03-01", office("Mohamed Salem", "minister", "MR")),
        source("b", "2021-03-02", talk("Mohamed Salem", "Rui Tavares Lima")),
    )
    assert not together(found, "a#Mohamed_Salem", "b#Mohamed_Salem")


def test_two_people_of_one_name_in_one_document_join_nobody(source: Make) -> None:
    both = source(
        "a", "2021-03-01", office("Ion Popescu", "minister", "RO"), office("Ion Popescu", "minister", "MD")
    )
    found = groups(
        both,
        source("b", "2021-03-02", office("Ion Popescu", "minister", "RO")),
        source("c", "2021-03-03", office("Ion Popescu", "minister", "MD")),
    )
    assert len(found) == 3


def test_an_official_of_an_organisation_who_was_a_minister(source: Make) -> None:
    before = source("a", "2019-03-01", office("Josep Borrell", "foreign-minister", "ES"))
    from kg.facts import Agent, Office

    after = source(
        "b",
        "2021-03-01",
        Office(
            document="",
            evidence=HERE,
            person=person("Josep Borrell"),
            title="Haut Représentant",
            role="international-official",
            of=Agent("organisation", "Union européenne"),
        ),
    )
    assert len(groups(before, after)) == 1


def test_the_famous_are_known_by_name_office_and_time(source: Make) -> None:
    links = link(
        [
            source("a", "2021-03-01", office("Serguei Lavrov", "foreign-minister", "RU")),
            source("b", "2021-03-02", talk("Sergei Lavrov", "Rui Tavares Lima")),
            source("c", "2021-03-03", office("Sergey Lavrov", "ambassador", "RS", "ambassadeur")),
            source("d", "1985-03-03", office("Sergueï Lavrov", "foreign-minister", "RU")),
        ]
    )
    tails = {
        mention.document: found.tail
        for found in links.persons
        for mention in found.mentions
        if "Lavrov" in mention.name
    }
    assert tails["a"] == tails["b"] == "sergei-lavrov"
    assert tails["c"] == "sergey-lavrov--rs"
    assert tails["d"] != "sergei-lavrov"


def test_reviewers_have_the_last_word(source: Make) -> None:
    a = source("a", "2021-03-01", office("Awa Bassène", "foreign-minister", "SN"))
    b = source("b", "2021-04-01", office("Awa Bassène", "foreign-minister", "SN"))
    c = source("c", "2021-05-01", office("Ava Bassen", "minister", "GM"))
    one, two, three = "a#Awa_Bass%C3%A8ne", "b#Awa_Bass%C3%A8ne", "c#Ava_Bassen"
    assert groups(a, b, c) == {frozenset({one, two}), frozenset({three})}
    decisions = (Decision("split", (one,), (two,)), Decision("merge", (two, three)))
    assert groups(a, b, c, decisions=decisions) == {frozenset({one}), frozenset({two, three})}


def test_reasons_can_be_read(source: Make) -> None:
    links = link(
        [
            source("a", "2021-03-01", office("Tarek Choukrane", "foreign-minister", "TN")),
            source("b", "2021-05-01", office("Tarek Shoukran", "foreign-minister", "TN")),
        ]
    )
    [pair] = links.resolution.pairs
    assert pair.joined
    assert pair.verdict.score == 0.95
    assert pair.verdict.reasons == (
        "names: transliteration (+0.45)",
        "the same state or organisation (+0.25)",
        "the same seat (+0.25)",
    )

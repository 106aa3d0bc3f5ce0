"""What `kg link --explain` tells: the documents, the pairs, and why some came to nothing."""

from __future__ import annotations

from collections.abc import Callable

from kg.facts import Agreement
from kg.linking import Source, link
from kg.linking.explain import alike, explained
from kg.linking.known import KnownPerson, Term
from tests.linking.conftest import HERE, office, state
from tests.linking.test_persons import talk

Make = Callable[..., Source]


def test_a_known_person_is_told_with_terms_and_documents(source: Make) -> None:
    known = KnownPerson(
        "ana-lopes",
        (("Ana Lopes", "fr"), ("Anna Lopes", "en")),
        (Term("foreign-minister", "state:PT", "2020-01", ""),),
        "Q1",
    )
    links = link(
        [
            source("a", "2021-03-01", office("Ana Lopes", "foreign-minister", "PT")),
            source("b", "2021-05-01", office("Anna Lopes", "foreign-minister", "PT")),
        ],
        [known],
    )
    assert explained(links, "person/ana-lopes") == [
        "Ana Lopes (person/ana-lopes)",
        "  also written: Anna Lopes",
        "  in the authority file: ana-lopes, Wikidata Q1",
        "    foreign-minister of PT, 2020-01 to today",
        "  named in:",
        "    2021-03-01  a: Ana Lopes, foreign-minister of PT",
        "    2021-05-01  b: Anna Lopes, foreign-minister of PT",
        "  one, because:",
        "    1.00  Ana Lopes in a — Anna Lopes in b",
        "          both are ana-lopes in the authority file (+1.00)",
    ]
    assert explained(links, "b#Anna_Lopes") == explained(links, "ana-lopes")


def accord(action: str, day: str | None = None) -> Agreement:
    return Agreement(
        document="",
        evidence=HERE,
        label="Accord de pêche",
        kind="agreement",
        action=action,
        parties=(state("PT"), state("SN")),
        date=day,
    )


def test_what_is_alike_and_not_one_is_told_with_the_hindrance(source: Make) -> None:
    links = link(
        [
            source("a", "2021-01-02", accord("negotiated")),
            source("b", "2021-03-02", accord("signed", "2021-03-01")),
            source("c", "2023-03-02", accord("signed", "2023-03-01")),
        ]
    )
    first = next(
        o.tail for o in links.occurrences if o.accounts[0].fact.document == "b" or len(o.accounts) > 1
    )
    lines = explained(links, first)
    assert "    2021-03-02  b: signed 2021-03-01" in lines
    assert "      “text”" in lines
    apart = lines[lines.index("  not one with others, although alike:") :]
    assert any("a: negotiated, undated — c: signed 2023-03-01" in line for line in apart)
    assert any(line.endswith("; but they were signed at two times") for line in apart)


def test_who_may_be_two_people_is_told_so(source: Make) -> None:
    links = link(
        [
            source("a", "2021-03-01", office("Tidiane Bourquita", "foreign-minister", "SN")),
            source("b", "2021-04-01", office("Tidiane Bourquita", "foreign-minister", "GM")),
            source("c", "2021-05-01", talk("Tidiane Bourquita", "Ana Lopes")),
        ]
    )
    told = explained(links, "c#Tidiane_Bourquita")
    assert any(line.endswith("; but it may as well be somebody else") for line in told), told


def test_names_are_offered_by_their_last_part(source: Make) -> None:
    links = link([source("a", "2021-03-01", office("Ana Lopes", "foreign-minister", "PT"))])
    assert alike(links, "person/ana") == ["person/ana-lopes--pt"]
    assert alike(links, "person/") == []
    assert alike(links, "person/maria") == []

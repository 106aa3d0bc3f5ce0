"""IRIs: readable, the same for the same text, and no false merges."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import BrokenData
from kg.facts import Agent, Agreement, Contact, Fact, Gathering, Office, Position, Quote, Visit
from kg.graph import iris
from kg.graph.iris import Names
from kg.graph.slugs import LIMIT, slug

BASE = "https://diplomacy.example.org/"
LOPES = Agent("person", "Ana Lopes")
HERE = (Quote(4, 9, "words"),)


def person(name: str) -> Agent:
    return Agent("person", name)


def tail(iri: str) -> str:
    return iri.removeprefix(BASE)


def ids(*facts: Fact) -> list[str]:
    return [tail(fact.id) for fact in iris.identify(facts)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Affaires étrangères", "affaires-etrangeres"),
        ("l’œuvre d'Æsop", "l-oeuvre-d-aesop"),
        ("Łódź, Ørsted & Straße", "lodz-orsted-strasse"),
        ("KURTULUŞ ılıca", "kurtulus-ilica"),
        ("  8ème   session ", "8eme-session"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_long_slug_is_cut_and_marked() -> None:
    one, other = slug("long " * 40 + "a"), slug("long " * 40 + "b")
    assert len(one) <= LIMIT
    assert one != other
    assert one[:-6] == other[:-6]


def test_texts_without_latin_letters_differ() -> None:
    assert slug("习近平") != slug("王毅")
    assert slug("习近平").startswith("x-")


def test_ids_are_readable() -> None:
    morocco, russia, drian = Agent("state", "MA"), Agent("state", "RU"), person("Jean-Yves Le Drian")
    fishing = "Accord de Pêche entre le Maroc et la Russie"
    assert ids(
        Office(document="d", evidence=HERE, person=LOPES, title="ministre", role="minister", of=morocco),
        Contact(
            document="d",
            evidence=HERE,
            medium="phone",
            status="held",
            date="2020-12-03",
            participants=(LOPES, person("Mohammed VI"), russia, drian),
        ),
        Visit(document="d", evidence=HERE, visitors=(LOPES,), destination="MA", status="invited"),
        Agreement(
            document="d",
            evidence=HERE,
            label=fishing,
            kind="agreement",
            parties=(russia, morocco),
            action="renewed",
        ),
        Gathering(
            document="d",
            evidence=HERE,
            label="Forum Monde Arabe-Russie",
            kind="forum",
            status="planned",
            date="2021",
        ),
        Position(document="d", evidence=HERE, holders=(LOPES,), stance="calls-for", about="le cessez-le-feu"),
    ) == [
        "fact/d/office-ana-lopes-minister",
        "fact/d/contact-lopes-mohammed-vi-ru-drian-2020-12-03",
        "fact/d/visit-lopes-ma-invited",
        "fact/d/agreement-accord-de-peche-ma-ru-renewed",
        "fact/d/gathering-forum-monde-arabe-russie-2021",
        "fact/d/position-le-cessez-le-feu-calls-for",
    ]


def test_clashes_are_numbered_in_the_order_of_the_text() -> None:
    late = Position(
        document="d", evidence=(Quote(50, 51, "x"),), holders=(LOPES,), stance="thanks", about="A"
    )
    early = replace(late, evidence=(Quote(3, 4, "x"),))
    assert ids(late, early) == ["fact/d/position-a-thanks-2", "fact/d/position-a-thanks"]
    assert ids(early, late) == ["fact/d/position-a-thanks", "fact/d/position-a-thanks-2"]


def test_given_ids_are_kept_and_avoided() -> None:
    given = Position(
        document="d",
        evidence=HERE,
        holders=(LOPES,),
        stance="thanks",
        about="a",
        id=f"{BASE}fact/d/position-a-thanks",
    )
    assert ids(replace(given, id=""), given) == ["fact/d/position-a-thanks-2", "fact/d/position-a-thanks"]
    assert iris.identify([replace(given, id="urn:mine")])[0].id == "urn:mine"


@pytest.mark.parametrize("bad", ["no scheme", "http://a b", "http://a<b>", "http://a\n", "x"])
def test_malformed_ids_are_refused(bad: str) -> None:
    fact = Position(document="d", evidence=HERE, holders=(LOPES,), stance="thanks", about="a", id=bad)
    with pytest.raises(BrokenData, match="malformed"):
        iris.identify([fact])


def test_one_id_for_two_facts_is_refused() -> None:
    fact = Position(document="d", evidence=HERE, holders=(LOPES,), stance="thanks", about="a", id="urn:one")
    with pytest.raises(BrokenData, match="two facts"):
        iris.identify([fact, replace(fact, about="b")])


def test_a_family_name_alone_stays_in_its_document() -> None:
    assert tail(Names("d").agent(LOPES)) == "person/ana-lopes"
    assert tail(Names("d").agent(person("Lopes"))) == "person/d/lopes"


def test_a_common_word_is_no_organisation_of_the_world() -> None:
    assert tail(Names("d").agent(Agent("organisation", "Commission"))) == "org/d/commission"
    assert tail(Names("d").agent(Agent("organisation", "XYZT"))) == "org/xyzt"


def test_known_organisations_have_one_iri_in_every_language() -> None:
    told = {
        Names("d").agent(Agent("organisation", name)) for name in ("Union européenne", "European Union", "UE")
    }
    assert {tail(iri) for iri in told} == {"org/eu"}


def test_two_names_of_one_document_never_share_an_iri() -> None:
    names = Names("d")
    first, second = names.agent(LOPES), names.agent(person("ANA LOPES"))
    assert first != second
    assert names.agent(person("ANA LOPES")) == second
    assert second.startswith(first)


def office(role: str, title: str, of: Agent | None) -> str:
    fact = Office(document="d", evidence=HERE, person=LOPES, title=title, role=role, of=of)
    return tail(Names("d").office(fact))


def test_offices() -> None:
    russia = Agent("state", "RU")
    assert office("foreign-minister", "ministre", russia) == "office/ru-foreign-minister"
    assert office("ambassador", "ambassadeur à Rabat", russia) == "office/ru-ambassador-ambassadeur-a-rabat"
    assert office("minister", "ministre", None) == "office/d/minister-ministre"
    australia, union = Agent("state", "AU"), Agent("organisation", "AU")
    assert office("foreign-minister", "x", australia) != office("foreign-minister", "x", union)


def agreement(label: str, *codes: str) -> str:
    parties = tuple(Agent("state", code) for code in codes)
    fact = Agreement(
        document="d", evidence=HERE, label=label, kind="agreement", parties=parties, action="signed"
    )
    return tail(Names("d").agreement(fact))


def test_an_instrument_is_shared_only_where_its_parties_are_told() -> None:
    assert agreement("Accord de pêche", "RU", "MA") == "agreement/accord-de-peche-ma-ru"
    assert (
        agreement("Accord de pêche entre la Russie et le Maroc", "MA", "RU")
        == "agreement/accord-de-peche-ma-ru"
    )
    assert agreement("Accord de pêche").startswith("agreement/d/")


def test_series() -> None:
    assert tail(Names("d").series("Commission Intergouvernementale Mixte Maroc-Russie")) == (
        "series/commission-intergouvernementale-mixte-ma-ru"
    )
    assert tail(Names("d").series("Joint Commission")) == "series/d/joint-commission"


def test_documents_and_graphs_are_told_by_any_id() -> None:
    for document in ("000_a", "meta", "é ü/..#?%", "a b"):
        assert iris.document_id(iris.document_iri(document)) == document
        assert iris.document_id(iris.document_graph(document)) == document
    assert iris.document_graph("meta") != iris.shared_graph(iris.META)


def test_the_base_can_be_another() -> None:
    fact = Position(document="d", evidence=HERE, holders=(LOPES,), stance="thanks", about="a")
    assert iris.identify([fact], "https://example.net/")[0].id.startswith("https://example.net/fact/d/")
    assert Names("d", "https://example.net/").agent(LOPES) == "https://example.net/person/ana-lopes"

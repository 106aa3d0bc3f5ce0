"""The network behind the page: who is a node, who is tied to whom, what folds, where it stands."""

from __future__ import annotations

import pytest

from kg.errors import BadQuery
from kg.facts import Agent, Contact, Fact, Quote, Visit
from kg.views.drawing import links, rows
from kg.views.folding import fold
from kg.views.layout import place
from kg.views.network import project
from kg.views.room import Box
from kg.views.selection import select


def contact(*names: str, date: str | None = None, document: str = "d") -> Contact:
    return Contact(
        document=document,
        evidence=(Quote(0, 1, "x"),),
        medium="phone",
        status="held",
        participants=tuple(Agent("person", name) for name in names),
        date=date,
    )


def test_nodes_carry_what_exports_need(facts: list[Fact]) -> None:
    network = project(facts)
    person = network.nodes["person/awa-diongue"]
    assert person["kind"] == "person"
    assert person["label"] == "Awa Diongue"
    assert person["iri"].endswith("person/awa-diongue")
    assert person["state"] == "SN"
    assert person["role"] == "foreign-minister"
    assert network.nodes["state/PT"]["kind"] == "state"


def test_edges_carry_what_exports_need(facts: list[Fact]) -> None:
    network = project(facts)
    edges = network.get_edge_data("person/awa-diongue", "state/PT").values()
    visit = next(edge for edge in edges if edge["status"] == "planned")
    assert visit.keys() == {"type", "fact", "date", "status", "weight"}
    assert (visit["type"], visit["date"], visit["weight"]) == ("visit", "2021-05", 1.0)


def test_accents_and_case_are_one_person() -> None:
    network = project([contact("Awa Dióngue", "Jo Lind"), contact("Awa Diongue", "Jo Lind", document="e")])
    assert [node for node in network if "awa" in node] == ["person/awa-diongue"]
    assert network.nodes["person/awa-diongue"]["also"] == ("Awa Dióngue",)


def test_visits_point_and_contacts_do_not(facts: list[Fact]) -> None:
    network = project(facts)
    for source, target, values in network.edges(data=True):
        if values["type"] == "visit":
            assert target.startswith("state/")
        elif values["type"] == "contact":
            assert source < target


def test_many_participants_are_not_squared() -> None:
    assert project([contact(*(f"Nom {n}" for n in range(300)))]).number_of_edges() == 299


def test_states_stand_for_their_people(facts: list[Fact]) -> None:
    network = project(facts, level="states")
    assert {values["kind"] for _, values in network.nodes(data=True)} <= {"state", "organisation"}
    assert network.has_edge("state/PT", "state/SN")
    assert not any(source == target for source, target in network.edges())


def test_events_are_nodes(facts: list[Fact]) -> None:
    network = project(facts, level="events")
    kinds = {values["kind"] for _, values in network.nodes(data=True)}
    assert {"visit", "contact", "agreement", "person", "state"} <= kinds
    visit = next(node for node, values in network.nodes(data=True) if values["kind"] == "visit")
    assert list(network.predecessors(visit)) == ["person/awa-diongue"]
    assert list(network.successors(visit)) == ["state/PT"]


def test_links_are_one_a_pair_and_type(facts: list[Fact]) -> None:
    found = links(project(facts))
    assert len({(link.source, link.target, link.type) for link in found}) == len(found)
    agreement = next(link for link in found if link.type == "agreement" and "state/PT" in link[:2])
    assert len(agreement.facts) == 2


def test_selection_by_type_and_date(facts: list[Fact]) -> None:
    kept = select(facts, types=["visit", "contact"], start="2021-04", end="2021")
    assert sorted(getattr(fact, "date", None) or "" for fact in kept) == ["2021-05", "2021-06-10", "2021-23"]


def test_selection_around(facts: list[Fact]) -> None:
    near = select(facts, around="maroc", depth=1)
    names = {fact.id for fact in near}
    assert any("Bensaïd" in str(fact) for fact in near)
    # An ambassador's calls are his state's; a meeting between two others is not.
    contacts = [str(fact.participants[0]) for fact in near if isinstance(fact, Contact)]
    assert contacts == ["Idriss El Khatib"]
    assert names < {fact.id for fact in select(facts, around="MA", depth=2)}
    assert select(facts, around="lindqvist") == select(facts, around="Jonas Lindqvist")


def test_selection_of_nobody_says_so(facts: list[Fact]) -> None:
    with pytest.raises(BadQuery, match="Nemo"):
        select(facts, around="Nemo")


def test_folding_drops_nobody() -> None:
    facts: list[Fact] = [contact(f"Nom A{n}", f"Nom B{n % 9}", document=f"d{n}") for n in range(60)]
    network = project(facts)
    folded = fold(network, 20)
    assert len(folded) == network.number_of_nodes() - 20
    drawn = rows(network, links(network), folded)
    assert all(isinstance(row["x"], int) and isinstance(row["y"], int) for row in drawn.values())
    assert {row["fold"] for row in drawn.values()} - {""} <= drawn.keys()
    assert fold(network, None) == {}


def test_overview_beyond_what_can_be_read() -> None:
    facts: list[Fact] = [
        Visit(
            document=f"d{n}",
            evidence=(Quote(0, 1, "x"),),
            visitors=(Agent("person", f"Nom N{n}"),),
            destination="FR",
            status="held",
        )
        for n in range(2100)
    ]
    network = project(facts)
    assert len(fold(network, None)) == network.number_of_nodes() - 300


def test_layout_leaves_room_for_every_label() -> None:
    boxes = {f"n{n}": Box(90.0, 40.0) for n in range(60)}
    ties = [(f"n{n}", f"n{(n * 7 + 1) % 60}", 1.0) for n in range(60)]
    at = place(boxes, ties)
    names = list(boxes)
    for i, one in enumerate(names):
        for other in names[:i]:
            apart = abs(at[one][0] - at[other][0]) >= 88 or abs(at[one][1] - at[other][1]) >= 38
            assert apart, (one, other)


def test_layout_is_repeatable_and_leaves_chance_alone() -> None:
    import random

    boxes = {f"n{n}": Box(60.0, 30.0) for n in range(500)}
    ties = [(f"n{n}", f"n{n * 3 % 500}", 1.0) for n in range(1, 500)]
    random.seed(5)
    expected = random.Random(5).random()
    first = place(boxes, ties)
    assert random.random() == expected
    assert place(boxes, ties) == first


def test_layout_of_nothing_and_of_one() -> None:
    assert place({}, []) == {}
    assert len(place({"only": Box(10.0, 10.0)}, [])) == 1

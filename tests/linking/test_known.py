"""People who are known: kg's own file, and a user's."""

from __future__ import annotations

import csv
import itertools
import re
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from kg import ontology_files
from kg.errors import BrokenData
from kg.graph.authority import authority
from kg.graph.bounds import bounds
from kg.graph.iris import SINGLE_SEATS
from kg.linking import graphs, known
from kg.linking.known import KnownPeople
from kg.linking.names import FULL, compare
from kg.linking.sources import read_people


def own_rows() -> list[dict[str, str]]:
    lines = ontology_files.text("persons.csv").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


HEADER = "person,names_fr,names_en,role,of,from,to,wikidata\n"
ROW = "ana-lopes,Ana Lopes,Ana Lopes;Anna Lopes,foreign-minister,PT,2021-02,2022,Q1\n"


def test_people_of_at_least_sixty_states_in_both_languages() -> None:
    people = known.own()
    states = {term.owner for person in people for term in person.terms if term.owner.startswith("state:")}
    assert len(states) >= 60
    assert {owner.partition(":")[2] for owner in states} <= authority().codes
    assert all({language for _, language in person.names} == {"fr", "en"} for person in people)


def test_dates_are_in_order_and_past() -> None:
    for row in own_rows():
        first, last = bounds(row["from"]), bounds(row["to"])
        assert first[0], row
        assert not last[1] or first[0] <= last[1], row
        assert max(day for day in (*first, *last) if day) <= "2026-12-31", row


def test_a_seat_has_one_holder_at_a_time() -> None:
    """Two terms may touch, and overlap by a month and a half where a date is known to the month or the year."""
    seats = defaultdict(list)
    for row in own_rows():
        if row["role"] in SINGLE_SEATS:
            seats[(row["of"], row["role"])].append((row["from"], row["to"], row["person"]))
    for seat, terms in seats.items():
        for (_, end, one), (start, _, other) in itertools.pairwise(sorted(terms)):
            left, entered = bounds(end)[0], bounds(start)[1]
            assert left, f"{seat}: {one} never left, and {other} came"
            assert entered
            assert date.fromisoformat(entered) >= date.fromisoformat(left) - timedelta(45), (seat, one, other)


SOURCE = re.compile(r"(wikidata|cia-factbook)(:(from|to|office))?|https?://[^\s;]+")


def test_each_line_says_what_it_was_checked_against() -> None:
    rows = own_rows()
    for row in rows:
        sources = row["source"].split(";")
        assert all(SOURCE.fullmatch(source) for source in sources), row
        assert not (row["source"].endswith(":to") and not row["to"]), row
    notice = (Path(ontology_files.__file__).parents[1] / "NOTICE").read_text(encoding="utf-8")
    assert f"its {len(rows)} lines" in notice
    assert all(named in notice for named in ("`wikidata`", "`cia-factbook`"))


def test_an_identifier_is_one_persons() -> None:
    people: defaultdict[str, set[str]] = defaultdict(set)
    for row in own_rows():
        if row["wikidata"]:
            assert re.fullmatch(r"Q[1-9]\d*", row["wikidata"]), row
            people[row["wikidata"]].add(row["person"])
        people[row["person"]].add(row["wikidata"])
    assert {name: found for name, found in people.items() if len(found) > 1} == {}


def test_no_two_people_share_a_name_and_a_state() -> None:
    people = known.own()
    KnownPeople(people)
    for place, one in enumerate(people):
        for other in people[place + 1 :]:
            if {t.owner for t in one.terms} & {t.owner for t in other.terms}:
                levels = {compare(a, b).level for a, _ in one.names for b, _ in other.names}
                assert not levels & set(FULL), (one.slug, other.slug)


def test_the_file_is_sorted_by_nothing_but_whole() -> None:
    lines = ontology_files.text("persons.csv").splitlines()
    rows = list(csv.reader(line for line in lines if not line.startswith("#")))
    assert tuple(rows[0]) == known.COLUMNS
    assert {len(row) for row in rows} == {len(known.COLUMNS)}
    assert len({tuple(row[:1] + row[3:6]) for row in rows}) == len(rows)


def test_triples_give_the_people_back() -> None:
    people = list(known.own())[:40]
    found = graphs.read_persons(graphs.person_triples(people))
    assert [(p.slug, set(p.names), p.terms, p.wikidata) for p in found] == [
        (p.slug, set(p.names), p.terms, p.wikidata) for p in people
    ]


def test_a_users_file(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("# ours\n" + HEADER + ROW, encoding="utf-8")
    [person] = read_people([table])
    assert person.slug == "ana-lopes"
    turtle = tmp_path / "people.ttl"
    turtle.write_text(
        "".join(f"{triple} .\n" for triple in graphs.person_triples([person])), encoding="utf-8"
    )
    [read] = read_people([turtle])
    assert (read.slug, read.terms, set(read.names)) == (person.slug, person.terms, set(person.names))


def test_two_files_may_speak_of_one_person() -> None:
    one, other = known.parse([HEADER, ROW], "one"), known.parse([HEADER, ROW.replace("Anna", "Aña")], "other")
    [person] = known.merged([*one, *other])
    assert {name for name, _ in person.names} == {"Ana Lopes", "Anna Lopes", "Aña Lopes"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("person,role\n", "the columns from, names_en, names_fr, of, to are missing"),
        (HEADER + ROW.replace("foreign-minister", "chief"), "people.csv:2: role 'chief'"),
        (HEADER + ROW.replace("2021-02", "spring"), "people.csv:2: 'spring' is no date"),
        (HEADER + ROW.replace(",PT,", ",,"), "people.csv:2: a person needs"),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenData) as caught:
        read_people([path])
    assert words in str(caught.value)


def test_broken_turtle_and_missing_files_are_told(tmp_path: Path) -> None:
    path = tmp_path / "people.ttl"
    path.write_text("nonsense", encoding="utf-8")
    with pytest.raises(BrokenData, match=r"people\.ttl"):
        read_people([path])
    with pytest.raises(BrokenData, match="No such file"):
        read_people([tmp_path / "none.csv"])

"""Every export is read back by a program of another make, and is the same each time."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import icalendar
import networkx as nx
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg import exports
from kg import facts as facts_table
from kg.document import Document
from kg.facts import Agent, Fact, Gathering, Quote, Visit
from kg.graph import iris
from kg.graph.iris import identify
from kg.store import Graph

RDF = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld", "trig": "trig", "nq": "nquads"}


@pytest.fixture
def rich(graph: Graph) -> Iterator[Graph]:
    """The seed and a second document whose words are hard to write down."""
    text = 'Le "Forum\tété" ; « l’Œuvre » <b> & \\u0041 \U0001f54a se tiendra à Dakar en mai 2021.'
    quote = (Quote(0, len(text), text),)
    facts: list[Fact] = [
        Gathering(
            document="2. é&<>",
            evidence=quote,
            label=text[3:14],
            kind="forum",
            status="planned",
            date="2021-05",
        ),
        Visit(
            document="2. é&<>",
            evidence=quote,
            visitors=(Agent("person", "Awa N’Diaye-Œ"), Agent("organisation", "A & B <c>")),
            destination="SN",
            status="planned",
            date="2021-05-03/2021-05-05",
            place="Dakar",
        ),
        Visit(
            document="2. é&<>",
            evidence=quote,
            visitors=(Agent("state", "FR"),),
            status="held",
            date="2020-01-02",
        ),
    ]
    graph.replace(Document("2. é&<>", text, "fr", "2021-03-14"), facts)
    graph.commit()
    yield graph


def written(graph: Graph, format: str, document: str | None = None) -> bytes:
    stream = io.BytesIO()
    exports.write(graph, format, stream, document)
    return stream.getvalue()


@pytest.mark.parametrize("format", exports.FORMATS)
@pytest.mark.parametrize("document", [None, "000_bcc0e6c20f4df47a"])
def test_an_export_is_the_same_each_time(rich: Graph, format: str, document: str | None) -> None:
    assert written(rich, format, document) == written(rich, format, document)


@pytest.mark.parametrize("format", ["ttl", "nt", "rdf", "trig", "nq"])
def test_rapper_reads_what_was_written(rich: Graph, format: str, tmp_path: Path) -> None:
    parsers = {"ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml", "trig": "trig", "nq": "nquads"}
    path = tmp_path / f"graph.{format}"
    path.write_bytes(written(rich, format))
    command = ["rapper", "--quiet", "--input", parsers[format], "--output", "ntriples", path.as_uri()]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, timeout=60)
    assert result.stderr == ""
    theirs = rdflib.Graph().parse(data=result.stdout, format="nt")
    if format in {"trig", "nq"}:
        ours = {tuple(line.split(" ", 2)[:2]) for line in written(rich, "nq").decode().splitlines()}
        assert {(s.n3(), p.n3()) for s, p, _ in theirs} == ours
    else:
        assert isomorphic(theirs, rdflib.Graph().parse(data=written(rich, "nt"), format="nt"))


@pytest.mark.parametrize("format", ["ttl", "rdf", "jsonld"])
def test_rdflib_reads_the_same_triples_from_every_format(rich: Graph, format: str) -> None:
    read = rdflib.Graph().parse(data=written(rich, format), format=RDF[format])
    assert isomorphic(read, rdflib.Graph().parse(data=written(rich, "nt"), format="nt"))


def test_rdflib_reads_the_same_graphs_by_name(rich: Graph) -> None:
    def graphs(format: str) -> dict[str, set[object]]:
        read = rdflib.Dataset()
        read.parse(data=written(rich, format), format=RDF[format])
        return {str(part.identifier): set(part) for part in read.graphs() if len(part)}

    found = graphs("trig")
    assert found == graphs("nq")
    assert iris.document_graph("000_bcc0e6c20f4df47a") in found


def test_a_document_alone_is_its_own_graph(rich: Graph) -> None:
    whole = rdflib.Graph().parse(data=written(rich, "ttl"), format="turtle")
    alone = rdflib.Graph().parse(data=written(rich, "ttl", "2. é&<>"), format="turtle")
    assert 0 < len(alone) < len(whole)
    assert all(triple in whole for triple in alone)
    assert b"Lavrov" not in written(rich, "ttl", "2. é&<>")


def test_turtle_is_written_for_people(rich: Graph) -> None:
    lines = written(rich, "ttl").decode().splitlines()
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    assert "\tdip:destination kg-state:MA ;" in lines
    assert "kg-person:nasser-bourita a dip:Person ;" in lines


def test_the_union_leaves_out_the_ontology_and_states_that_nothing_names(rich: Graph) -> None:
    text = written(rich, "ttl").decode()
    assert "owl:Class" not in text
    assert "kg-state:RU" in text
    assert "kg-state:BR" not in text


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_networks_are_read_by_networkx(rich: Graph, format: str) -> None:
    reader = nx.read_graphml if format == "graphml" else nx.read_gexf
    network = reader(io.BytesIO(written(rich, format)))
    labels = {data["label"]: data for _, data in network.nodes(data=True)}
    assert labels["Serguei Lavrov"]["kind"] == "person"
    assert labels["Serguei Lavrov"]["iri"].startswith("https://diplomacy.example.org/person/")
    assert "A & B <c>" in labels
    kinds = {data["type" if format == "graphml" else "fact_type"] for _, _, data in network.edges(data=True)}
    assert {"contact", "visit", "agreement", "position"} <= kinds
    ElementTree.fromstring(written(rich, format))


def test_jsonl_is_the_facts_table(rich: Graph, seed_facts: list[Fact]) -> None:
    lines = written(rich, "jsonl", "000_bcc0e6c20f4df47a").decode().splitlines()
    found = sorted(facts_table.read(lines), key=lambda fact: fact.id)
    assert [fact.id for fact in found] == sorted(json.loads(line)["id"] for line in lines)
    assert found == sorted(identify(seed_facts), key=lambda fact: fact.id)


def test_csv_has_a_row_a_fact(rich: Graph) -> None:
    rows = list(csv.DictReader(io.StringIO(written(rich, "csv").decode(), newline="")))
    assert len(rows) == 23
    assert {row["type"] for row in rows} == set(facts_table.FACT_TYPES)
    [contact] = [row for row in rows if row["type"] == "contact"]
    assert contact["participants"] == "Nasser Bourita; Serguei Lavrov"
    assert contact["ordinal"] == "3"
    [row] = [row for row in rows if row["destination"] == "SN"]
    assert row["evidence"].startswith('Le "Forum\tété"')


def test_the_calendar_holds_what_is_planned_and_dated_to_the_month(rich: Graph) -> None:
    stream = io.BytesIO()
    notes = exports.write(rich, "ics", stream)
    assert notes == ["4 left out: not dated to the month"]
    events = {str(e["summary"]): e for e in icalendar.Calendar.from_ical(stream.getvalue()).walk("VEVENT")}
    assert len(events) == 2
    visit = next(event for summary, event in events.items() if summary.endswith("→ SN"))
    assert (visit["dtstart"].dt.isoformat(), visit["dtend"].dt.isoformat()) == ("2021-05-03", "2021-05-06")
    assert visit["dtstamp"].dt.isoformat() == "2021-03-14T00:00:00+00:00"
    assert str(visit["location"]) == "Dakar"
    forum = next(event for summary, event in events.items() if "Forum" in summary)
    assert (forum["dtstart"].dt.isoformat(), forum["dtend"].dt.isoformat()) == ("2021-05-01", "2021-06-01")

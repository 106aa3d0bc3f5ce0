"""Answers in the formats of SPARQL, and what a query may not do."""

from __future__ import annotations

import json

import pytest

from kg.answers import ask, refuse_reaching_out
from kg.errors import BadQuery
from kg.store import Graph


def test_a_table_has_plain_values(graph: Graph) -> None:
    answer = ask(graph, 'SELECT (1 AS ?a) (0.5 AS ?b) (true AS ?c) ("x"@fr AS ?d) ?e {}')
    assert answer.variables == ["a", "b", "c", "d", "e"]
    assert list(answer) == [(1, 0.5, True, "x", None)]


def test_a_table_becomes_a_pandas_table(graph: Graph) -> None:
    table = ask(
        graph, "SELECT DISTINCT ?person { ?f dip:holder/rdfs:label ?person } ORDER BY ?person"
    ).to_pandas()
    assert list(table.columns) == ["person"]
    assert table["person"].tolist() == ["Mohammed VI", "Nasser Bourita", "Serguei Lavrov", "Vladimir Poutine"]


def test_a_table_is_written_in_the_formats_of_sparql(graph: Graph) -> None:
    sparql = 'SELECT ("é,\\"" AS ?a) {}'
    assert ask(graph, sparql).text("csv") == 'a\r\n"é,"""\r\n'
    assert ask(graph, sparql).text("tsv").splitlines()[0] == "?a"
    found = json.loads(ask(graph, sparql).text("json"))
    assert found["results"]["bindings"] == [{"a": {"type": "literal", "value": 'é,"'}}]
    assert "<binding name" in ask(graph, sparql).text("xml")


def test_yes_and_no(graph: Graph) -> None:
    assert ask(graph, "ASK { ?v a dip:Visit }")
    assert not ask(graph, "ASK { ?v a dip:Visit ; dip:status dip:status-cancelled }")
    assert json.loads(ask(graph, "ASK {}").text("json"))["boolean"] is True


def test_triples_are_written_as_turtle(graph: Graph) -> None:
    answer = ask(graph, "CONSTRUCT { ?v a dip:Visit } WHERE { ?v a dip:Visit }")
    assert answer.kind == "graph"
    assert answer.text("ttl").count("a dip:Visit") == 2
    with pytest.raises(BadQuery, match="the answer is triples"):
        ask(graph, "DESCRIBE dip:Visit").text("csv")
    with pytest.raises(BadQuery, match="the answer is a table"):
        ask(graph, "SELECT * {}").text("ttl")


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "SELECT * { SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { } # x\n}SERVICE <http://127.0.0.1:9/> {",
    ],
)
def test_other_servers_are_not_asked(graph: Graph, sparql: str) -> None:
    with pytest.raises(BadQuery, match="SERVICE is refused"):
        ask(graph, sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT DATA { dip:a dip:b dip:c }",
        "PREFIX a: <http://a/> DELETE WHERE { ?s ?p ?o }",
        "# a remark\nBASE <http://a/>\nclear all",
        "LOAD <http://127.0.0.1:9/>",
        "WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(graph: Graph, sparql: str) -> None:
    before = list(graph.quads())
    with pytest.raises(BadQuery, match="must not change the graph"):
        ask(graph, sparql)
    assert list(graph.quads()) == before


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT * { ?s ?p "SERVICE <http://x>" }',
        "SELECT ?service { ?service a <http://x/SERVICE> } # SERVICE",
        "PREFIX service: <http://x/> SELECT * { ?s a service:SERVICE }",
        'SELECT * { ?s ?p """a "SERVICE" """ }',
        "SELECT * { ?s ?insert 'DELETE' }",
    ],
)
def test_the_words_alone_are_allowed(sparql: str) -> None:
    refuse_reaching_out(sparql)


def test_what_does_not_parse_is_told_in_one_error(graph: Graph) -> None:
    with pytest.raises(BadQuery, match="does not parse"):
        ask(graph, "SELECT WHERE")

"""Programs of another make read every answer: SPARQLWrapper, rdflib's SPARQLStore, curl and rapper."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

import httpx
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

from kg.graph.namespaces import PREFIXES
from kg.server.formats import chosen
from tests.server.serving import Server

PEOPLE = "SELECT DISTINCT ?name WHERE { ?p a dip:Person ; rdfs:label ?name } ORDER BY ?name"
NAMES = ["Mohammed VI", "Nasser Bourita", "Serguei Lavrov", "Vladimir Poutine"]
VISITS = "CONSTRUCT { ?v a dip:Visit } WHERE { ?v a dip:Visit }"
RDF = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}
DOCUMENT = "https://diplomacy.example.org/graph/doc/000_bcc0e6c20f4df47a"


def wrapper(server: Server, query: str, format: str, method: str = "GET") -> object:
    client = SPARQLWrapper(server.sparql)
    client.setQuery(query)
    client.setReturnFormat(format)
    client.setMethod(method)
    return client.queryAndConvert()


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_reads_tables(server: Server, method: str) -> None:
    table = wrapper(server, PEOPLE, JSON, method)
    assert [row["name"]["value"] for row in table["results"]["bindings"]] == NAMES
    assert [
        node.firstChild.data for node in wrapper(server, PEOPLE, XML, method).getElementsByTagName("literal")
    ] == NAMES
    assert wrapper(server, PEOPLE, CSV, method).decode().split("\r\n")[1:-1] == NAMES
    assert wrapper(server, PEOPLE, TSV, method).decode().splitlines()[1:] == [f'"{name}"' for name in NAMES]


def test_sparqlwrapper_posts_queries_directly(server: Server) -> None:
    client = SPARQLWrapper(server.sparql)
    client.setRequestMethod(POSTDIRECTLY)
    client.setMethod(POST)
    client.setQuery("ASK { ?v a dip:Visit }")
    client.setReturnFormat(JSON)
    assert client.queryAndConvert()["boolean"] is True


@pytest.mark.parametrize("format", [TURTLE, N3, RDFXML, JSONLD])
def test_sparqlwrapper_reads_graphs(server: Server, format: str) -> None:
    found = wrapper(server, VISITS, format)
    if isinstance(found, bytes):
        found = rdflib.Graph().parse(data=found, format="turtle")
    assert len(found) == 2


def test_rdflib_reads_and_asks(server: Server) -> None:
    graph = rdflib.Graph(store=SPARQLStore(server.sparql, method="POST_FORM"))
    assert sorted(str(row[0]) for row in graph.query(PEOPLE, initNs=PREFIXES)) == NAMES
    visit = rdflib.URIRef(PREFIXES["dip"] + "Visit")
    assert len(set(graph.subjects(rdflib.RDF.type, visit))) == 2
    assert (None, rdflib.RDF.type, visit) in graph
    assert graph.query("ASK { ?v a dip:Visit }", initNs=PREFIXES).askAnswer is True
    assert len(graph.query(VISITS, initNs=PREFIXES).graph) == 2


def test_rdflib_sees_each_graph_by_its_name(server: Server) -> None:
    one = rdflib.Graph(SPARQLStore(server.sparql, context_aware=True), identifier=rdflib.URIRef(DOCUMENT))
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    [[inside]] = one.query(count)
    [[everywhere]] = rdflib.Graph(store=SPARQLStore(server.sparql)).query(count)
    assert 100 < int(inside) < int(everywhere)


def curl(*arguments: str) -> bytes:
    if shutil.which("curl") is None:
        pytest.skip("there is no curl here")
    command = ["curl", "--silent", "--fail", "--max-time", "20", *arguments]
    return subprocess.run(command, capture_output=True, check=True).stdout


@pytest.mark.parametrize(
    "accept",
    [
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ],
)
@pytest.mark.parametrize("post", [False, True])
def test_curl_gets_tables(server: Server, accept: str, post: bool) -> None:
    how = () if post else ("--get",)
    data = curl(*how, "--data-urlencode", f"query={PEOPLE}", "--header", f"Accept: {accept}", server.sparql)
    if accept.endswith("json"):
        found = [row["name"]["value"] for row in json.loads(data)["results"]["bindings"]]
    elif accept.endswith("xml"):
        found = [
            str(node.text) for node in ElementTree.fromstring(data).iter() if node.tag.endswith("literal")
        ]
    else:
        rows = csv.reader(io.StringIO(data.decode()), delimiter="\t" if "tab" in accept else ",")
        found = [row[0] for row in rows][1:]
    assert found == NAMES


@pytest.mark.parametrize("accept", RDF)
def test_curl_gets_graphs(server: Server, accept: str) -> None:
    data = curl(
        "--get", "--data-urlencode", f"query={VISITS}", "--header", f"Accept: {accept}", server.sparql
    )
    assert len(rdflib.Graph().parse(data=data, format=RDF[accept])) == 2


@pytest.mark.parametrize("accept", RDF)
def test_a_graph_is_read_whole_by_its_name(server: Server, accept: str) -> None:
    response = server.get("data", accept, graph=DOCUMENT)
    graph = rdflib.Graph().parse(data=response.content, format=RDF[accept])
    [[count]] = csv.reader(
        server.ask(
            f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{DOCUMENT}> {{ ?s ?p ?o }} }}", "text/csv"
        ).text.splitlines()[1:]
    )
    assert len(graph) == int(count)


@pytest.mark.parametrize(
    ("accept", "format"), [("application/trig", "trig"), ("application/n-quads", "nquads")]
)
def test_the_dataset_is_read_whole(server: Server, accept: str, format: str) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=server.get("data", accept).content, format=format)
    assert rdflib.URIRef(DOCUMENT) in {graph.identifier for graph in dataset.graphs()}


def test_the_graph_store_says_what_it_cannot_do(server: Server) -> None:
    assert server.get("data", graph="https://example.org/none").status_code == 404
    assert server.get("data", graph=DOCUMENT, default="").status_code == 400
    assert httpx.put(f"{server.address}data?default", content=b"").status_code == 405
    assert httpx.head(f"{server.address}data", params={"graph": DOCUMENT}).status_code == 200
    assert server.get("data", default="", accept="text/turtle").status_code == 200


@pytest.mark.parametrize("accept", RDF)
@pytest.mark.parametrize(
    "path", ["state/RU", "person/serguei-lavrov", "ontology", "sparql", ".well-known/void"]
)
def test_things_have_addresses(server: Server, path: str, accept: str) -> None:
    response = server.get(path, accept)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(accept)
    assert len(rdflib.Graph().parse(data=response.content, format=RDF[accept])) > 5


def test_the_service_describes_itself(server: Server) -> None:
    graph = rdflib.Graph().parse(data=server.get("sparql").content, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    [service] = graph.subjects(rdflib.RDF.type, sd.Service)
    assert str(service) == server.sparql
    assert sd.UnionDefaultGraph in set(graph.objects(service, sd.feature))
    assert set(graph.objects(service, sd.supportedLanguage)) == {sd.SPARQL11Query}
    void = rdflib.Graph().parse(data=server.get(".well-known/void").content, format="turtle")
    [triples] = void.objects(None, rdflib.VOID.triples)
    assert int(triples) > 500


def test_pages_of_other_sites_may_read(server: Server) -> None:
    origin = {"Origin": "https://example.org"}
    assert (
        httpx.get(server.sparql, params={"query": "ASK {}"}, headers=origin).headers[
            "access-control-allow-origin"
        ]
        == "*"
    )
    asking = origin | {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    assert httpx.options(server.sparql, headers=asking).status_code == 200


def test_a_name_that_was_pointed_here_is_not_answered(server: Server) -> None:
    assert (
        httpx.get(server.sparql, params={"query": "ASK {}"}, headers={"Host": "example.org"}).status_code
        == 400
    )


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "a/x"),
        ("*/*", "a/x"),
        ("b/z", "b/z"),
        ("A/Y ; charset=utf-8", "a/y"),
        ("a/x;q=0.1, a/y;q=0.2", "a/y"),
        ("a/*;q=0.5, b/z;q=0.6", "b/z"),
        ("a/*, a/x;q=0", "a/y"),
        ("c/c", None),
        ("a/x;q=nonsense", None),
        ("c/c, */*;q=0.1", "a/x"),
    ],
)
def test_the_format_is_the_one_that_the_client_likes_best(accept: str, expected: str | None) -> None:
    assert chosen(accept, ["a/x", "a/y", "b/z"]) == expected

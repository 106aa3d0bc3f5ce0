"""The cases of the W3C's SPARQL 1.1 Protocol tests that a service for queries has to meet, by their names.

Their data is three small graphs that the tests load themselves; here, it is the graphs of the seed.
"""

from __future__ import annotations

import httpx

from tests.server.serving import Server

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
BASE = "https://diplomacy.example.org/graph/"
DERIVED, LINKS, AUTHORITY = (BASE + name for name in ("derived", "links", "authority"))
DOCUMENT = BASE + "doc/000_bcc0e6c20f4df47a"
TABLES = (
    "application/sparql-results+xml",
    "application/sparql-results+json",
    "text/csv",
    "text/tab-separated-values",
)
GRAPHS = ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json")
IN_DERIVED = "ASK { ?a <https://diplomacy.example.org/ontology#talkedWith> ?b }"
IN_DOCUMENT = "ASK { ?v a <https://diplomacy.example.org/ontology#Visit> }"


def media(response: httpx.Response) -> str:
    return response.headers["content-type"].partition(";")[0]


def yes(response: httpx.Response) -> bool:
    assert response.status_code == 200, response.text
    return bool(response.json()["boolean"])


def post(
    server: Server, headers: dict[str, str], body: str | bytes, **params: str | list[str]
) -> httpx.Response:
    return httpx.post(server.sparql, content=body, headers=headers, params=params, timeout=30)


def form(server: Server, **fields: str | list[str]) -> httpx.Response:
    return httpx.post(server.sparql, data=fields, timeout=30)


def refused(response: httpx.Response, status: int | None = None) -> None:
    assert 400 <= response.status_code < 500
    assert status in (None, response.status_code), response.text
    assert response.text.strip()


def test_query_get(server: Server) -> None:
    assert yes(server.get("sparql", query="ASK {}"))


def test_query_post_form(server: Server) -> None:
    response = form(server, query="ASK {}")
    assert media(response) in TABLES
    assert yes(response)


def test_query_post_direct(server: Server) -> None:
    assert yes(post(server, DIRECT, "ASK {}"))


def test_query_content_type_select(server: Server) -> None:
    assert media(server.get("sparql", query="SELECT (1 AS ?value) {}")) in TABLES


def test_query_content_type_ask(server: Server) -> None:
    assert media(server.get("sparql", query="ASK {}")) in TABLES


def test_query_content_type_describe(server: Server) -> None:
    assert media(server.get("sparql", query="DESCRIBE <http://example.org/>")) in GRAPHS


def test_query_content_type_construct(server: Server) -> None:
    response = server.get("sparql", query="CONSTRUCT { <s> <p> 1 } WHERE {}")
    assert response.status_code == 200
    assert media(response) in GRAPHS


def test_query_dataset_default_graph(server: Server) -> None:
    assert yes(post(server, DIRECT, IN_DERIVED, **{"default-graph-uri": DERIVED}))
    assert not yes(post(server, DIRECT, IN_DOCUMENT, **{"default-graph-uri": DERIVED}))


def test_query_dataset_default_graphs_get(server: Server) -> None:
    both = {"default-graph-uri": [DERIVED, DOCUMENT]}
    assert yes(server.get("sparql", query=IN_DERIVED, **both))
    assert yes(server.get("sparql", query=IN_DOCUMENT, **both))
    assert not yes(server.get("sparql", query="ASK { GRAPH ?g { ?s ?p ?o } }", **both))


def test_query_dataset_default_graphs_post(server: Server) -> None:
    both = {"default-graph-uri": [DERIVED, DOCUMENT]}
    assert yes(post(server, DIRECT, IN_DERIVED, **both))
    assert yes(form(server, query=IN_DOCUMENT, **both))


def test_query_dataset_named_graphs_get(server: Server) -> None:
    query = "ASK { GRAPH <%s> { ?a ?b ?c } GRAPH <%s> { ?d ?e ?f } FILTER NOT EXISTS { ?x ?y ?z } }"
    named = {"named-graph-uri": [DERIVED, DOCUMENT]}
    assert yes(server.get("sparql", query=query % (DERIVED, DOCUMENT), **named))
    assert not yes(server.get("sparql", query=query % (DERIVED, AUTHORITY), **named))


def test_query_dataset_named_graphs_post(server: Server) -> None:
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    named = {"named-graph-uri": [DERIVED, DOCUMENT]}
    for response in (post(server, DIRECT, query, **named), form(server, query=query, **named)):
        found = [row["g"]["value"] for row in response.json()["results"]["bindings"]]
        assert found == sorted([DERIVED, DOCUMENT])


def test_query_dataset_full(server: Server) -> None:
    dataset = {"default-graph-uri": DERIVED, "named-graph-uri": DOCUMENT}
    query = IN_DERIVED.replace(
        "}", f"FILTER EXISTS {{ GRAPH ?g {{ ?v ?w ?x }} FILTER(?g = <{DOCUMENT}>) }} }}"
    )
    assert yes(server.get("sparql", query=query, **dataset))
    assert not yes(server.get("sparql", query=IN_DOCUMENT, **dataset))


def test_query_multiple_dataset(server: Server) -> None:
    """The dataset of the request counts, not that of the query."""
    query = IN_DERIVED.replace("{", f"FROM <{DOCUMENT}> {{", 1)
    assert yes(server.get("sparql", query=query, **{"default-graph-uri": DERIVED}))
    assert not yes(server.get("sparql", query=query))


def test_query_from_and_from_named(server: Server) -> None:
    assert not yes(server.get("sparql", query=f"ASK FROM <{DERIVED}> {{ ?v a dip:Visit }}"))
    assert yes(server.get("sparql", query=f"ASK FROM <{DOCUMENT}> {{ ?v a dip:Visit }}"))
    query = f"SELECT DISTINCT ?g FROM NAMED <{DERIVED}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    assert len(server.get("sparql", query=query).json()["results"]["bindings"]) == 1


def test_query_base_uri(server: Server) -> None:
    response = server.get("sparql", "text/csv", query="SELECT (STR(<x>) AS ?x) {}")
    assert response.text.split() == ["x", server.address + "x"]


def test_query_without_dataset_sees_the_union_of_all_graphs(server: Server) -> None:
    assert yes(server.get("sparql", query=IN_DERIVED))
    assert yes(server.get("sparql", query=IN_DOCUMENT))


def test_bad_query_method(server: Server) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        response = httpx.request(method, server.sparql, params={"query": "ASK {}"})
        refused(response, 405)
        assert "GET" in response.headers["allow"]


def test_bad_multiple_queries(server: Server) -> None:
    refused(server.get("sparql", query=["ASK {}", "SELECT * {}"]), 400)
    refused(form(server, query=["ASK {}", "SELECT * {}"]), 400)


def test_bad_query_wrong_media_type(server: Server) -> None:
    refused(post(server, {"Content-Type": "text/plain"}, "ASK {}"), 415)


def test_bad_query_missing_form_type(server: Server) -> None:
    refused(post(server, {}, "query=ASK%20%7B%7D"), 415)


def test_bad_query_missing_direct_type(server: Server) -> None:
    refused(post(server, {}, "ASK {}"), 415)


def test_bad_query_non_utf8(server: Server) -> None:
    refused(post(server, DIRECT, "ASK { ?x ?y 'é' }".encode("utf-16")), 400)
    refused(httpx.get(f"{server.sparql}?query=ASK%20%7B%20%3Fx%20%3Fy%20%22%E9%22%7D"), 400)


def test_bad_query_syntax(server: Server) -> None:
    response = server.get("sparql", query="ASK {")
    refused(response, 400)
    assert "does not parse" in response.text


def test_bad_query_no_query(server: Server) -> None:
    refused(server.get("sparql", q="ASK {}"), 400)
    refused(post(server, FORM, ""), 400)
    refused(post(server, DIRECT, "ASK {}", query="ASK {}"), 400)


def test_bad_dataset_iri(server: Server) -> None:
    refused(server.get("sparql", query="ASK {}", **{"default-graph-uri": "not an iri"}), 400)


def test_bad_update_get(server: Server) -> None:
    refused(server.get("sparql", update="CLEAR ALL"), 400)


def test_update_post_form_and_direct_are_refused(server: Server) -> None:
    refused(form(server, update="CLEAR ALL"), 403)
    refused(post(server, {"Content-Type": "application/sparql-update"}, "CLEAR ALL"), 403)


def test_update_as_a_query_is_refused(server: Server) -> None:
    for text in ("CLEAR ALL", "# x\nPREFIX a: <b> INSERT DATA { <a> <b> <c> }", "LOAD <http://example.org/>"):
        refused(server.get("sparql", query=text), 403)
    assert yes(server.get("sparql", query=IN_DOCUMENT))


def test_not_acceptable(server: Server) -> None:
    response = server.get("sparql", "image/png", query="ASK {}")
    refused(response, 406)
    assert "text/csv" in response.text


def test_a_request_that_is_too_long_is_refused(server: Server) -> None:
    refused(post(server, DIRECT, "ASK { ?s ?p '%s' }" % ("x" * (1 << 20))), 413)

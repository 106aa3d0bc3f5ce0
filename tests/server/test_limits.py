"""What a request may take: queries that never end, grow or reach out are stopped, others served meanwhile."""

from __future__ import annotations

import concurrent.futures
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import psutil
import pytest

from kg.document import Document
from kg.facts import Fact
from kg.store import open_graph
from tests.server.serving import Server, served

RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GREEDY = (
    "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?x) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
)
ENDLESS = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def strict(graph_folder: Path) -> Iterator[Server]:
    options = ("--timeout", "3", "--memory", "300", "--rows", "100000", "--answer", "3", "--workers", "3")
    with served(graph_folder, *options) as running:
        yield running


def workers(server: Server) -> list[psutil.Process]:
    return psutil.Process(server.process.pid).children()


def memory(server: Server) -> int:
    """What the server and its workers hold, in bytes."""
    return sum(
        process.memory_info().rss for process in (psutil.Process(server.process.pid), *workers(server))
    )


def test_a_query_that_never_ends_is_stopped_and_others_are_served_meanwhile(strict: Server) -> None:
    strict.ask("ASK {}")
    before = memory(strict)
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        started = time.monotonic()
        stopped = [pool.submit(strict.ask, RUNAWAY) for _ in range(2)]
        time.sleep(0.3)
        answered = []
        while not all(future.done() for future in stopped):
            begun = time.monotonic()
            assert strict.ask("SELECT * { ?v a dip:Visit }", "text/csv").status_code == 200
            answered.append(time.monotonic() - begun)
    assert time.monotonic() - started < 8
    assert len(answered) > 3
    assert sorted(answered)[len(answered) // 2] < 0.5
    for future in stopped:
        response = future.result()
        assert response.status_code == 503
        assert "more than 3 seconds" in response.text
        assert "retry-after" in response.headers
    assert memory(strict) < before + 100_000_000


def test_a_query_that_grows_is_stopped(strict: Server) -> None:
    response = strict.ask(GREEDY)
    assert response.status_code == 503
    assert strict.ask("ASK {}").status_code == 200


def is_whole(server: Server, query: str, accept: str) -> bool:
    """Whether an answer came that a client takes for a whole one: no error, and no connection broken off."""
    try:
        return server.ask(query, accept).status_code == 200
    except httpx.RemoteProtocolError:
        return False


@pytest.mark.parametrize(
    "accept",
    [
        "text/csv",
        "text/tab-separated-values",
        "application/sparql-results+json",
        "application/sparql-results+xml",
    ],
)
def test_an_answer_with_too_many_rows_is_no_answer(strict: Server, accept: str) -> None:
    query = "SELECT (1 AS ?x) WHERE { ?a ?b ?c . ?d ?e ?f }"
    assert not is_whole(strict, query, accept)
    assert not is_whole(strict, f"{query} LIMIT 100001", accept)
    assert is_whole(strict, f"{query} LIMIT 20000", accept)


def test_a_small_answer_with_too_many_rows_says_so(strict: Server) -> None:
    response = strict.ask("SELECT (1 AS ?x) WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 100001", "text/csv")
    assert response.status_code == 503
    assert "100,000 rows" in response.text


def test_what_fails_under_way_is_never_taken_for_a_whole(strict: Server) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        strict.ask(ENDLESS)


def test_a_client_that_leaves_frees_its_worker(strict: Server) -> None:
    for _ in range(8):
        with pytest.raises(httpx.ReadTimeout):
            told = httpx.get(strict.sparql, params={"query": RUNAWAY}, timeout=0.2)
            pytest.fail(f"{told.status_code}: {told.text}")
    begun = time.monotonic()
    assert strict.ask("ASK {}").status_code == 200
    assert time.monotonic() - begun < 3
    assert all(process.cpu_percent(0.1) < 50 for process in workers(strict))


def test_an_answer_comes_in_pieces_while_the_query_runs(server: Server) -> None:
    with httpx.stream("GET", server.sparql, params={"query": ENDLESS}, timeout=30) as response:
        pieces = response.iter_bytes()
        assert response.status_code == 200
        assert sum(len(next(pieces)) for _ in range(5)) > 0


class _Listener(BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    do_POST = do_GET


@pytest.fixture
def elsewhere() -> Iterator[str]:
    _Listener.asked.clear()
    listener = HTTPServer(("127.0.0.1", 0), _Listener)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listener.server_port}/"
    listener.shutdown()
    assert _Listener.asked == []


@pytest.mark.parametrize(
    "pattern",
    [
        "{} SERVICE <%s> { ?a ?b ?c }",
        "{} service silent <%s> { ?a ?b ?c }",
        "?s ?p ?o.SERVICE<%s>{ ?a ?b ?c }",
        "BIND(1 AS ?x)SERVICE<%s>{ ?a ?b ?c }",
        "BIND(true AS ?x) { SELECT * { SERVICESILENT<%s>{ ?a ?b ?c } } }",
        "FILTER('a'<'b')SERVICE<%s>{ ?a ?b ?c } FILTER('c'>'a')",
    ],
)
def test_a_query_reaches_no_other_server(server: Server, elsewhere: str, pattern: str) -> None:
    response = server.ask("SELECT * { %s }" % (pattern % elsewhere))
    assert response.status_code == 400
    assert "SERVICE" in response.text


def test_the_word_service_is_no_crime(server: Server) -> None:
    query = (
        'SELECT ?service { ?o dip:title ?service FILTER(CONTAINS(?service, "service")) # SERVICE <x> {}\n}'
    )
    assert server.ask(query).status_code == 200


def test_a_worker_can_make_no_connection() -> None:
    program = """
import socket
from kg.server.seclusion import seclude
if not seclude():
    raise SystemExit(7)
socket.socket()
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30)
    assert result.returncode == 7 or "PermissionError" in result.stderr


def test_a_build_in_the_meantime_is_seen_by_the_next_query(
    tmp_path: Path, seed: Document, seed_facts: list[Fact]
) -> None:
    folder = tmp_path / "graph.kg"
    query = "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a dip:Document }"
    with open_graph(folder, read_only=False) as graph:
        graph.replace(seed, seed_facts)
    with served(folder) as running:
        assert running.ask(query, "text/csv").text.split() == ["n", "1"]
        with open_graph(folder, read_only=False) as graph:
            graph.replace(Document("other", seed.text, "fr", "2020-12-03"), [])
        assert running.ask(query, "text/csv").text.split() == ["n", "2"]
        with open_graph(folder, read_only=False) as graph:
            graph.drop("other")
        assert running.ask(query, "text/csv").text.split() == ["n", "1"]


def test_updates_are_taken_where_they_are_allowed(
    tmp_path: Path, seed: Document, seed_facts: list[Fact]
) -> None:
    folder = tmp_path / "graph.kg"
    with open_graph(folder, read_only=False) as graph:
        graph.replace(seed, seed_facts)
    note = "INSERT DATA { GRAPH <https://example.org/notes> { <https://example.org/a> rdfs:comment 'read' } }"
    with served(folder, "--allow-update") as running:

        def change(text: str, **headers: str) -> int:
            return httpx.post(running.sparql, data={"update": text}, headers=headers, timeout=30).status_code

        assert change(note) == 200
        assert running.ask("ASK { ?x rdfs:comment 'read' }").json()["boolean"]
        assert change("INSERT DATA { a }") == 400
        assert change("LOAD <file:///etc/passwd>") == 400
        assert change("INSERT { ?a ?b ?c } WHERE { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }") == 400
        assert change("CLEAR ALL", Origin="https://example.org") == 403
        assert running.ask("ASK { ?v a dip:Visit }").json()["boolean"]


def test_the_server_ends_its_workers_with_itself(graph_folder: Path) -> None:
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        with served(graph_folder) as running:
            endless = pool.submit(running.ask, RUNAWAY)
            while not any(process.cpu_percent(0.1) > 20 for process in workers(running)):
                assert not endless.done()
            left = workers(running)
        _, alive = psutil.wait_procs(left, timeout=5)
        assert not alive
        error = endless.exception()
        assert isinstance(error, httpx.TransportError) or endless.result().status_code >= 500

"""The commands: what they print where, and how they end."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kg import exports, pipeline
from kg.cli import app
from kg.cli.deadline import within
from kg.document import Document
from kg.errors import BadQuery
from kg.facts import Fact
from kg.pipeline import Settings
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
SEED, SEED_FACTS = ROOT / "seeds" / "000_bcc0e6c20f4df47a.txt", ROOT / "tests" / "data" / "seed.jsonl"
COMMANDS = [command.name or "" for command in app.registered_commands]


@pytest.fixture
def stubbed(monkeypatch: pytest.MonkeyPatch, seed_facts: list[Fact]) -> None:
    """Reading gives the seed its facts, and every other document none."""

    def extract(
        documents: Iterable[Document], settings: Settings, problem: pipeline.Problem
    ) -> Iterator[tuple[Document, list[Fact]]]:
        for document in documents:
            yield document, seed_facts if document.id == SEED.stem else []

    monkeypatch.setattr(pipeline, "_extract", extract)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_examples_in_its_help(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.code == 0
    assert f"kg {command}" in result.out
    assert "Examples:" in result.out or "Example:" in result.out


def test_help_and_version(run: Run) -> None:
    assert all(command in run("--help").out for command in COMMANDS)
    assert run("--version").out.startswith("kg ")


@pytest.mark.usefixtures("stubbed")
def test_build_ends_with_a_summary_on_standard_error(run: Run, tmp_path: Path) -> None:
    result = run("build", SEED, "-g", "new.kg")
    assert (result.code, result.out) == (0, "")
    assert "documents read" in result.err
    assert "facts: visit" in result.err
    assert (tmp_path / "new.kg").is_dir()
    assert run("build", SEED, "-g", "new.kg", "--quiet").err == ""
    assert "unchanged: 000_bcc0e6c20f4df47a" in run("build", SEED, "-g", "new.kg", "--verbose").err


@pytest.mark.usefixtures("stubbed")
def test_build_tells_each_bad_source_on_a_line_and_does_the_rest(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(b"\0" * 100)
    result = run("build", "empty.txt", SEED, "missing.txt", "binary.txt", "--quiet")
    assert result.code == 1
    assert sorted(result.err.splitlines()) == [
        "kg: binary.txt: not text but a binary file",
        "kg: empty.txt: the file is empty",
        "kg: missing.txt: no such file or folder",
    ]
    assert len(run("facts").out.splitlines()) == 20


@pytest.mark.usefixtures("stubbed")
def test_facts_are_the_same_from_the_text_and_out_of_the_graph(run: Run) -> None:
    run("build", SEED)
    direct, stored = run("facts", SEED).out, run("facts").out
    assert sorted(direct.splitlines()) == sorted(stored.splitlines())
    assert all(json.loads(line)["id"].startswith("https://") for line in stored.splitlines())


def test_facts_are_filtered_and_written_in_three_formats(run: Run, graph_folder: Path) -> None:
    visits = run("facts", "-g", graph_folder, "--type", "visit", "--type", "contact").out.splitlines()
    assert sorted(json.loads(line)["type"] for line in visits) == ["contact", "visit", "visit"]
    sure = run("facts", "-g", graph_folder, "--min-confidence", "0.95").out.splitlines()
    assert {json.loads(line)["confidence"] for line in sure} == {0.95, 1.0}
    rows = list(csv.DictReader(io.StringIO(run("facts", "-g", graph_folder, "--format", "csv").out)))
    assert len(rows) == 20
    table = run("facts", "-g", graph_folder, "--format", "table", "--type", "visit").out.splitlines()
    assert table[0].split() == ["type", "fact", "status", "date", "confidence", "document"]
    assert len(table) == 3


def test_facts_of_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch, seed_facts: list[Fact]) -> None:
    dates = []

    def extract(
        documents: Iterable[Document], settings: Settings, problem: pipeline.Problem
    ) -> Iterator[tuple[Document, list[Fact]]]:
        for document in documents:
            dates.append((document.id, document.language, document.date))
            yield document, []

    monkeypatch.setattr(pipeline, "_extract", extract)
    assert run("facts", "-", "--date", "2020-12", stdin="Le ministre a reçu M. Lavrov.").code == 0
    assert dates == [("stdin", "fr", "2020-12")]


def test_queries_by_name_file_and_standard_input(run: Run, graph_folder: Path, tmp_path: Path) -> None:
    named = run("query", "planned-visits", "-g", graph_folder, "--set", "state=MA")
    assert named.code == 0
    assert "Forum Monde Arabe-Russie" in named.out
    (tmp_path / "q.rq").write_text("SELECT DISTINCT ?t { ?v a dip:Visit BIND(1 AS ?t) }", encoding="utf-8")
    assert run("query", "q.rq", "-g", graph_folder, "--format", "csv").out == "t\r\n1\r\n"
    sparql = "SELECT (COUNT(DISTINCT ?v) AS ?n) { ?v a dip:Visit }"
    answer = json.loads(run("query", "-", "-g", graph_folder, "--format", "json", stdin=sparql).out)
    assert answer["results"]["bindings"][0]["n"]["value"] == "2"
    assert run("query", "-", "-g", graph_folder, stdin="ASK { ?v a dip:Visit }").out == "yes\n"
    assert "a dip:Visit" in run("query", "-", "-g", graph_folder, stdin="DESCRIBE ?v { ?v a dip:Visit }").out


def test_queries_are_listed_in_both_languages(run: Run) -> None:
    assert "planned-visits" in run("queries").out
    assert "Which visits are announced but not yet made?" in run("queries", "--lang", "en").out
    assert "--set start=first-day" in run("queries", "--long").out


@pytest.mark.parametrize(
    ("sparql", "words"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("INSERT DATA { dip:a dip:b dip:c }", "INSERT is refused"),
        ("SELECT", "does not parse"),
    ],
)
def test_a_bad_query_is_one_line_on_standard_error(
    run: Run, graph_folder: Path, sparql: str, words: str
) -> None:
    result = run("query", "-", "-g", graph_folder, stdin=sparql)
    assert (result.code, result.out) == (1, "")
    assert words in result.err
    assert result.err.startswith("kg: ")


def test_a_query_that_takes_too_long_is_given_up(run: Run, graph_folder: Path) -> None:
    product = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(4)) + " }"
    result = run("query", "-", "-g", graph_folder, "--timeout", "0.5", stdin=product)
    assert (result.code, result.out) == (1, "")
    assert "more than 0.5 seconds" in result.err


def test_work_within_its_time_ends_as_it_ends(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise BadQuery("not so")

    assert within(10, lambda: None) == within(0, lambda: None) == 0
    assert within(10, fail) == within(0, fail) == 1
    assert capfd.readouterr().err == "kg: not so\n" * 2


@pytest.mark.parametrize("format", [name for name in exports.FORMATS if name != "zip"])
def test_exports_by_suffix_and_by_name(run: Run, graph_folder: Path, tmp_path: Path, format: str) -> None:
    assert run("export", "-g", graph_folder, "-o", f"x.{format}").code == 0
    result = run("export", "-g", graph_folder, "-o", "-", "--format", format)
    assert (tmp_path / f"x.{format}").read_bytes().decode() == result.out
    assert len(list(tmp_path.iterdir())) == 1


def test_the_calendar_tells_what_it_left_out(run: Run, graph_folder: Path) -> None:
    assert run("export", "-g", graph_folder, "-o", "x.ics").err == "4 left out: not dated to the month\n"


def test_a_document_that_the_graph_has_not_is_told(run: Run, graph_folder: Path, tmp_path: Path) -> None:
    result = run("export", "-g", graph_folder, "-o", "x.ttl", "--document", "nowhere")
    assert (result.code, result.err) == (1, "kg: the graph has no document 'nowhere'\n")
    assert not (tmp_path / "x.ttl").exists()


def test_check_reports_and_ends_by_what_it_found(run: Run, graph_folder: Path) -> None:
    result = run("check", "-g", graph_folder)
    assert result.code == 0, result.out
    assert "0 violation" in result.out
    assert json.loads(run("check", "-g", graph_folder, "--format", "json").out)["documents"] == 1
    assert "sh:conforms" in run("check", "-g", graph_folder, "--format", "turtle").out
    assert 'failures="0"' in run("check", "-g", graph_folder, "--format", "junit", "--jobs", "2").out


def test_view_writes_a_page(run: Run, graph_folder: Path, tmp_path: Path) -> None:
    assert run("view", "-g", graph_folder, "-o", "page.html", "--title", "Test").code == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert 'class="page-graph"' in page


@pytest.mark.parametrize("kind", ["timeline", "matrix"])
def test_view_draws_other_pages_of_a_period(run: Run, graph_folder: Path, kind: str) -> None:
    chosen = ("view", "-g", graph_folder, "-o", "-", "--as", kind, "--type", "visit")
    whole, none = run(*chosen, "--from", "2021", "--to", "2021-12").out, run(*chosen, "--to", "2019").out
    for page, facts in ((whole, 2), (none, 0)):
        assert f'class="page-{kind}"' in page
        assert f'"facts":{facts}}}' in page


def test_evaluate_prints_scores_errors_and_a_page(run: Run, tmp_path: Path) -> None:
    lines = SEED_FACTS.read_text(encoding="utf-8").splitlines()
    changed = [json.loads(line) for line in lines[1:]]
    changed[0]["role" if "role" in changed[0] else "status"] = "other"
    changed.append(
        {**changed[-1], "holders": ["Nobody"], "type": "position", "stance": "thanks", "about": "<b>"}
    )
    (tmp_path / "p.jsonl").write_text("".join(json.dumps(fact) + "\n" for fact in changed), encoding="utf-8")
    assert "all            1.000  1.000  1.000" in run("evaluate", SEED_FACTS, SEED_FACTS).out
    result = run(
        "evaluate",
        SEED_FACTS,
        "p.jsonl",
        "--errors",
        "--per-document",
        "--html",
        "r.html",
        "--texts",
        SEED.parent,
    )
    assert result.code == 0
    assert "facts  20/ 20" in result.out
    assert "  - office" in result.out
    assert '  + position: holders=["Nobody"]' in result.out
    assert "  ~ office.role" in result.out
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "entretien téléphonique" in page
    assert "&lt;b&gt;" in page
    assert "<b>office</b>" in page
    scores = json.loads(run("evaluate", SEED_FACTS, "p.jsonl", "--json", "--errors").out)
    assert scores["scores"]["all"]["fact_precision"] == 0.95
    assert len(scores["errors"]["000_bcc0e6c20f4df47a"]["missed"]) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["build"],
        ["build", "x.txt", "--lang", "de"],
        ["build", "x.txt", "--date", "tomorrow"],
        ["build", "x.txt", "--jobs", "0"],
        ["facts", "--format", "xlsx"],
        ["facts", "--type", "dance"],
        ["facts", "--min-confidence", "2"],
        ["query"],
        ["query", "planned-visits", "--set", "start"],
        ["query", "planned-visits", "--format", "pdf"],
        ["export", "-o", "x.pdf"],
        ["export"],
        ["view", "-o", "x.html", "--as", "map"],
        ["view", "-o", "x.html", "--from", "soon"],
        ["check", "--format", "xml"],
        ["evaluate", "gold.jsonl"],
    ],
)
def test_wrong_usage_ends_with_2(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["facts"],
        ["query", "planned-visits"],
        ["query", "nonsense"],
        ["query", "missing.rq"],
        ["check"],
        ["export", "-o", "x.ttl"],
        ["view", "-o", "x.html"],
        ["evaluate", "gold.jsonl", "predicted.jsonl"],
        ["build", "--facts", "missing.jsonl"],
    ],
)
def test_what_is_not_there_ends_with_1_and_one_line(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (1, "")
    assert len(result.err.splitlines()) == 1
    assert result.err.startswith("kg: ")


def test_the_graph_may_be_named_by_the_environment(
    run: Run, graph_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_GRAPH", str(graph_folder))
    assert len(run("facts").out.splitlines()) == 20


def test_a_file_that_cannot_be_written_is_told(run: Run, graph_folder: Path) -> None:
    result = run("export", "-g", graph_folder, "-o", "missing/x.ttl")
    assert (result.code, result.out) == (1, "")
    assert "missing/x.ttl: No such file" in result.err


def python(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)


LOADED = """
import sys
from kg.cli import main
sys.argv[0] = "kg"
try:
    main()
except SystemExit:
    pass
print(*sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (["--help"], {"spacy", "rdflib", "pyoxigraph", "networkx", "pyvis", "trafilatura", "pandas", "rich"}),
        (["queries"], {"spacy", "rdflib", "networkx", "trafilatura"}),
        (
            ["query", "planned-visits", "--timeout", "0"],
            {"spacy", "thinc", "networkx", "trafilatura", "py3langid"},
        ),
        (["facts", "--type", "visit"], {"spacy", "thinc", "networkx", "trafilatura", "py3langid"}),
        (["export", "-o", "-", "--format", "ttl"], {"spacy", "networkx", "trafilatura"}),
    ],
)
def test_commands_load_only_what_they_need(
    graph_folder: Path, arguments: list[str], absent: set[str]
) -> None:
    graph = ["-g", str(graph_folder)] if arguments[0] in {"query", "facts", "export"} else []
    result = python(LOADED, *arguments, *graph)
    loaded = set(result.stderr.splitlines()[-1].split())
    assert "typer" in loaded
    assert loaded.isdisjoint(absent), loaded & absent


def test_a_reader_that_has_seen_enough_is_no_error(graph_folder: Path) -> None:
    command = f"{sys.executable} -m kg.cli facts -g {graph_folder} | head -n 1"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert result.stderr == ""
    assert len(result.stdout.splitlines()) == 1

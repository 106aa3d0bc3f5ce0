"""`kg link`, `kg review` and `kg diff`: what they print, and that decisions hold."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run

WORLD = Path(__file__).parents[1] / "world"
VISIT = "fact/2022-03-09-fr-sn/visit-joaquim-sn-2022-07"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the test world, from its facts table; dates come from the documents' names."""
    from kg.store import open_graph
    from tests.world.world import world

    folder = tmp_path_factory.mktemp("linking") / "g.kg"
    with open_graph(folder, read_only=False) as graph:
        for name, document in world().documents.items():
            graph.replace(document, world().facts.get(name, []))
    return folder


@pytest.fixture
def graph(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "graph.kg"))


def test_link_tells_how_much_is_linked(run: Run, graph: Path) -> None:
    told = dict(line.rsplit(maxsplit=1) for line in run("link").out.splitlines()[1:])
    assert told["documents"] == "115"
    assert told["persons"] == "46"
    assert int(told["disagreements"]) >= 5


def test_reasons_are_told(run: Run, graph: Path) -> None:
    told = run("link", "--explain", "person/sergey-morozov--ru").out
    assert "0.95  Sergey Morozov in 2022-01-18-en-ru — Sergei Morozov in 2022-03-15-en-eg\n" in told
    assert "names: transliteration (+0.45); the same state or organisation (+0.25)" in told
    event = run("link", "--explain", "visit/KE+vikram-deshpande--in/2023-06-12%2F2023-06-13").out
    assert "put off, as the later document says (+0.80)" in event
    fact = run("link", "--explain", "2023-06-09-en-ke/visit-deshpande-ke-2023-09").out
    assert fact == event
    nobody = run("link", "--explain", "person/nobody")
    assert (nobody.code, nobody.out) == (1, "")
    assert "there are" not in nobody.err


def test_a_name_that_several_have_offers_them(run: Run, graph: Path) -> None:
    asked = run("link", "--explain", "person/mohamed-salem")
    assert asked.code == 1
    assert "there are person/" in asked.err
    assert "person/mohamed-salem--mr" in asked.err


def test_people_of_a_users_file_are_known(run: Run, graph: Path, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "person,names_fr,names_en,role,of,from,to\n"
        "j-ferraz,Joaquim Ferraz,Joaquim Ferraz;Joachim Ferraz,foreign-minister,PT,2021,,\n",
        encoding="utf-8",
    )
    assert "persons from the authority file  1\n" in run("link", "--authority", path).out
    assert "in the authority file: j-ferraz" in run("link", "--explain", "person/j-ferraz").out
    assert "persons from the authority file  1\n" in run("link").out  # kept in the graph


def test_a_fact_is_rejected_and_had_back(run: Run, graph: Path, tmp_path: Path) -> None:
    before = run("export", "-o", "-", "--format", "nq").out
    shutil.copytree(graph, tmp_path / "before.kg")
    assert run("review", "reject", VISIT, "--who", "ana", "--when", "2024-01-01").code == 0
    assert VISIT.rpartition("/")[2] not in run("facts", "--type", "visit").out
    changes = run("diff", "before.kg", "graph.kg").out.splitlines()
    assert changes[0].startswith("- fact 2022-03-09-fr-sn/visit-joaquim-sn-2022-07: ")
    row = run("review", "list", "--decided").out.splitlines()[1].split()
    assert row[1:3] == ["reject", VISIT]
    assert row[-2:] == ["ana", "2024-01-01"]
    assert run("review", "withdraw", row[0]).code == 0
    assert run("export", "-o", "-", "--format", "nq").out == before


def test_decisions_go_from_graph_to_graph(run: Run, graph: Path, tmp_path: Path) -> None:
    run("review", "edit", VISIT, "date=2022-08")
    run("review", "split", "2022-02-16-fr-tn#Mohamed_Salem")
    run("review", "merge", "person/mohamed-salem--mr", "person/mohamed-salem--eg")
    assert run("review", "export", "decisions.csv").code == 0
    assert run("review", "import", "decisions.csv", "-g", "new.kg").code == 0
    assert run("review", "export", "-", "-g", "new.kg").out == Path("decisions.csv").read_text(
        encoding="utf-8"
    )
    again = run("review", "import", "decisions.csv")
    assert again.code == 0
    date = next(
        json.loads(line)["date"]
        for line in run("facts", "--type", "visit").out.splitlines()
        if json.loads(line)["document"].endswith("2022-03-09-fr-sn")
    )
    assert date == "2022-08"


def test_what_is_unknown_or_unfit_is_told(run: Run, graph: Path) -> None:
    assert "the graph has no" in run("review", "reject", "fact/none").err
    assert "is no fact" in run("review", "reject", "person/mohamed-salem--mr").err
    assert run("review", "edit", VISIT, "date").code == 2
    assert "No such file" in run("review", "import", "missing.csv").err


def test_every_subcommand_has_an_example(run: Run) -> None:
    for command in ("list", "accept", "reject", "edit", "merge", "split", "withdraw", "export", "import"):
        assert "Example" in run("review", command, "--help").out


def test_who_became_one_and_who_came_apart_is_told_by_short_names(
    run: Run, graph: Path, tmp_path: Path
) -> None:
    shutil.copytree(graph, tmp_path / "before.kg")
    run("review", "merge", "person/mohamed-salem--mr", "person/mohamed-salem--eg")
    joined = run("diff", "before.kg", "graph.kg").out.splitlines()
    assert any(line.endswith("made one of mohamed-salem--eg, mohamed-salem--mr") for line in joined)
    parted = run("diff", "graph.kg", "before.kg").out.splitlines()
    assert any(line.endswith("parted into mohamed-salem--eg, mohamed-salem--mr") for line in parted)
    assert not [line for line in (*joined, *parted) if "https://" in line or "%2F" in line]


def test_changes_as_json(run: Run, graph: Path, tmp_path: Path) -> None:
    shutil.copytree(graph, tmp_path / "before.kg")
    run("review", "merge", "person/mohamed-salem--mr", "person/mohamed-salem--eg")
    run("review", "edit", VISIT, "place=Thiès")
    found = [
        json.loads(line) for line in run("diff", "before.kg", "graph.kg", "-f", "jsonl").out.splitlines()
    ]
    assert found[0]["before"] == {"place": "Dakar"}
    assert found[0]["after"] == {"place": "Thiès"}

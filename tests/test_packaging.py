"""What is installed, pinned and promised."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from kg import languages, ontology_files, queries
from kg.sources import SUFFIXES

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DOCUMENTS = sorted(path.name for path in ROOT.glob("*.md"))


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    [path] = folder.glob("kg-*.whl")
    return path


def test_the_wheel_holds_the_ontology_and_the_words_of_every_language(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in ontology_files.folder().rglob("*"):
        if path.is_file():
            assert f"kg/ontology/{path.relative_to(ontology_files.folder())}" in names
    for folder in (*languages.available(), languages.WORLD):
        assert any(name.startswith(f"kg/languages/{folder}/") and name.endswith(".toml") for name in names)
    assert "kg/evaluation/names.toml" in names
    assert any(name.startswith("kg/views/assets/") for name in names)
    assert {name.rsplit("/", 1)[-1] for name in names if "licenses/" in name} == {"LICENSE", "NOTICE"}
    assert not [name for name in names if name.startswith(("tests", "seeds", "bench"))]


def test_the_wheel_works_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = "import kg.queries as q, kg.ontology_files as o; print(len(q.named()), o.folder())"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True, timeout=60
    )
    assert result.stdout.split()[0] == str(len(queries.named()))
    assert str(tmp_path) in result.stdout


def test_constraints_pin_versions_and_name_no_address() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+_-]+", line) for line in pins)


def test_every_dependency_is_pinned() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower().replace("_", "-")
    pinned = set(re.findall(r"^([a-z0-9.-]+)==", text, re.MULTILINE))
    extras = PROJECT["project"]["optional-dependencies"].values()
    wanted = [*PROJECT["project"]["dependencies"], *(name for group in extras for name in group)]
    names = {re.split(r"[<>=\[ ]", name.lower().replace("_", "-"))[0] for name in wanted}
    assert names <= pinned


def test_the_models_are_pinned_by_their_contents() -> None:
    text = (ROOT / "models.txt").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^(\S+==\S+) --hash=sha256:([0-9a-f]{64})$", text, re.MULTILINE))
    assert len(pinned) == 2
    assert pinned.keys() <= set(PROJECT["project"]["dependencies"])


def test_the_seeds_are_there_and_are_read() -> None:
    seeds = sorted((ROOT / "seeds").iterdir())
    assert len(seeds) >= 6
    assert all(path.suffix in SUFFIXES for path in seeds)
    assert all(100 <= len(path.read_text(encoding="utf-8").split()) <= 500 for path in seeds)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_between_documents_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)[^)]*\)", text):
        assert (ROOT / target).exists(), target


def test_every_command_is_in_the_readme() -> None:
    from kg.cli import app

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        assert f"kg {command.name}" in text


def test_the_architecture_names_every_module() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for path in sorted((ROOT / "kg").iterdir()):
        if path.name.startswith("_") or (path.is_file() and path.suffix != ".py") or path.name == "ontology":
            continue
        assert f"`{path.stem}`" in text or f"`{path.stem}/`" in text, path.name


def test_no_file_names_a_registry_or_a_place_on_a_machine() -> None:
    pattern = re.compile(
        r"pypi\.org|pythonhosted|registry\.npmjs|--index-url|extra-index|/home/|/root/|/work/"
    )
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    ).stdout.split("\n")  # fmt: skip
    for name in filter(None, listed):
        path = ROOT / name
        if path.is_file() and path.suffix in {".py", ".md", ".toml", ".txt", ".ttl", ".rq", ".ipynb", ""}:
            found = pattern.search(path.read_text(encoding="utf-8", errors="replace"))
            assert found is None or path == Path(__file__), f"{name}: {found and found[0]}"


def test_notebooks_are_valid_json() -> None:
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        assert json.loads(path.read_text(encoding="utf-8"))["nbformat"] == 4

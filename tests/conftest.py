"""What many tests need: the seed with its facts, as a graph in memory and as one on disk.

The facts are those that a reader of the seed wrote down, so these tests load no model.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import facts as facts_table
from kg.document import Document
from kg.facts import Fact
from kg.store import Graph, open_graph
from tests import chromium as headless

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "000_bcc0e6c20f4df47a.txt"
SEED_FACTS = ROOT / "tests" / "data" / "seed.jsonl"


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine that runs the tests reaches them."""
    for name in ("KG_GRAPH", "KG_MODEL", "KG_MAX_TEXT", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def seed() -> Document:
    return Document(SEED.stem, SEED.read_bytes().decode("utf-8"), "fr", "2020-12-03", source=str(SEED))


@pytest.fixture(scope="session")
def seed_facts() -> list[Fact]:
    with SEED_FACTS.open(encoding="utf-8") as stream:
        return list(facts_table.read(stream))


@pytest.fixture
def graph(seed: Document, seed_facts: list[Fact]) -> Iterator[Graph]:
    made = Graph()
    made.replace(seed, seed_facts)
    made.commit()
    yield made
    made.close()


@pytest.fixture(scope="session")
def graph_folder(seed: Document, seed_facts: list[Fact], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph on disk with the seed; for reading only."""
    folder = tmp_path_factory.mktemp("graph") / "seed.kg"
    with open_graph(folder, read_only=False) as made:
        made.replace(seed, seed_facts)
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all pages: a second one while the first is open would be refused."""
    if headless.EXECUTABLE is None:
        pytest.skip(headless.MISSING)
    pytest.importorskip("playwright.sync_api")
    with headless.launched() as browser:
        yield browser

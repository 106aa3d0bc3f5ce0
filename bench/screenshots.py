"""Pictures of the pages for the documentation, into docs/img.

Run: python -m bench.screenshots [FACTS.jsonl or GRAPH]. Out: the demo (that graph, or the examples of the
tests), about 500 and about 5,000 people and states, on a desktop light and dark and on a phone, and the
timeline and the matrix of the demo. Prints the names of the files.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.browser import browser, tab
from bench.synthetic import corpus
from kg import facts as facts_table
from kg.facts import Fact
from kg.store import open_graph
from kg.views import page
from kg.views.payload import Source

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "img"
EXAMPLES = ROOT / "tests" / "views" / "data"
SCREENS: tuple[tuple[str, tuple[int, int], str], ...] = (
    ("light", (1440, 900), "light"),
    ("dark", (1440, 900), "dark"),
    ("phone", (390, 844), "light"),
)


def demo(source: Path | None) -> tuple[list[Fact], dict[str, Source]]:
    """The facts and texts of a graph on disk, or of the examples."""
    if source is not None and source.is_dir():
        with open_graph(source) as graph:
            texts = {
                stored.id: Source(graph.text(stored.id) or "", stored.date, stored.language or "", stored.id)
                for stored in graph.documents()
            }
            return list(graph.facts()), texts
    path = source or EXAMPLES / "facts.jsonl"
    with path.open(encoding="utf-8") as stream:
        facts = list(facts_table.read(stream, path.name))
    sources = {}
    for name in sorted({fact.document for fact in facts}):
        text = path.parent / f"{name}.txt"
        sources[name] = Source(text.read_bytes().decode("utf-8") if text.exists() else "", title=name)
    return facts, sources


def shoot(opened: Any, file: Path, name: str, screen: tuple[str, tuple[int, int], str]) -> None:
    """One picture of a page on one screen."""
    suffix, size, scheme = screen
    with tab(opened, file, size=size, scheme=scheme) as shown:
        shown.wait_for_selector("html[data-ready]")
        shown.wait_for_timeout(600)
        target = IMAGES / f"{name}-{suffix}.jpg"
        shown.screenshot(path=target, type="jpeg", quality=85)
        sys.stdout.write(f"{target.relative_to(ROOT)}\n")


def main() -> None:
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    graphs = {
        "demo": demo(source),
        "500-nodes": corpus(documents=400, people=330),
        "5000-nodes": corpus(documents=9_000, people=7_000),
    }
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser() as opened:
        file = Path(folder) / "page.html"
        for name, (facts, sources) in graphs.items():
            page.write(facts, file, sources, title="Relations diplomatiques")
            for screen in SCREENS:
                shoot(opened, file, name, screen)
        facts, sources = graphs["demo"]
        for kind in ("timeline", "matrix"):
            page.write(facts, file, sources, title="Relations diplomatiques", page=kind)
            shoot(opened, file, kind, SCREENS[0])


if __name__ == "__main__":
    main()

"""How fast the page of `kg view` is, against pyvis's own page of the same graph, and on a large graph.

Run: python -m bench.view [--quick]. Out: one line of JSON a measurement on stdout.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from pyvis.network import Network

from bench.browser import browser, first_frame, tab
from bench.synthetic import corpus
from kg.facts import Fact
from kg.views import page
from kg.views.drawing import links
from kg.views.network import project

_PATIENCE = 120.0
_PAN_SECONDS = 3.0


def plain_pyvis(facts: list[Fact], file: Path) -> None:
    """What pyvis makes of the same nodes and links by itself: its template, its defaults, its physics."""
    graph = project(facts)
    network = Network(directed=True, cdn_resources="in_line")
    for node, values in graph.nodes(data=True):
        network.add_node(node, label=values["label"])
    for link in links(graph):
        network.add_edge(link.source, link.target, value=len(link.facts))
    file.write_text(network.generate_html(), encoding="utf-8")


def against_pyvis(folder: Path, opened: Any) -> dict[str, Any]:
    """First drawn frame at about 500 nodes, ours and theirs."""
    facts, sources = corpus(documents=400, people=330)
    ours, theirs = folder / "ours.html", folder / "theirs.html"
    page.write(facts, ours, sources)
    plain_pyvis(facts, theirs)
    seconds = {}
    for name, file in (("kg", ours), ("pyvis", theirs)):
        with tab(opened, file) as shown:
            seconds[name] = first_frame(shown, _PATIENCE)
    kg, pyvis = seconds["kg"], seconds["pyvis"]
    return {
        "what": "first frame",
        "nodes": project(facts).number_of_nodes(),
        "kg_seconds": kg,
        "pyvis_seconds": pyvis if pyvis is not None else f"over {_PATIENCE:.0f}",
        "ratio": round((pyvis or _PATIENCE) / kg, 1) if kg else None,
    }


def overview(folder: Path, opened: Any, documents: int) -> dict[str, Any]:
    """A graph of many documents: first frame, redraws a second while panning, time to unfold a node."""
    facts, sources = corpus(documents, people=documents * 9 // 20)
    started = time.perf_counter()
    file = page.write(facts, folder / "large.html", sources)
    built = time.perf_counter() - started
    with tab(opened, file) as shown:
        first = first_frame(shown, _PATIENCE)
        shown.wait_for_selector("html[data-ready]")
        shown.wait_for_timeout(500)
        return {
            "what": "overview",
            "documents": documents,
            "facts": len(facts),
            "page_bytes": file.stat().st_size,
            "build_seconds": round(built, 1),
            "first_frame_seconds": first,
            "redraws_a_second": _pan(shown),
            "unfold_seconds": _unfold(shown),
            "shown": shown.inner_text("#shown"),
        }


def _pan(shown: Any) -> float:
    """Drags the background to and fro and counts redraws."""
    box = shown.locator("#canvas").bounding_box()
    x, y = box["x"] + 8, box["y"] + 8
    shown.mouse.move(x, y)
    shown.mouse.down()
    before = shown.evaluate("watched.frames")
    started = time.perf_counter()
    step = 0
    while time.perf_counter() - started < _PAN_SECONDS:
        step += 1
        shown.mouse.move(x + 4 * (step % 60), y + 3 * (step % 40))
    frames = shown.evaluate("watched.frames") - before
    seconds = time.perf_counter() - started
    shown.mouse.up()
    return round(frames / seconds, 1)


def _unfold(shown: Any) -> float:
    """From the choice to the frame with the unfolded nodes, in seconds; the node that holds most."""
    shown.wait_for_timeout(500)
    return float(
        shown.evaluate(
            """() => new Promise((done) => {
                const [before, start] = [watched.frames, performance.now()];
                const look = () => {
                    if (watched.frames > before) done(Math.round(performance.now() - start) / 1000);
                    else setTimeout(look, 2);
                };
                location.hash = "opened=" + document.documentElement.dataset.largestFold;
                setTimeout(look, 0);
            })"""
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="2,000 documents instead of 20,000")
    documents = 2_000 if parser.parse_args().quick else 20_000
    with tempfile.TemporaryDirectory() as name, browser() as opened:
        folder = Path(name)
        for result in (against_pyvis(folder, opened), overview(folder, opened, documents)):
            sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()

"""The facts that the pages are tried on, and a browser to look at them with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import facts as facts_table
from kg.facts import Fact
from kg.views import page as pages
from kg.views.payload import Source

DATA = Path(__file__).parent / "data"


def read_facts(name: str) -> list[Fact]:
    with (DATA / f"{name}.jsonl").open(encoding="utf-8") as stream:
        return list(facts_table.read(stream, name))


def _text(name: str) -> str:
    file = DATA / f"{name}.txt"
    return file.read_bytes().decode("utf-8") if file.exists() else ""


def read_sources(facts: list[Fact]) -> dict[str, Source]:
    sources = {}
    for name in sorted({fact.document for fact in facts}):
        text = _text(name)
        language, _, date = name.partition("-")
        known = language in {"fr", "en"}
        sources[name] = Source(text, date if known else None, language if known else "", f"Document {name}")
    return sources


@pytest.fixture(scope="session")
def facts() -> list[Fact]:
    return read_facts("facts")


@pytest.fixture(scope="session")
def sources(facts: list[Fact]) -> dict[str, Source]:
    return read_sources(facts)


@pytest.fixture(scope="session")
def hostile() -> list[Fact]:
    return read_facts("hostile")


@pytest.fixture
def show(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens a page of facts in the browser; an error, a message or a request of the page fails the test."""
    contexts = []
    complaints: list[str] = []

    def open_page(
        facts: list[Fact],
        *,
        hash: str = "",
        width: int = 1280,
        height: int = 800,
        script: str = "",
        **options: Any,
    ) -> Any:
        scheme = options.pop("color_scheme", "light")
        file = pages.write(facts, tmp_path / "page.html", read_sources(facts), **options)
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            locale="en-GB",
            color_scheme=scheme,
            reduced_motion="reduce",
            accept_downloads=True,
        )
        contexts.append(context)
        tab = context.new_page()
        tab.set_default_timeout(8000)
        tab.add_init_script(script)
        tab.on("console", lambda message: complaints.append(f"console: {message.text}"))
        tab.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        tab.on("dialog", lambda dialog: (complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        tab.on("request", lambda request: _note(request, complaints))
        tab.goto(f"{file.as_uri()}{hash}")
        tab.wait_for_selector("html[data-ready]")
        return tab

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _note(request: Any, complaints: list[str]) -> None:
    if not request.url.startswith(("file:", "blob:", "data:")):
        complaints.append(f"request: {request.url}")

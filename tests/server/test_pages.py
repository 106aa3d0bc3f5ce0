"""The pages, in a browser that may reach this server only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.server.serving import Server


@pytest.fixture(scope="module")
def tab(chromium: Any) -> Iterator[Any]:
    page = chromium.new_page()
    page.asked, page.troubles = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda line: page.troubles.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    yield page
    page.close()


def test_html_is_for_browsers_and_safe(server: Server) -> None:
    for path in ("", "query", "state/RU", "ontology"):
        response = server.get(path, "text/html,application/xhtml+xml,*/*;q=0.8")
        assert response.headers["content-type"].startswith("text/html")
        policy = response.headers["content-security-policy"]
        assert (
            "default-src 'none'" in policy and "connect-src 'self'" in policy and "unsafe-eval" not in policy
        )


def test_what_is_not_there_is_not_found(server: Server) -> None:
    assert server.get("person/nobody", "text/html").status_code == 404
    assert server.get("state/%3Cscript%3E", "text/html").status_code == 404
    assert server.get("elsewhere").status_code == 404
    assert server.get("static/../app.py").status_code == 404


def test_a_query_is_asked_on_the_page(server: Server, tab: Any) -> None:
    tab.goto(f"{server.address}query?question=planned-visits")
    tab.wait_for_selector("html[data-ready]")
    if tab.query_selector("#form"):
        tab.click("text=Ask >> visible=true")
    tab.wait_for_selector("td:has-text('Nasser Bourita')", timeout=20_000)
    assert all(url.startswith((server.address, "data:")) for url in tab.asked), tab.asked
    assert tab.troubles == []


def test_things_lead_to_each_other(server: Server, tab: Any) -> None:
    tab.goto(f"{server.address}state/RU")
    assert tab.inner_text("h1") in ("Russie", "Russia")
    tab.click("main a[href^='/fact/']")
    tab.wait_for_selector("text=dip:evidence")
    assert "/fact/" in tab.url

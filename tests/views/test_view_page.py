"""The page as a file: what is in it, what must not be, and that it is always the same."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
import zlib
from pathlib import Path
from typing import Any

import pytest

from kg.errors import BadQuery
from kg.facts import Agent, Contact, Fact, Quote
from kg.views import page as pages
from kg.views.payload import Source, in_sentence

ASSETS = Path(pages.__file__).parent / "assets"


def payload(html: str) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for name in ("data", "details"):
        found = re.search(rf'id="kg-{name}" data-encoding="(\w+)">(.*?)</script>', html)
        assert found is not None
        text = found[2] if found[1] == "json" else zlib.decompress(base64.b64decode(found[2])).decode()
        parts |= json.loads(text)
    return parts


@pytest.mark.parametrize("page", pages.PAGES)
def test_same_input_same_bytes(facts: list[Fact], sources: dict[str, Source], page: pages.PageKind) -> None:
    assert pages.render(facts, sources, page=page) == pages.render(facts, sources, page=page)


def test_same_bytes_whatever_the_hash_seed() -> None:
    script = (
        "import hashlib, sys; sys.path.insert(0, 'tests/views'); import conftest;"
        "from kg.views import page; facts = conftest.read_facts('facts');"
        "print(hashlib.sha256(page.render(facts).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


@pytest.mark.parametrize("page", pages.PAGES)
def test_policy_names_each_script_and_nothing_else(facts: list[Fact], page: pages.PageKind) -> None:
    html = pages.render(facts, page=page)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    told = policy[1].replace("&#39;", "'")
    scripts = re.findall(r"<script>(.*?)</script>", html, re.S)
    assert len(scripts) == (2 if page == "graph" else 1)
    for text in [*scripts, *re.findall(r"<style>(.*?)</style>", html, re.S)]:
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in told
    assert told.startswith("default-src 'none'")
    assert "unsafe" not in told


@pytest.mark.parametrize("page", pages.PAGES)
def test_nothing_is_loaded(facts: list[Fact], page: pages.PageKind) -> None:
    html = pages.render(facts, page=page)
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.S)
    assert "src=" not in markup
    assert "<link" not in markup
    assert "//" not in markup
    assert "@import" not in html and "url(" not in (ASSETS / "page.css").read_text(encoding="utf-8")
    ours = "".join(path.read_text(encoding="utf-8") for path in ASSETS.rglob("*.js"))
    assert set(re.findall(r"https?://[^\"'\s]*", ours)) == {"http://www.w3.org/2000/svg"}


def test_hostile_names_and_quotes_end_no_script(hostile: list[Fact]) -> None:
    html = pages.render(hostile, title="</title><script>alert(0)</script>")
    harmless = pages.render([], title="x").lower()
    for tag in ("<script", "</script", "<img", "<svg"):
        assert html.lower().count(tag) == harmless.count(tag), tag
    assert "<title>&lt;/title&gt;&lt;script&gt;" in html
    data = payload(html)
    assert ["<script>alert(1)</script>"] in data["nodes"]["names"]
    assert "</script>" in json.dumps(data["quotes"])


def test_page_is_small(facts: list[Fact], sources: dict[str, Source]) -> None:
    assert len(pages.render(facts, sources).encode()) < 650_000
    assert len(pages.render(facts, sources, page="timeline").encode()) < 150_000


def test_too_many_facts_are_left_out_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = [
        Contact(
            document=f"d{number}",
            evidence=(Quote(0, 40, hashlib.sha512(str(number).encode()).hexdigest()),),
            medium="phone",
            status="held",
            participants=(Agent("person", "Awa Diongue"), Agent("person", f"Name {number % 7}")),
        )
        for number in range(2500)
    ]
    monkeypatch.setattr(pages, "_MOST_BYTES", 700_000)
    html = pages.render(facts)
    data = payload(html)
    assert len(html.encode()) <= 700_000
    assert 0 < len(data["facts"]["id"]) < len(facts)
    assert data["settings"]["facts"] == len(facts)
    assert sum(data["links"]["count"]) == len(facts)


def test_too_many_actors_are_left_out_and_counted(
    monkeypatch: pytest.MonkeyPatch, facts: list[Fact], sources: dict[str, Source]
) -> None:
    monkeypatch.setattr(pages, "_MOST_NODES", 5)
    data = payload(pages.render(facts, sources))
    assert len(data["nodes"]["id"]) == 5
    assert data["settings"]["actors"] == 12
    assert len(data["facts"]["id"]) == len(facts)
    assert max(data["links"]["source"] + data["links"]["target"]) < 5


def test_no_facts_make_a_page() -> None:
    for page in pages.PAGES:
        assert payload(pages.render([], page=page))["settings"]["facts"] == 0


def test_unknown_options_are_refused(facts: list[Fact]) -> None:
    for options in (
        {"page": "pie"},
        {"level": "villages"},
        {"types": ["war"]},
        {"start": "soon"},
        {"around": "Nemo"},
    ):
        with pytest.raises(BadQuery):
            pages.render(facts, **options)


def test_write_is_utf8_with_unix_lines(facts: list[Fact], tmp_path: Path) -> None:
    path = pages.write(facts, tmp_path / "p.html", title="Été")
    raw = path.read_bytes()
    assert "Été".encode() in raw
    assert b"\r" not in raw


def test_inline_is_a_frame_that_holds_the_page(facts: list[Fact]) -> None:
    frame = pages.inline(pages.render(facts), height=300)
    assert frame.startswith("<iframe srcdoc=")
    assert frame.count("<") == 2
    assert "height:300px" in frame


def test_both_languages_have_the_same_texts() -> None:
    fr, en = (tomllib.loads((ASSETS / f"{name}.toml").read_text(encoding="utf-8")) for name in ("fr", "en"))
    assert fr.keys() == en.keys()
    for key, value in fr.items():
        if isinstance(value, dict) and key != "ordinal":
            assert value.keys() == en[key].keys(), key
        elif isinstance(value, str):
            assert re.findall(r"\{\w+\}", value) == re.findall(r"\{\w+\}", en[key]), key


def test_every_text_that_the_scripts_ask_for_exists() -> None:
    texts = tomllib.loads((ASSETS / "en.toml").read_text(encoding="utf-8"))
    scripts = "".join(path.read_text(encoding="utf-8") for path in ASSETS.rglob("*.js"))
    template = (ASSETS / "kg.html.j2").read_text(encoding="utf-8")
    asked = set(re.findall(r'\bt\("(\w+)"', scripts)) | set(
        re.findall(r'data-(?:text|label|title)="(\w+)"', template)
    )
    assert asked - texts.keys() == set()


TEXT = "M. Dupont est venu. Il a vu M. Durand à 3.5 km de Paris; puis il est parti.\nAutre ligne."


@pytest.mark.parametrize(
    ("quote", "before", "after"),
    [
        ("a vu M. Durand", "Il ", " à 3.5 km de Paris;"),
        ("M. Dupont", "", " est venu."),
        ("il est parti.", "puis ", ""),
        ("Autre ligne", "", "."),
    ],
)
def test_quote_in_its_sentence(quote: str, before: str, after: str) -> None:
    start = TEXT.index(quote)
    assert in_sentence(Quote(start, start + len(quote), quote), TEXT) == [before, quote, after]


def test_quote_elsewhere_than_it_says_has_no_context() -> None:
    assert in_sentence(Quote(3, 9, "Durand"), TEXT) == ["", "Durand", ""]
    assert in_sentence(Quote(0, 4, "quel"), "") == ["", "quel", ""]

"""No page breaks a rule of accessibility in earnest, by axe-core."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.facts import Fact
from kg.views import page as pages
from tests.accessible import violations

Show = Callable[..., Any]


def everything_open(show: Show, facts: list[Fact], page: str, scheme: str, **options: Any) -> Any:
    """A page with its card, table and filters open, so that all of it is looked at."""
    tab = show(facts, page=page, color_scheme=scheme, **options)
    if page == "graph":
        tab.fill("#search", "diongue")
        tab.keyboard.press("Enter")
        tab.click("#panel details.fact summary >> nth=0")
    tab.click("#show-table")
    tab.eval_on_selector_all("#filters details", "all => all.forEach(each => { each.open = true })")
    return tab


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", pages.PAGES)
def test_a_page_with_all_open(show: Show, facts: list[Fact], page: str, scheme: str) -> None:
    assert violations(everything_open(show, facts, page, scheme)) == []


@pytest.mark.parametrize("page", pages.PAGES)
def test_the_first_sight_of_a_page(show: Show, facts: list[Fact], page: str) -> None:
    assert violations(show(facts, page=page)) == []


def test_a_phone_and_hostile_names(show: Show, facts: list[Fact], hostile: list[Fact]) -> None:
    assert violations(show(facts, width=390)) == []
    assert violations(show(hostile)) == []


def test_a_page_that_breaks_a_rule_is_found(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    tab.evaluate("document.querySelector('#search').removeAttribute('aria-label')")
    tab.evaluate("document.querySelector('label[for=search]').remove()")
    tab.evaluate("document.querySelector('#search').placeholder = ''")
    assert "label" in {rule for rule, _, _ in violations(tab)}

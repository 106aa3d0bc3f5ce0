"""The page in a browser: everything that a reader can do with it, and that nothing leaves it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.facts import Agent, Contact, Fact, Quote
from kg.views import page as pages
from tests.views.drawn import WATCH, written

Show = Callable[..., Any]


def find(tab: Any, name: str) -> None:
    tab.fill("#search", name)
    tab.keyboard.press("Enter")


def shown(tab: Any) -> str:
    return str(tab.inner_text("#shown"))


def saved(tab: Any, button: str) -> bytes:
    tab.click(".menu summary >> nth=0")
    with tab.expect_download() as waiting:
        tab.click(button)
    return Path(waiting.value.path()).read_bytes()


def test_first_sight(show: Show, facts: list[Fact]) -> None:
    tab = show(facts, title="Relations")
    assert tab.title() == "Relations"
    assert "22 facts" in shown(tab)
    assert tab.locator("canvas").count() == 1
    assert int(tab.get_attribute("html", "data-drawn")) > 0
    assert tab.is_hidden("#panel")


def test_search_folds_accents_and_spellings(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    for query, name in (
        ("tomas", "Tomás Ferreira"),
        ("bensaid", "Karim Bensaïd"),
        ("lindkvist", "Jonas Lindqvist"),
    ):
        tab.fill("#search", query)
        assert tab.inner_text("#suggestions li >> nth=0").startswith(name)
    tab.fill("#search", "Sénégal")
    assert "Senegal" in tab.inner_text("#suggestions")
    tab.fill("#search", "zzzz")
    assert tab.is_hidden("#suggestions")


def test_search_by_keyboard_opens_the_card(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    tab.fill("#search", "di")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowUp")
    assert tab.get_attribute("#search", "aria-activedescendant") == "suggestions-0"
    tab.keyboard.press("Enter")
    assert tab.inner_text("#panel h2") == "Awa Diongue"
    card = tab.inner_text("#panel")
    assert "foreign minister · Senegal" in card
    for title in ("Offices", "Planned visits", "Last contacts"):
        assert title in card
    assert card.index("Jan 12, 2022") < card.index("Jun 10, 2021") < card.index("Mar 4, 2021")


def test_fact_shows_its_quote_in_its_sentence(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    find(tab, "ferreira")
    fact = tab.locator("#panel details.position")
    fact.locator("summary").click()
    assert fact.locator("mark").inner_text() == "M. Ferreira a remercié le Sénégal pour sa médiation"
    assert fact.locator("blockquote").inner_text().endswith("médiation.")
    assert fact.locator("blockquote").get_attribute("lang") == "fr"
    assert "Document fr-2021-03" in fact.inner_text()
    assert "confidence 90%" in fact.inner_text()


def test_link_shows_its_facts(show: Show, facts: list[Fact]) -> None:
    tab = show(facts, hash="#selected=link:state/PT%3Estate/SN:agreement")
    assert tab.inner_text("#panel h2") == "Portugal – Senegal"
    assert tab.locator("#panel details.fact").count() == 2
    assert tab.locator("#panel mark").first.is_visible()


def middle(tab: Any) -> tuple[float, float]:
    box = tab.locator("#canvas").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def centred(tab: Any, name: str) -> tuple[float, float]:
    """Brings a node to the middle of the picture, where the mouse can find it."""
    find(tab, name)
    tab.wait_for_timeout(150)
    tab.click("#panel .close")
    tab.wait_for_timeout(150)
    assert tab.is_hidden("#panel")
    return middle(tab)


def test_mouse_on_a_node(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    x, y = centred(tab, "khatib")
    tab.mouse.move(x, y)
    tab.wait_for_selector("#tip >> text=Idriss El Khatib")
    tab.mouse.click(x, y)
    tab.wait_for_selector("#panel h2 >> text=Idriss El Khatib")
    tab.click("#panel .close")
    tab.wait_for_timeout(500)
    tab.mouse.dblclick(x, y)
    tab.wait_for_function("() => location.hash.includes('focus=person')")


def dragged(tab: Any, name: str) -> tuple[float, float]:
    """Drags a node to the right and down; where it was before."""
    x, y = centred(tab, name)
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x + 60, y + 90, steps=5)
    tab.mouse.up()
    tab.wait_for_timeout(500)
    return x, y


def test_dragging_a_node_moves_it(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    x, y = dragged(tab, "khatib")
    tab.mouse.click(x + 60, y + 90)
    tab.wait_for_selector("#panel h2 >> text=Idriss El Khatib")


def test_undo_puts_a_dragged_node_back(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    x, y = dragged(tab, "khatib")
    assert tab.evaluate("location.hash").count("moved=person") == 1
    tab.click("#undo")
    tab.wait_for_function("() => !location.hash.includes('moved')")
    tab.mouse.click(x, y)
    tab.wait_for_selector("#panel h2 >> text=Idriss El Khatib")


def test_a_link_shows_a_dragged_node_where_it_was_left(show: Show, facts: list[Fact]) -> None:
    def place(tab: Any) -> tuple[float, float]:
        """Where Mali is, on a ruler from Portugal to Senegal; codes stand in the middle of their nodes."""
        at = {each.text: (each.left + each.right, each.top + each.bottom) for each in written(tab)}
        (x, y), (left, top), (right, bottom) = at["ML"], at["PT"], at["SN"]
        return (x - left) / (right - left), (y - top) / (bottom - top)

    tab = show(facts, script=WATCH)
    before = place(tab)
    dragged(tab, "Mali")
    after = place(tab)
    again = show(facts, script=WATCH, hash=tab.evaluate("location.hash"))
    assert place(again) == pytest.approx(after, abs=0.05)
    assert place(again) != pytest.approx(before, abs=0.1)


def test_mouse_on_a_link(show: Show, facts: list[Fact]) -> None:
    tab = show([fact for fact in facts if fact.type == "agreement" and "pêche" in str(fact)])
    tab.mouse.click(*middle(tab))
    tab.wait_for_selector("#panel h2 >> text=Portugal – Senegal")
    assert tab.locator("#panel mark").count() == 2
    tab.mouse.click(middle(tab)[0], middle(tab)[1] + 200)
    tab.wait_for_selector("#panel", state="hidden")


@pytest.mark.parametrize(
    ("box", "left"),
    [("types:contact", 18), ("status:planned", 19), ("action:signed", 21), ("stance:condemns", 21)],
)
def test_legend_and_filters(show: Show, facts: list[Fact], box: str, left: int) -> None:
    tab = show(facts)
    name, value = box.split(":")
    tab.eval_on_selector_all("#filters details", "all => all.forEach(each => { each.open = true })")
    tab.uncheck(f"#filters input[data-set={name}][value={value}]")
    assert f"showing {left} of 22 facts" in shown(tab)
    tab.click("#undo")
    assert "22 facts" in shown(tab) and "of 22" not in shown(tab)
    assert tab.is_checked(f"#filters input[data-set={name}][value={value}]")


def test_filter_by_state_and_confidence(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    tab.eval_on_selector_all("#filters details", "all => all.forEach(each => { each.open = true })")
    tab.check("#filters input[data-set=states][value=ML]")
    assert "showing 2 of 22 facts" in shown(tab)
    tab.fill("#confidence", "0.9")
    assert "showing 1 of 22 facts" in shown(tab)
    assert tab.inner_text("#confidence-value") == "90%"


def test_one_drag_is_undone_at_once(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    for value in ("0.3", "0.6", "0.95"):
        tab.fill("#confidence", value)
    assert "of 22 facts" in shown(tab)
    tab.click("#undo")
    assert "22 facts" in shown(tab) and "of 22" not in shown(tab)
    assert tab.is_disabled("#undo")


def test_kinds_can_be_switched_off(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    tab.uncheck("#filters input[data-set=kinds][value=state]")
    assert "showing 6 of 12 actors" in shown(tab)


def test_time_slider_keeps_vague_dates_that_overlap(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    assert tab.input_value("#time-from") == "18628" or tab.input_value("#time-from") == "18690"
    day = 18748  # 1 May 2021
    tab.uncheck("#undated")
    tab.fill("#time-to", str(day))
    tab.fill("#time-from", str(day))
    tab.click("#show-table")
    text = tab.inner_text("#table")
    assert "Lisbonne" in text and "May 2021" in text
    assert "Oslo" not in text
    assert "2021" in tab.inner_text("#time-text")


def test_play_moves_the_window(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    tab.click("#play")
    before = tab.input_value("#time-to")
    assert tab.get_attribute("#play", "aria-label") == "Pause"
    tab.wait_for_function("before => document.getElementById('time-to').value !== before", arg=before)
    tab.click("#play")
    assert tab.get_attribute("#play", "aria-label") == "Play through time"


def test_keyboard_on_the_picture(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    tab.focus("#canvas")
    tab.keyboard.press("ArrowRight")
    first = tab.inner_text("#panel h2")
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        tab.keyboard.press(key)
    assert tab.is_visible("#panel")
    assert tab.inner_text("#live")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "panel"
    tab.keyboard.press("Escape")
    assert tab.is_hidden("#panel")
    assert tab.evaluate("document.activeElement.id") == "canvas"
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.id") == "search"
    assert first


def test_hide_pin_and_undo(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    find(tab, "diongue")
    tab.click("#panel >> text=Hide")
    assert "showing 11 of 12 actors" in shown(tab)
    tab.keyboard.press("Control+z")
    assert "12 actors" in shown(tab) and "of 12" not in shown(tab)
    find(tab, "diongue")
    tab.click("#panel >> text=Pin")
    assert tab.get_attribute("#panel >> text=Pin", "aria-pressed") == "true"
    tab.eval_on_selector_all("#filters details", "all => all.forEach(each => { each.open = true })")
    tab.check("#filters input[data-set=states][value=VA]")
    # A pinned node stays whatever the filters say.
    assert "showing 3 of 12 actors" in shown(tab)


def test_neighbours(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    find(tab, "khatib")
    tab.click("#panel >> text=Neighbours")
    tab.wait_for_function("() => location.hash.includes('focus=person')")


def test_shortest_path(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    tab.click("#show-path")
    tab.fill("#path-from", "ferreira")
    tab.keyboard.press("Enter")
    tab.fill("#path-to", "lindqvist")
    tab.keyboard.press("Enter")
    steps = tab.locator("#panel .steps > li > button").all_inner_texts()
    assert steps == ["Tomás Ferreira", "Awa Diongue", "Jonas Lindqvist"]
    tab.click("#panel .step summary >> nth=0")
    assert tab.locator("#panel mark").count() > 0


def test_no_path_is_said(show: Show, facts: list[Fact]) -> None:
    tab = show(facts, hash="#path=person/tomas-ferreira%7Cstate/XX")
    assert tab.locator("#panel h2").inner_text() == "Path"
    assert "No path" in tab.inner_text("#panel")


def test_table_has_the_same_facts(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    tab.click("#show-table")
    assert tab.locator("#table tbody tr").count() == 22
    tab.uncheck("#filters input[data-set=types][value=office]")
    assert tab.locator("#table tbody tr").count() == 16
    tab.click("#table thead >> text=Confidence")
    assert tab.inner_text("#table tbody tr >> nth=0").count("60%") == 1
    assert tab.get_attribute("#table th[data-column=confidence]", "aria-sort") == "ascending"
    tab.click("#table tbody th button >> nth=0")
    assert tab.locator("#panel mark").count() == 1


def test_link_to_the_view_shows_it_again(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    tab.uncheck("#filters input[data-set=types][value=office]")
    find(tab, "diongue")
    tab.wait_for_function("() => location.hash.includes('selected=')")
    address = tab.evaluate("location.hash")
    again = show(facts, hash=address)
    assert again.inner_text("#panel h2") == "Awa Diongue"
    assert not again.is_checked("#filters input[data-set=types][value=office]")
    assert shown(again) == shown(tab)


def test_copying_a_link_copies_the_present_view(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.uncheck("#filters input[data-set=types][value=office]")
    tab.click(".menu summary >> nth=0")
    tab.click("#copy-link")
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("file:") and "types=office" in copied


def test_csv_of_the_shown_facts(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    tab.uncheck("#filters input[data-set=types][value=office]")
    rows = list(csv.DictReader(io.StringIO(saved(tab, "#save-csv").decode("utf-8-sig"))))
    assert len(rows) == 16
    visit = next(row for row in rows if row["type"] == "visit" and row["status"] == "planned")
    assert (visit["visitors"], visit["destination"], visit["date"]) == ("Awa Diongue", "PT", "2021-05")
    assert visit["quote"] == "Mme Diongue se rendra à Lisbonne en mai 2021"


def test_pictures(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    assert saved(tab, "#save-png").startswith(b"\x89PNG")
    drawing = saved(tab, "#save-svg").decode()
    assert drawing.startswith("<?xml")
    assert "Diongue" in drawing and "<script" not in drawing


def test_languages(show: Show, facts: list[Fact]) -> None:
    tab = show(facts)
    assert tab.get_attribute("html", "lang") == "en"
    tab.click(".menu summary >> nth=1")
    tab.click("#language")
    assert tab.get_attribute("html", "lang") == "fr"
    assert "22 faits" in shown(tab)
    find(tab, "Portugal")
    assert "État" in tab.inner_text("#panel")
    find(tab, "ferreira")
    assert "ministre des Affaires étrangères · Portugal" in tab.inner_text("#panel")
    assert "Contacts" in tab.inner_text("#filters")


def test_dark_and_light(show: Show, facts: list[Fact]) -> None:
    tab = show(facts, color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = tab.evaluate(ground)
    tab.click(".menu summary >> nth=1")
    tab.click("#theme")
    assert tab.evaluate(ground) != dark


def test_phone(show: Show, facts: list[Fact]) -> None:
    tab = show(facts, width=390)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    tab.click("#toggle-filters")
    assert tab.is_visible("#filters input >> nth=0")
    tab.click("#toggle-filters")
    find(tab, "diongue")
    assert tab.is_visible("#panel")


def test_folded_nodes_unfold(show: Show) -> None:
    many: list[Fact] = [
        Contact(
            document=f"d{n}",
            evidence=(Quote(0, 1, "x"),),
            medium="phone",
            status="held",
            participants=(Agent("person", f"Nom A{n}"), Agent("person", f"Nom B{n % 5}")),
        )
        for n in range(60)
    ]
    tab = show(many, max_nodes=10)
    assert "showing 10 of 65 actors" in shown(tab)
    tab.fill("#search", "Nom A59")
    tab.keyboard.press("Enter")
    assert tab.inner_text("#panel h2") == "Nom A59"
    # Found nodes come out of the fold alone, and stay.
    assert "showing 11 of 65 actors" in shown(tab)
    tab.click("#undo")
    assert "showing 10 of 65 actors" in shown(tab)
    fold = tab.get_attribute("html", "data-largest-fold")
    tab.evaluate("fold => { location.hash = `opened=${fold}~1` }", fold)
    tab.wait_for_function("() => !document.getElementById('shown').textContent.includes('showing 10 of')")


@pytest.mark.parametrize("level", ["states", "events"])
def test_other_levels(show: Show, facts: list[Fact], level: str) -> None:
    tab = show(facts, level=level)
    find(tab, "Senegal")
    assert tab.locator("#panel details.fact").count() > 2


def test_timeline(show: Show, facts: list[Fact]) -> None:
    tab = show(facts, page="timeline")
    assert tab.locator(".timeline section").count() == 4
    story = tab.locator("button.story", has_text="Lisbonne")
    assert "planned → postponed" in story.inner_text()
    story.click()
    assert tab.locator("#panel details.fact").count() == 2
    assert tab.locator("svg.lane .band").count() >= 4
    tab.uncheck("#filters input[data-set=types][value=visit]")
    assert tab.locator(".timeline section").count() == 3
    assert b"<svg" in saved(tab, "#save-svg")


def test_matrix(show: Show, facts: list[Fact]) -> None:
    tab = show(facts, page="matrix")
    cell = tab.locator("button[aria-label*='Senegal → Portugal']")
    assert cell.inner_text() == "5"
    cell.click()
    assert tab.inner_text("#panel h2") == "Senegal → Portugal"
    assert tab.locator("#panel details.fact").count() == 5
    tab.uncheck("#filters input[data-set=types][value=agreement]")
    assert cell.inner_text() == "3"
    cell.focus()
    tab.keyboard.press("ArrowRight")
    assert b"<svg" in saved(tab, "#save-svg")


@pytest.mark.parametrize("page", pages.PAGES)
def test_hostile_texts_stay_texts(show: Show, hostile: list[Fact], page: str) -> None:
    tab = show(hostile, page=page, title="</title><img src=x onerror=alert(9)>")
    assert tab.evaluate("document.images.length") == 0
    tab.click("#show-table")
    assert "<script>alert(1)</script>" in tab.inner_text("#table")
    if page == "graph":
        find(tab, "script alert")
        assert tab.inner_text("#panel h2") == "<script>alert(1)</script>"
        tab.eval_on_selector_all("#panel details", "all => all.forEach(each => { each.open = true })")
        tab.wait_for_selector("#panel mark")
        assert (
            "</script>" in tab.locator("#panel mark").all_inner_texts()[-1]
            or tab.locator("#panel mark").count() > 1
        )
        assert b"<script>" not in saved(tab, "#save-svg")
    rows = saved(tab, "#save-csv").decode("utf-8-sig")
    assert "=cmd" in rows
    assert not any(cell.startswith("=") for row in csv.reader(io.StringIO(rows)) for cell in row)
    assert tab.locator("script:not([type])").count() == (2 if page == "graph" else 1)


@pytest.mark.parametrize(
    "hash",
    [
        "#%%%",
        "#selected=link:nothing",
        "#moved=~~|person/awa-diongue~x~1|nobody~1~2",
        "#selected=node:__proto__",
        "#path=|",
        "#from=x&confidence=NaN",
    ],
)
def test_broken_addresses_do_no_harm(show: Show, facts: list[Fact], hash: str) -> None:
    assert "facts" in shown(show(facts, hash=hash))


def test_no_facts(show: Show) -> None:
    for page in pages.PAGES:
        tab = show([], page=page)
        assert tab.is_visible("#empty")


def test_inline_frame_works(chromium: Any, facts: list[Fact], tmp_path: Path) -> None:
    file = tmp_path / "notebook.html"
    file.write_text(
        f"<!doctype html><meta charset=utf-8>{pages.inline(pages.render(facts))}", encoding="utf-8"
    )
    context = chromium.new_context(locale="en-GB")
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto(file.as_uri())
    frame = tab.frame_locator("iframe")
    frame.locator("#search").fill("diongue")
    frame.locator("#search").press("Enter")
    assert frame.locator("#panel h2").inner_text() == "Awa Diongue"
    context.close()
    assert errors == []

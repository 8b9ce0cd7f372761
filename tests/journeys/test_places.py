"""Finding a municipality: while typing, with the keyboard, without a script, on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenWindow
from tests.journeys.steps import plain, rows_of
from tests.servers.browser import Watch, scrolls_sideways

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("typed", ["weinh", "08226096"])
@pytest.mark.parametrize("name", ["", "Clara"])
def test_a_municipality_is_found_while_typing(window: OpenWindow, name: str, typed: str) -> None:
    page = window(name)
    page.goto("/orte/")
    page.keyboard.press("/")
    page.keyboard.type(typed)
    hits = page.locator(".bar__search .search__hits a")
    expect(hits.first).to_be_visible()
    expect(page.locator(".bar__search .search__hits")).to_contain_text("Weinheim")
    while "Weinheim" not in page.evaluate("document.activeElement.innerText || ''"):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/orte/gemeinde/08226096/$"))
    expect(page.locator("h1")).to_contain_text("Weinheim")


def test_the_page_of_the_land_finds_a_municipality_too(window: OpenWindow) -> None:
    page = window()
    page.goto("/orte/")
    page.locator("main [type=search]").first.fill("Mühlacker")
    page.locator("main").get_by_role("link", name="Mühlacker").click()
    expect(page.locator("h1")).to_contain_text("Mühlacker")


def test_a_name_is_found_without_a_script(window: OpenWindow) -> None:
    page = window(java_script_enabled=False)
    page.goto("/orte/")
    page.locator(".bar__search [name=q]").fill("Schriesheim")
    page.locator(".bar__search [name=q]").press("Enter")
    expect(page.locator("h1")).to_have_text("Suche")
    page.locator("main").get_by_role("link", name="Schriesheim").click()
    expect(page).to_have_url(re.compile("/orte/gemeinde/08226082/$"))


def test_nothing_found_says_what_to_try(window: OpenWindow) -> None:
    page = window()
    page.goto("/suche/?q=Xylophonhausen")
    expect(page.locator("main")).to_contain_text("Nichts gefunden")
    expect(page.locator("main")).to_contain_text("Schreibweise")


def test_the_map_leads_from_the_land_to_a_municipality(window: OpenWindow, script: bool) -> None:
    page = window(java_script_enabled=script)
    page.goto("/orte/")
    assert len(rows_of(page)) == 44
    follow_shape(page, "Rhein-Neckar-Kreis")
    expect(page.locator("h1")).to_contain_text("Rhein-Neckar-Kreis")
    assert len(rows_of(page)) == 54
    follow_shape(page, "Weinheim")
    expect(page.locator("h1")).to_contain_text("Weinheim")
    expect(page.locator(".map-chosen")).to_have_count(1)


def test_a_table_sorts_by_a_click_on_its_heading(window: OpenWindow, script: bool) -> None:
    page = window(java_script_enabled=script)
    page.goto("/orte/08226/")
    page.locator("table thead").get_by_role("link", name="Personen").click()
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Personen")
    first = rows_of(page)[0]
    assert first[0].startswith("Weinheim"), first


def test_the_keyboard_reaches_content_map_and_menu(window: OpenWindow) -> None:
    page = window("Clara")
    page.goto("/orte/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#inhalt")).to_be_focused()
    page.locator("details.menu > summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Abmelden")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Abmelden")).to_be_hidden()
    expect(page.locator("details.menu > summary")).to_be_focused()
    shape = page.locator("svg a.map-shape").first
    shape.focus()
    expect(shape).to_be_focused()
    goal = shape.get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{goal}$"))


def test_the_navigation_is_reached_by_tab_and_enter(window: OpenWindow) -> None:
    page = window("Clara")
    for _step in range(20):
        page.keyboard.press("Tab")
        if "Rahmen" in page.evaluate("document.activeElement.innerText || ''"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Planungsrahmen")


def test_on_a_phone_the_bar_is_below_and_nothing_runs_out_of_the_page(window: OpenWindow) -> None:
    page = window("Clara", width=360, height=740)
    for address in ("/", "/orte/", "/orte/08226/", "/orte/gemeinde/08226096/", "/suche/?q=wein"):
        page.goto(address)
        assert not scrolls_sideways(page), address
        bar = page.locator("nav.rail").bounding_box()
        assert bar and round(bar["y"] + bar["height"]) == 740, address
        assert bar["width"] == 360
    page.goto("/orte/")
    page.locator(".bar").get_by_role("link", name="Suchen").click()
    page.locator("main [name=q]").fill("Leimen")
    page.locator("main").get_by_role("link", name="Leimen").click()
    expect(page.locator("h1")).to_contain_text("Leimen")


def test_a_place_that_does_not_exist_is_not_found(window: OpenWindow, watch: Watch) -> None:
    watch.expect(404)
    page = window()
    for address in ("/orte/08999/", "/orte/gemeinde/08226999/", "/gibtesnicht/"):
        page.goto(address)
        expect(page.locator("h1")).to_have_text("Diese Seite gibt es nicht")
    page.get_by_role("link", name="Zur Startseite").click()
    assert plain(page.locator("h1").inner_text())


def follow_shape(page: Page, name: str) -> None:
    """Open the link of a place on the map, as the keyboard would."""
    page.locator(f"svg a.map-shape[aria-label*='{name}']").first.press("Enter")


def test_the_way_back_to_a_search_shows_its_page_not_what_came_while_typing(
    window: OpenWindow,
) -> None:
    page = window()
    page.goto("/orte/suche/?q=weinheim")
    field = page.locator("main input[name=q]")
    field.fill("weinhei")
    with page.expect_response("**/orte/suche/?q=weinheim"):
        field.fill("weinheim")
    page.goto("/barrierefreiheit/")
    page.go_back()
    expect(page.locator("h1")).to_be_visible()

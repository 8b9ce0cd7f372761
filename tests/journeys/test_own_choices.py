"""Language and brightness: chosen in the menu, kept on every page, with and without a script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenWindow

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("name", ["", "Clara"])
def test_the_language_changes_to_english_and_back(
    window: OpenWindow, name: str, script: bool
) -> None:
    page = window(name, java_script_enabled=script)
    page.goto("/orte/08226/")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    choose(page, "English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile("/orte/08226/$"))
    expect(page.locator("main")).to_contain_text("Municipalit")
    page.goto("/foerderung/regeln/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    choose(page, "Deutsch")
    expect(page.locator("h1")).to_have_text("Regeln der Förderung")


def test_dark_stays_dark_on_the_next_page_and_after_signing_in(
    window: OpenWindow, script: bool
) -> None:
    page = window(java_script_enabled=script)
    page.goto("/orte/")
    bright = background(page)
    choose(page, "Dunkel")
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")
    dark = background(page)
    assert dark != bright
    page.goto("/konto/anmelden/")
    page.get_by_role("button", name="Clara").click()
    expect(page.locator("h1")).to_have_text("Heute")
    assert background(page) == dark
    choose(page, "Hell")
    assert background(page) == bright


def test_without_a_choice_the_page_follows_the_device(window: OpenWindow) -> None:
    page = window(color_scheme="dark")
    page.goto("/orte/")
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")
    page.emulate_media(color_scheme="light")
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "light")


def test_a_visitor_who_only_reads_gets_no_cookie(window: OpenWindow) -> None:
    page = window()
    for address in ("/orte/", "/orte/gemeinde/08226096/", "/foerderung/regeln/", "/datenschutz/"):
        page.goto(address)
    assert page.context.cookies() == []


def choose(page: Page, words: str) -> None:
    """Press a button of the own menu."""
    page.locator("details.menu > summary").click()
    page.get_by_role("button", name=words, exact=True).click()
    page.wait_for_load_state()


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

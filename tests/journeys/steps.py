"""What people do on many journeys: sign in, sign out, read a page."""

from __future__ import annotations

import re
import subprocess
import sys

from playwright.sync_api import Page, expect

from tests.servers.browser import PATIENCE_MS, Browser, Watch
from tests.servers.people import PASSWORD, code_of, email_of
from tests.servers.product import ROOT, Installation


def give_password(page: Page, name: str, password: str = PASSWORD) -> None:
    """Fill in the form of the login page and send it."""
    page.goto("/konto/anmelden/")
    page.locator("[name=login]").fill(email_of(name))
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="Anmelden", exact=True).click()


def set_up_app(page: Page, name: str) -> tuple[str, list[str]]:
    """Sign in for the first time and set up an app: its key, and the recovery codes shown."""
    give_password(page, name)
    expect(page.locator("h1")).to_have_text("Sicherheit und zweiter Faktor")
    page.get_by_role("link", name="App einrichten").click()
    confirm_if_asked(page)
    secret = page.locator("#secret").inner_text().strip()
    page.locator("[name=code]").fill(code_of(secret))
    page.get_by_role("button", name="Einrichten").click()
    expect(page.locator("h1")).to_have_text("Wiederherstellungscodes")
    return secret, page.locator(".codes li").all_inner_texts()


def confirm_if_asked(page: Page) -> None:
    """Give the password again where the product asks for it before a factor changes."""
    page.wait_for_load_state()
    if "/bestaetigen/" in page.url:
        page.locator("[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Bestätigen").click()
        page.wait_for_load_state()


def give_code(page: Page, code: str) -> None:
    """The second step of signing in."""
    expect(page.locator("h1")).to_have_text("Zweiter Faktor")
    page.locator("[name=code]").fill(code)
    page.get_by_role("button", name="Weiter").click()


def sign_out(page: Page) -> None:
    """Through the own menu."""
    page.locator("details.menu > summary").click()
    page.get_by_role("button", name="Abmelden").click()
    expect(page).to_have_url(re.compile("/konto/anmelden/$"))


def is_in(page: Page) -> None:
    """The page of the day is there."""
    expect(page.locator("h1")).to_have_text(re.compile("Heute|Today"))


def plain(text: str) -> str:
    """Text without the spaces that hold numbers and signs together."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", text).strip()


def rows_of(page: Page) -> list[list[str]]:
    """The rows of the table on the page, as plain text, without heading, sum and fold-outs."""
    texts = page.locator("table.table > tbody > tr:has(> th)").evaluate_all(
        "rows => rows.map(row => [...row.children].map(cell => cell.innerText))"
    )
    return [[plain(cell) for cell in row] for row in texts]


def in_the_database(one: Installation, words: str) -> None:
    """Run a line with the database of an installation, as nobody could on its pages."""
    settings = {"DJANGO_SETTINGS_MODULE": "bindeglied.config.settings"}
    line = f"import django; django.setup(); {words}"
    subprocess.run(
        [sys.executable, "-c", line], cwd=ROOT, env=one.environment | settings, check=True
    )


def enter(chromium: Browser, one: Installation, name: str, watch: Watch) -> Page:
    """A window in an installation of the test's own, signed in with one click."""
    context = chromium.new_context(base_url=one.address, locale="de-DE")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    watch.follow(page)
    page.goto("/konto/anmelden/")
    with page.expect_navigation():
        page.locator(f"button[name=email][value='{email_of(name)}']").click()
    return page

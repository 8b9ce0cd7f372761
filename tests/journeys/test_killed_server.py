"""The server is killed in mid-form: what was typed is there, and the page saves the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.keystrokes import FORM, SAVED, fill_in, name_field, said, type_name
from tests.servers import product as products
from tests.servers.browser import PATIENCE_MS, Browser
from tests.servers.fixtures import server_address
from tests.servers.killable import Server
from tests.servers.people import email_of

pytestmark = pytest.mark.journey
CANARY = "Wiedehopf-Kastanie"


@pytest.fixture
def server() -> Iterator[Server]:
    """A demo of its own, which may be killed."""
    with products.installation(server_address()) as one:
        products.become_demo(one)
        running = Server(one)
        running.start()
        try:
            yield running
        finally:
            running.kill()


@pytest.fixture
def browser_of(server: Server, chromium: Browser) -> Iterator[Callable[[str], Page]]:
    """Signs somebody in; the console may complain, because the server is taken away."""
    contexts = []

    def enter(name: str) -> Page:
        context = chromium.new_context(base_url=server.one.address, locale="de-DE")
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.goto("/konto/anmelden/")
        with page.expect_navigation():
            page.locator(f"button[name=email][value='{email_of(name)}']").click()
        return page

    yield enter
    for context in contexts:
        context.close()


def test_a_killed_server_loses_nothing_and_the_page_saves_the_rest_itself(
    server: Server, browser_of: Callable[[str], Page]
) -> None:
    page = browser_of("Kerstin")
    page.goto(FORM)
    type_name(page, CANARY)
    expect(said(page)).to_have_text(SAVED)
    server.kill()
    name_field(page).press_sequentially(" mit Rest")
    expect(said(page)).to_contain_text("Verbindung fehlt")
    # Sending into the void does not take the page away.
    fill_in(page, "rest@anderswo.example")
    page.get_by_role("button", name="Einladung senden").click()
    expect(said(page)).to_contain_text("Verbindung fehlt")
    expect(name_field(page)).to_have_value(f"{CANARY} mit Rest")
    server.start()
    expect(said(page)).to_have_text(SAVED, timeout=30_000)
    other = browser_of("Kerstin")
    other.goto(FORM)
    expect(name_field(other)).to_have_value(f"{CANARY} mit Rest")
    found = [
        str(path)
        for path in server.one.data_folder.rglob("*")
        if path.is_file() and CANARY.encode() in path.read_bytes()
    ]
    assert found == [], "what was typed lies nowhere in the clear"

    # Killed between saving and sending: the next browser goes on where it was.
    server.kill()
    server.start()
    last = browser_of("Kerstin")
    last.goto(FORM)
    expect(name_field(last)).to_have_value(f"{CANARY} mit Rest")
    expect(last.locator("[name=email]")).to_have_value("rest@anderswo.example")
    last.get_by_role("button", name="Einladung senden").click()
    expect(last.locator("h1")).to_have_text("Zugänge")
    expect(last.locator(".rows .row", has_text=CANARY)).to_have_count(1)

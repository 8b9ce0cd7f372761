"""Monday's work from "Heute" alone, by keyboard: nothing is clicked, nothing stays overdue."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.casework_steps import in_days
from tests.journeys.conftest import OpenWindow
from tests.screens.faults import barriers
from tests.servers import product as products
from tests.servers.browser import scrolls_sideways
from tests.servers.fixtures import server_address
from tests.servers.people import email_of
from tests.servers.product import Installation

pytestmark = pytest.mark.journey

MOST_STOPS = 120
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def product() -> Iterator[Installation]:
    """A demo Land of its own: the day is worked off, and others find theirs as it was."""
    with products.demo(server_address()) as running:
        yield running


def press_until(page: Page, key: str, wanted: Locator) -> None:
    """Press a key until something has the focus, as somebody does who sees where it is."""
    for _ in range(MOST_STOPS):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{wanted} is not reached with {key}")


def to(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def overdue(page: Page) -> Locator:
    return page.locator("section[aria-labelledby=gruppe-overdue]")


def sign_in(page: Page) -> None:
    page.goto("/konto/anmelden/")
    amira = page.locator(f"button[name=email][value='{email_of('Amira')}']")
    press_until(page, "Tab", amira)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Heute")


def look_at_the_keys(page: Page) -> None:
    """ "?" lists them; Escape leads back to where one was."""
    page.keyboard.press("?")
    sheet = page.locator("dialog.keys")
    expect(sheet).to_be_visible()
    for words in ("Heute", "Fälle", "Kalender", "Notiz"):
        expect(sheet.locator("dd", has_text=re.compile(f"^{words}$"))).to_be_visible()
    assert barriers(page) == []
    page.keyboard.press("Escape")
    expect(sheet).not_to_be_visible()


def do_the_task(page: Page) -> None:
    done = overdue(page).get_by_role("button", name=re.compile("^Erledigt.*Kita"))
    press_until(page, "j", done)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Heute")
    expect(overdue(page)).not_to_contain_text("Kita-Vergabe anrufen")


def end_the_steps(page: Page) -> None:
    """Steps of the plan that are overdue: each row leads to its step, which is then done."""
    rows = overdue(page).get_by_role("link", name=re.compile("^Stand eintragen"))
    for left in range(rows.count(), 0, -1):
        expect(rows).to_have_count(left)
        press_until(page, "j", rows.first)
        page.keyboard.press("Enter")
        page.wait_for_url("**#schritt-*")
        step = page.locator(f"[id='{page.url.split('#')[1]}']")
        more = step.locator("details:not([open]) > summary")
        if more.count():
            press_until(page, "Tab", more.first)
            page.keyboard.press("Enter")
        press_until(page, "Tab", step.locator("button[name=state][value=done]"))
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(step).to_contain_text("erledigt")
        to_the_day(page)


def to_the_day(page: Page) -> None:
    to(page, "g", "h")
    expect(page.locator("h1")).to_have_text("Heute")


def note_the_contact(page: Page) -> None:
    """The agreed contact that is over: its row leads to the note, and the note ends it."""
    write = overdue(page).get_by_role("link", name=re.compile("^Notiz schreiben.*Mehret"))
    press_until(page, "j", write)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Notiz")
    press_until(page, "Tab", page.locator("main [name=minutes]"))
    to(page, "Control+a")
    page.keyboard.type("20")
    press_until(page, "Tab", page.locator("main [name=text]"))
    page.keyboard.type("Nimmt sich noch eine Woche Zeit.")
    press_until(page, "Tab", page.get_by_role("button", name="Notiz sichern"))
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Nimmt sich noch eine Woche Zeit.")


def move_the_appointment(page: Page) -> None:
    """From the calendar, which two keys open, to three days later."""
    to(page, "g", "k")
    expect(page.locator("h1")).to_have_text("Kalender")
    opened = page.get_by_role("link", name=re.compile("^Öffnen.*Termin Oksana"))
    press_until(page, "j", opened)
    page.keyboard.press("Enter")
    press_until(page, "Tab", page.get_by_role("link", name="Verschieben"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Termin verschieben")
    day = page.locator("main [name=starts_at]")
    press_until(page, "Tab", day)
    # Day or month first is the browser's choice, so the value is given as a whole.
    day.fill(f"{in_days(3)}T10:30")
    press_until(page, "Tab", page.get_by_role("button", name="Termin verschieben"))
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Der Termin ist verschoben.")
    expect(page.locator("main")).to_contain_text("10:30")


def test_monday_is_worked_off_by_keyboard_from_the_page_of_the_day(window: OpenWindow) -> None:
    page = window()
    sign_in(page)
    look_at_the_keys(page)
    expect(overdue(page)).to_be_visible()
    do_the_task(page)
    end_the_steps(page)
    note_the_contact(page)
    # On the page of a case "n" leads into the note beside it, once the page is loaded.
    page.wait_for_load_state()
    page.keyboard.press("n")
    expect(page.locator("form[data-quick] textarea").first).to_be_focused()
    press_until(page, "Shift+Tab", page.locator("nav.rail a").first)
    to_the_day(page)
    move_the_appointment(page)
    to_the_day(page)
    expect(overdue(page)).to_have_count(0)
    assert barriers(page) == []


def test_a_row_is_done_on_a_telephone_with_keys_too(window: OpenWindow) -> None:
    page = window(**PHONE)
    sign_in(page)
    assert not scrolls_sideways(page)
    done = page.get_by_role("button", name=re.compile("^Erledigt.*Wohnungsgesellschaften"))
    press_until(page, "j", done)
    expect(done).to_be_in_viewport()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(done).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Heute")
    expect(page.locator("main")).not_to_contain_text("Wohnungsgesellschaften")
    assert not scrolls_sideways(page)


def test_keys_can_be_switched_off(window: OpenWindow) -> None:
    page = window("Amira")
    page.keyboard.press("?")
    page.get_by_label("Tastenkürzel verwenden").uncheck()
    page.get_by_role("button", name="Schließen").click()
    page.reload()
    for key in ("?", "n", "/", "j"):
        page.keyboard.press(key)
    expect(page.locator("dialog.keys")).not_to_be_visible()
    expect(page.locator("h1")).to_have_text("Heute")
    expect(page.locator("body")).to_be_focused()
    page.get_by_role("button", name="Tastenkürzel").click()
    page.get_by_label("Tastenkürzel verwenden").check()
    page.get_by_role("button", name="Schließen").click()
    to(page, "g", "f")
    expect(page.locator("h1")).to_have_text("Fälle")

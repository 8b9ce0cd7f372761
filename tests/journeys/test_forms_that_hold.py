"""Whatever happens in the middle of a form, what was typed is still there, and is done once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenWindow
from tests.journeys.keystrokes import FORM, SAVED, fill_in, name_field, said, type_name
from tests.journeys.test_real_installation import post
from tests.screens.faults import barriers, shape_faults
from tests.servers.browser import Watch
from tests.servers.people import email_of
from tests.servers.product import Installation

pytestmark = pytest.mark.journey


def test_without_its_cookie_a_form_loses_nothing_and_goes_on_in_another_browser(
    window: OpenWindow, watch: Watch
) -> None:
    watch.expect(403)  # without any cookie nothing is believed
    page = window("Kerstin")
    page.goto(FORM)
    type_name(page, "Xaver")
    expect(said(page)).to_have_text(SAVED)
    assert barriers(page) == []
    page.context.clear_cookies()
    name_field(page).press_sequentially(" Anton")
    expect(said(page)).to_contain_text("Ihre Anmeldung ist abgelaufen")
    assert barriers(page) + shape_faults(page) == []

    other = window("Kerstin")
    other.goto(FORM)
    expect(name_field(other)).to_have_value("Xaver")

    # Whoever signs in again in a new window goes on in the old one, which saves the rest.
    with page.expect_popup() as opened:
        page.get_by_role("link", name="In einem neuen Fenster anmelden").click()
    again = opened.value
    with again.expect_navigation():
        again.locator(f"button[name=email][value='{email_of('Kerstin')}']").click()
    again.close()
    # Without a screen the browser does not tell the page that it has the focus again.
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(name_field(page)).to_have_value("Xaver Anton")
    expect(said(page)).to_have_text(SAVED)
    other.reload()
    expect(name_field(other)).to_have_value("Xaver Anton")
    fill_in(page, "xaver@anderswo.example")
    page.get_by_role("button", name="Einladung senden").click()
    expect(page.locator("h1")).to_have_text("Zugänge")
    other.goto(FORM)
    expect(name_field(other)).to_have_value("")


def test_a_form_sent_without_its_session_is_there_after_signing_in(window: OpenWindow) -> None:
    page = window("Kerstin", java_script_enabled=False)
    page.goto(FORM)
    name_field(page).fill("Yvonne")
    page.get_by_role("button", name="Zwischenspeichern").click()
    expect(name_field(page)).to_have_value("Yvonne")
    fill_in(page, "yvonne@anderswo.example")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Einladung senden").click()
    expect(page.locator("h1")).to_have_text("Anmelden")
    page.locator(f"button[name=email][value='{email_of('Kerstin')}']").click()
    page.goto(FORM)
    expect(name_field(page)).to_have_value("Yvonne")
    page.get_by_role("button", name="Entwurf verwerfen").click()
    expect(name_field(page)).to_have_value("")


def test_without_a_script_a_button_keeps_the_text_and_enter_still_sends(window: OpenWindow) -> None:
    page = window("Kerstin", java_script_enabled=False)
    page.goto(FORM)
    name_field(page).fill("Zoe")
    page.locator("[name=email]").fill("halb getippt")
    page.get_by_role("button", name="Zwischenspeichern").click()
    expect(said(page)).to_have_text(SAVED)
    expect(name_field(page)).to_have_value("Zoe")
    expect(page.locator("[name=email]")).to_have_value("halb getippt")
    assert shape_faults(page) == []
    fill_in(page, "zoe@anderswo.example")
    page.locator("[name=family_name]").press("Enter")
    expect(page.locator("h1")).to_have_text("Zugänge")
    expect(page.locator(".rows")).to_contain_text("Zoe Neu")


def test_a_double_click_right_after_typing_is_one_row(window: OpenWindow) -> None:
    page = window("Kerstin")
    page.goto(FORM)
    type_name(page, "Wanda")
    fill_in(page, "wanda@anderswo.example")
    page.get_by_role("button", name="Einladung senden").dblclick()
    expect(page.locator("h1")).to_have_text("Zugänge")
    expect(page.locator(".rows .row", has_text="Wanda Neu")).to_have_count(1)


def test_saves_that_overtake_the_form_leave_no_draft_of_what_was_sent(
    product: Installation, window: OpenWindow
) -> None:
    page = window("Kerstin")
    page.goto(FORM)
    fill_in(page, "valentin@anderswo.example")
    name_field(page).fill("Valentin")
    typed = dict(
        page.evaluate("[...new FormData(document.querySelector('form[data-keeps-draft]'))]")
    )
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    page.goto("about:blank")

    def send(path: str) -> int:
        return post(f"{product.address}{path}", typed, cookies)[0]

    paths = ["/entwurf/"] * 6 + [FORM, FORM] + ["/entwurf/"] * 6
    with ThreadPoolExecutor(len(paths)) as pool:
        statuses = list(pool.map(send, paths))
    assert set(statuses) <= {200, 302, 409}
    assert statuses[6:8] == [302, 302]
    page.goto(FORM)
    expect(name_field(page)).to_have_value("")


def test_a_note_about_a_case_survives_a_lost_session_sealed_with_the_key_of_the_case(
    window: OpenWindow,
) -> None:
    page = window("Amira")
    page.goto("/faelle/")
    # A key is heard once the page is loaded.
    with page.expect_navigation():
        page.locator("main a[href^='/faelle/0']").first.click()
    page.keyboard.press("n")
    page.locator("form[data-quick] [name=text]").press_sequentially("Sie hat Post bekommen und")
    expect(page.locator("form[data-quick] [data-draft-said]")).to_have_text(SAVED)
    page.context.clear_cookies(name="sessionid")
    page.goto("/faelle/")
    expect(page.locator("h1")).to_have_text("Anmelden")
    other = window("Amira", width=360, height=800)
    other.goto("/faelle/")
    other.locator("main a[href^='/faelle/0']").first.click()
    expect(other.locator("[name=text]")).to_have_value("Sie hat Post bekommen und")

"""Signing in: password and second factor, each way there is, and what happens when it is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenWindow
from tests.journeys.steps import (
    confirm_if_asked,
    give_code,
    give_password,
    is_in,
    set_up_app,
    sign_out,
)
from tests.servers.browser import Watch
from tests.servers.people import (
    NAMES,
    WITHOUT_MEMBERSHIP,
    code_of,
    email_of,
    wrong_code,
)

pytestmark = pytest.mark.journey


def test_password_then_an_app_is_set_up_and_asked_for_from_then_on(window: OpenWindow) -> None:
    page = window()
    secret, codes = set_up_app(page, "Amira")
    assert len(codes) == len(set(codes)) == 10
    page.get_by_role("link", name="Fertig").click()
    page.get_by_role("link", name="Weiter zur Arbeit").click()
    is_in(page)
    sign_out(page)
    give_password(page, "Amira")
    give_code(page, code_of(secret))
    is_in(page)


def test_who_has_just_given_the_password_is_not_asked_for_it_again(window: OpenWindow) -> None:
    page = window()
    give_password(page, "Ingo")
    page.get_by_role("link", name="App einrichten").click()
    expect(page.locator("h1")).to_have_text("App einrichten")


def test_nothing_opens_between_the_password_and_the_second_factor(window: OpenWindow) -> None:
    page = window()
    give_password(page, "Heidi")
    for address in ("/", "/foerderung/planungsrahmen/"):
        page.goto(address)
        expect(page.locator("h1")).to_have_text("Sicherheit und zweiter Faktor")


def test_a_recovery_code_opens_the_account_once(window: OpenWindow) -> None:
    page = window()
    _secret, codes = set_up_app(page, "Deniz")
    sign_out(page)
    give_password(page, "Deniz")
    give_code(page, codes[0])
    is_in(page)
    sign_out(page)
    give_password(page, "Deniz")
    give_code(page, codes[0])
    expect(page.locator("h1")).to_have_text("Zweiter Faktor")
    expect(page.locator(".kern-error:visible")).to_contain_text("Code")
    give_code(page, codes[1])
    is_in(page)


def test_a_passkey_is_set_up_and_opens_the_account(window: OpenWindow) -> None:
    page = window()
    plug_in_passkey_device(page)
    give_password(page, "Eva")
    page.get_by_role("link", name="Passkey einrichten").click()
    confirm_if_asked(page)
    page.locator("[name=name]").fill("Dienstrechner")
    page.get_by_role("button", name="Passkey einrichten").click()
    expect(page.locator("h1")).to_have_text("Wiederherstellungscodes")
    sign_out(page)
    give_password(page, "Eva")
    page.get_by_role("button", name="Passkey verwenden").click()
    is_in(page)
    page.goto("/konto/zweiter-faktor/passkeys/")
    expect(page.locator(".row__what strong")).to_have_text("Dienstrechner")


def test_a_passkey_that_is_not_there_is_said_in_words(window: OpenWindow) -> None:
    page = window()
    device = plug_in_passkey_device(page)
    give_password(page, "Gesa")
    page.get_by_role("link", name="Passkey einrichten").click()
    confirm_if_asked(page)
    page.locator("[name=name]").fill("Schlüssel")
    page.get_by_role("button", name="Passkey einrichten").click()
    expect(page.locator("h1")).to_have_text("Wiederherstellungscodes")
    sign_out(page)
    device()
    plug_in_passkey_device(page)
    give_password(page, "Gesa")
    page.get_by_role("button", name="Passkey verwenden").click()
    expect(page.get_by_role("alert")).to_contain_text("nicht angenommen")


def test_a_wrong_password_says_so_and_keeps_the_address(window: OpenWindow, script: bool) -> None:
    page = window(java_script_enabled=script)
    give_password(page, "Frank", "falsch-geraten-1")
    expect(page.locator("body")).to_contain_text("E-Mail-Adresse oder Passwort stimmen nicht")
    expect(page.locator("[name=login]")).to_have_value(email_of("Frank"))
    expect(page.locator("[name=password]")).to_have_value("")


def test_a_wrong_code_says_what_to_do(window: OpenWindow) -> None:
    page = window(java_script_enabled=False)
    secret, _codes = set_up_app(page, "Frank")
    sign_out(page)
    give_password(page, "Frank")
    give_code(page, wrong_code(secret))
    expect(page.locator(".kern-error:visible")).to_contain_text("aktuellen Code")
    # Half a minute later the app shows another code, and the wrong one is forgotten.
    give_code(page, code_of(secret))
    is_in(page)


def test_a_code_does_not_open_the_account_twice(window: OpenWindow) -> None:
    page = window()
    secret, _codes = set_up_app(page, "Clara")
    sign_out(page)
    give_password(page, "Clara")
    code = code_of(secret)
    give_code(page, code)
    is_in(page)
    sign_out(page)
    give_password(page, "Clara")
    give_code(page, code)
    expect(page.locator(".kern-error:visible")).to_contain_text("Code")


@pytest.mark.parametrize("name", [name for name in NAMES if name != WITHOUT_MEMBERSHIP])
def test_one_click_signs_a_member_of_the_cast_in(window: OpenWindow, name: str) -> None:
    page = window()
    page.goto("/konto/anmelden/")
    page.get_by_role("button", name=re.compile(f"^{name} ")).click()
    is_in(page)
    expect(page.locator(".menu__name")).to_contain_text(name)
    expect(page.locator(".bar__who strong")).not_to_be_empty()


def test_without_a_membership_one_is_told_whom_to_ask(window: OpenWindow, watch: Watch) -> None:
    watch.expect(403)
    page = window(WITHOUT_MEMBERSHIP)
    expect(page.locator("h1")).to_have_text("Keine Mitgliedschaft")
    page.get_by_role("link", name="offenen Seiten").click()
    expect(page.locator("h1")).to_have_text("Baden-Württemberg")


def test_who_is_not_signed_in_comes_back_to_the_page_after_signing_in(window: OpenWindow) -> None:
    page = window()
    page.goto("/foerderung/planungsrahmen/")
    expect(page.locator("h1")).to_have_text("Anmelden")
    assert "next=" in page.url


def plug_in_passkey_device(page: Page) -> Callable[[], object]:
    """A device of the browser's own that keeps passkeys; gives the way to pull it out again."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    which = {"authenticatorId": added["authenticatorId"]}
    return lambda: session.send("WebAuthn.removeVirtualAuthenticator", which)

"""Amira's way with a person from the announcement to the first note, on the phone and the desk."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import casework_steps as steps
from tests.journeys.conftest import OpenWindow
from tests.journeys.steps import plain
from tests.servers.browser import scrolls_sideways

pytestmark = pytest.mark.journey

PHONE = {"width": 360, "height": 740}
CASE = re.compile(r"/faelle/[0-9a-f-]{36}/$")
CONFIDED = "Hat Angst, nachts allein zu sein."


def take_up(page: Page, family_name: str) -> str:
    """From the page of the day to the new case; its address."""
    page.locator("nav.rail").get_by_role("link", name="Fälle").click()
    page.get_by_role("link", name="Person aufnehmen").click()
    page.get_by_label("Angekündigt von").fill("Landratsamt, vorläufige Unterbringung")
    page.get_by_label("Vorname").fill("Leyla")
    page.get_by_label("Familienname").fill(family_name)
    page.locator("main [name=language]").select_option("kmr")
    page.get_by_label("nötig", exact=True).check()
    page.get_by_label("Eingezogen am").fill("2026-01-15")
    steps.take_up(page)
    page.wait_for_url(CASE)
    return page.url


def save(page: Page, words: str) -> None:
    """Send the form and be back at the case, which does not stick out of the window."""
    page.get_by_role("button", name=words).click()
    page.wait_for_url(CASE)
    assert not scrolls_sideways(page)


def try_twice(page: Page) -> None:
    for way, remark in (("Anruf", "Mailbox."), ("Brief", "Termin vorgeschlagen.")):
        page.get_by_role("link", name="Kontaktversuch notieren").click()
        page.get_by_label(way).check()
        page.get_by_label("Bemerkung").fill(remark)
        save(page, "Versuch sichern")
    expect(page.locator("main")).to_contain_text("2 Versuche bisher")


def meet(page: Page) -> None:
    """The first contact, with the interpreter that the announcement spoke of."""
    page.get_by_role("link", name="Erstkontakt notieren").click()
    expect(page.locator("[name=interpreting]")).to_have_value("professional")
    expect(page.locator("main [name=language]")).to_have_value("kmr")
    expect(page.get_by_label("Das ist der Erstkontakt.")).to_be_checked()
    page.locator("[name=text]").fill("Kennengelernt. Sucht einen Sprachkurs.")
    save(page, "Notiz sichern")


def offer_and_accept(page: Page) -> None:
    """Acceptance needs the notice on data protection; the form says so and keeps the answer."""
    page.get_by_role("link", name="Unterstützung anbieten").click()
    save(page, "Angebot festhalten")
    page.get_by_role("link", name="Antwort festhalten").click()
    page.get_by_label("angenommen").check()
    page.get_by_role("button", name="Antwort sichern").click()
    expect(page.locator(".faults")).to_contain_text("Ohne diesen Hinweis")
    expect(page.get_by_label("angenommen")).to_be_checked()
    answered_on = page.locator("[name=answered_on]").input_value()
    page.locator("[name=informed_on]").fill(answered_on)
    save(page, "Antwort sichern")
    expect(page.locator(".case-head")).to_contain_text("in Begleitung")


def confide(page: Page) -> None:
    page.get_by_role("link", name="Notiz schreiben").click()
    page.get_by_label("Besuch").check()
    page.locator("[name=text]").fill("Wohnung angesehen.")
    page.get_by_label("Anvertrauter Text").fill(CONFIDED)
    save(page, "Notiz sichern")


def test_amira_takes_up_a_person_and_accompanies_her(window: OpenWindow, script: bool) -> None:
    page = window("Amira", **PHONE, java_script_enabled=script)
    name = f"Probe{uuid4().hex[:6]}"
    take_up(page, name)
    expect(page.locator("h1")).to_have_text(f"Leyla {name}")
    expect(page.locator(".case-head")).to_contain_text("Kurmandschi")
    try_twice(page)
    meet(page)
    offer_and_accept(page)
    confide(page)
    page.locator(".tabs").get_by_role("link", name="Verlauf").click()
    expect(page.locator(".log__row")).to_have_count(6)
    expect(page.locator("main")).to_contain_text("Wohnung angesehen.")
    expect(page.locator("main")).not_to_contain_text(CONFIDED)
    page.locator(".log").get_by_role("link", name="Öffnen").click()
    expect(page.locator("main")).to_contain_text(CONFIDED)
    page.get_by_role("link", name="Zurück zum Fall").click()
    page.locator(".case-head summary").click()
    page.get_by_role("link", name="Wer hat hineingesehen").click()
    expect(page.locator(".looks")).to_contain_text("anvertrauten Text geöffnet")


def test_the_note_beside_the_case_is_saved_with_ctrl_and_enter(window: OpenWindow) -> None:
    page = window("Amira")
    take_up(page, f"Probe{uuid4().hex[:6]}")
    note = page.locator(".quick [name=text]")
    page.locator(".quick").get_by_role("link", name="Notiz schreiben").click()
    expect(note).to_be_focused()
    note.fill("Ruft morgen wieder an.")
    with page.expect_navigation():
        note.press("Control+Enter")
    expect(page.locator(".message--success")).to_contain_text("Die Notiz ist gesichert.")
    expect(page.locator(".log")).to_contain_text("Ruft morgen wieder an.")
    page.keyboard.press("n")
    expect(note).to_be_focused()
    expect(note).to_have_value("")


def test_how_long_she_may_be_accompanied_is_said_while_typing(window: OpenWindow) -> None:
    page = window("Amira")
    page.goto("/faelle/neu/")
    page.get_by_label("Eingezogen am").fill("2026-01-15")
    page.get_by_label("Eingezogen am").blur()
    said = page.locator("#begleitung")
    expect(said).to_contain_text("14. Januar 2029")
    assert "Quelle" in plain(said.inner_text())


def test_a_fault_is_focused_and_what_was_typed_stays(window: OpenWindow, script: bool) -> None:
    page = window("Amira", **PHONE, java_script_enabled=script)
    page.goto("/faelle/neu/")
    page.get_by_label("Vorname").fill("ليلى")
    page.get_by_role("button", name="Person aufnehmen").click()
    expect(page.locator(".faults")).to_be_focused()
    page.locator(".faults").get_by_role("link", name="Familienname").click()
    expect(page).to_have_url(re.compile("#id_family_name$"))
    expect(page.get_by_label("Vorname")).to_have_value("ليلى")
    assert not scrolls_sideways(page)

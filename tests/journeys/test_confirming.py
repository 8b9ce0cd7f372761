"""Two persons of the Land stand for a value that no source gave; everybody can read it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenWindow

pytestmark = pytest.mark.journey
RULES = "/foerderung/regeln/"


def test_two_persons_confirm_a_value(window: OpenWindow, script: bool) -> None:
    key, typed = ("interim_proof", "true") if script else ("report_interval", "yearly")
    heidi = window("Heidi", java_script_enabled=script)
    address = f"{RULES}bestaetigen/?fassung=2025-01-01&wert={key}"
    propose(heidi, address, typed)
    heidi.goto(address)
    expect(heidi.locator("main")).to_contain_text("bestätigen muss ihn jemand anderes")
    expect(heidi.get_by_role("button", name="Bestätigen", exact=True)).to_have_count(0)
    lukas = window("Lukas", java_script_enabled=script)
    decide(lukas, address, "Ablehnen")
    expect(lukas.get_by_role("alert")).to_contain_text("Es fehlt der Grund der Ablehnung.")
    decide(lukas, address, "Bestätigen")
    expect(lukas.locator("main")).to_contain_text("Der Wert ist bestätigt")
    visitor = window(java_script_enabled=script)
    visitor.goto(RULES)
    source = visitor.locator("details.source", has_text="VwV vom 1. Februar 2025").last
    source.locator("summary").click()
    expect(source).to_contain_text("von zwei Personen")
    expect(visitor.locator("main")).not_to_contain_text("Heidi")


def propose(page: Page, address: str, typed: str) -> None:
    page.goto(address)
    page.locator("[name=value]").select_option(typed)
    page.locator("[name=source_title]").fill("VwV vom 1. Februar 2025")
    page.locator("[name=source_place]").fill("GABl. 2025 S. 12, Nr. 6")
    with page.expect_navigation():
        page.get_by_role("button", name="Vorschlagen").click()
    expect(page.locator("main")).to_contain_text("Der Wert ist vorgeschlagen")


def decide(page: Page, address: str, deed: str) -> None:
    page.goto(address)
    with page.expect_navigation():
        page.get_by_role("button", name=deed, exact=True).click()

"""One person's way: announced, reached, asked, accompanied, agreed, gone on with. On a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import casework_steps as steps
from tests.journeys.conftest import OpenWindow

pytestmark = pytest.mark.journey
CONFIDED = "Hat Angst vor dem Nachbarn."


def test_from_the_announcement_to_the_second_version_of_the_plan(
    window: OpenWindow, script: bool
) -> None:
    page = window("Amira", width=360, height=800, java_script_enabled=script)
    newcomer = steps.Newcomer(family_name="Mitschrift" if script else "Ohneschrift")
    case = steps.from_announcement_to_acceptance(page, newcomer, CONFIDED)
    steps.from_first_domain_to_agreement(page)
    digest = re.search(r"[0-9a-f]{8}", page.locator("main").inner_text())
    assert digest, "the checksum stands on the page of the agreed version"
    plan = page.url
    answer = page.request.get(page.locator("main a[href$='druck.pdf']").first.get_attribute("href"))
    assert answer.body().startswith(b"%PDF")

    # What is agreed stays; the next version starts as its copy.
    page.get_by_role("button", name="Plan fortschreiben").click()
    expect(page.locator("main")).to_contain_text("Fassung 2")
    expect(page.locator("main")).to_contain_text("Ich bestehe die Prüfung A2.")
    page.goto(plan)
    expect(page.locator("main")).to_contain_text("vereinbart")
    assert page.locator("main a[href$='/vereinbaren/']").count() == 0

    # Who looked stands on a page of the case, and what was confided on none but its own.
    page.goto(case)
    assert CONFIDED not in page.content()
    page.goto(f"{case.split('?')[0]}einsicht/")
    expect(page.locator("main")).to_contain_text("Amira Benkert")


def test_refused_and_back_again(window: OpenWindow) -> None:
    page = window("Amira")
    steps.register(page, steps.Newcomer("Omar", "Späterja", "ar"))
    case = page.url
    steps.offer_support(page)
    page.goto(case)
    steps.answer(page, accepted=False)
    page.goto(case)
    expect(page.locator("main")).to_contain_text("Angebot abgelehnt")
    steps.offer_support(page)
    page.goto(case)
    steps.answer(page, accepted=True)
    page.goto(case)
    expect(page.locator("main")).to_contain_text("in Begleitung")


def test_nobody_else_finds_the_person(window: OpenWindow) -> None:
    page = window("Amira")
    steps.register(page, steps.Newcomer("Lina", "Nurfüramira"))
    path = "/faelle/" + page.url.split("/faelle/")[1]
    for name in ("Bernd", "Clara", "Deniz", "Heidi"):
        other = window(name)
        found = other.request.get(path)
        assert found.status in (403, 404)
        assert "Nurfüramira" not in found.text()
        hits = other.request.get("/suche/?q=Nurfüramira").text()
        assert not re.findall(r"<a[^>]*>[^<]*Nurfüramira", hits)

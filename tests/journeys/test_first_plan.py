"""A first plan in one talk: few inputs, nothing lost, and the plan is shown to its person."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import casework_steps as steps
from tests.journeys.conftest import OpenWindow
from tests.journeys.inputs import Hand

pytestmark = pytest.mark.journey
MOST_INPUTS = 8
WISH = "Ich möchte mit allen reden können."
B1 = "Ich bestehe die Deutschprüfung B1."


def accepted(page: Page, family_name: str) -> str:
    """Somebody who accepted support and has no plan; the window shows the page of the case."""
    steps.register(page, steps.Newcomer(family_name=family_name))
    case = page.url
    steps.offer_support(page)
    page.goto(case)
    steps.answer(page, accepted=True)
    page.goto(case)
    return case


def test_a_usable_first_plan_takes_at_most_eight_inputs(window: OpenWindow, script: bool) -> None:
    page = window("Amira", java_script_enabled=script)
    accepted(page, "Rosenbaum" if script else "Kirchweger")

    hand = Hand(page)
    hand.press("Plan beginnen")
    hand.follow("Sprache")
    hand.choose("need", "3")
    hand.choose("resource", "2")
    hand.fill("wish", WISH)
    hand.press(B1)
    expect(page.locator("main [name=wording]")).to_have_value(B1)
    hand.press("Plan sichern")
    steps.heading(page, "Einschätzung und Plan")
    expect(page.locator(".plan__foot")).to_contain_text("Alles da, was eine Vereinbarung braucht")
    assert hand.inputs <= MOST_INPUTS

    # One domain, one goal that can be measured, one step, both sides, a day to look again.
    row = re.sub(r"\s+", " ", page.locator("#bereich-language").inner_text())
    assert WISH in row and B1 in row and "Erreicht, wenn: Das Zertifikat B1 liegt vor" in row
    assert re.search(r"bis \d\d\.\d\d\.\d{4}", row)
    expect(page.locator(".step")).to_have_count(1)
    expect(page.locator(".step")).to_contain_text("Zum Kurs B1 anmelden")
    expect(page.locator(".plan__aside")).to_contain_text("Ich komme zu den vereinbarten Terminen")
    page.get_by_role("link", name="Plan vereinbaren").click()
    expect(page.get_by_role("button", name="Vereinbaren und einfrieren")).to_be_visible()


def test_typing_finds_a_goal_and_ones_own_words_stay(window: OpenWindow) -> None:
    page = window("Amira")
    accepted(page, "Olivenhain")
    hand = Hand(page)
    hand.press("Plan beginnen")
    hand.follow("Sprache")
    hand.fill("wording", "prüfung")
    expect(page.locator(".suggestions li:visible")).to_have_count(3)
    hand.fill("wording", "Ich lese meinen Kindern deutsche Bücher vor.")
    expect(page.locator(".suggestions li:visible")).to_have_count(0)
    expect(page.locator(".suggestions")).to_contain_text("Ihre eigenen Worte zählen.")
    hand.fill("wording", "b1")
    hand.fill("text", "Beim Sprachcafé vorbeigehen")
    hand.press(B1)
    expect(page.locator("main [name=wording]")).to_have_value(B1)
    expect(page.locator("main [name=text]")).to_have_value("Beim Sprachcafé vorbeigehen")
    expect(page.locator(".suggestions .message")).to_contain_text("Zum Kurs B1 anmelden")


def test_the_plan_is_shown_to_its_person_and_nothing_else(window: OpenWindow, script: bool) -> None:
    page = window("Amira", java_script_enabled=script)
    case = accepted(page, "Windmann" if script else "Fuchsberger")
    steps.begin_plan(page)
    steps.discuss(page, "language", need=3, resource=4, wish=WISH)
    steps.discuss(page, "safety", need=4, resource=1, wish="Niemand soll es wissen.")
    page.goto(case)
    steps.show_part(page, "Plan")
    page.get_by_role("link", name="Mit der Person ansehen").click()

    shown = page.locator("body")
    expect(shown).to_contain_text(WISH)
    expect(shown).to_contain_text("Бажання")
    expect(shown).to_contain_text("ungeprüft")
    for hidden in ("Niemand soll es wissen.", "Schutz", "Landratsamt", "Fälle", "Suchen"):
        expect(shown).not_to_contain_text(hidden)
    assert page.locator("input, nav a[href^='/']").count() == 0
    page.get_by_role("link", name="العربية").click()
    expect(page.locator(".shown [dir=rtl]").first).to_have_text("خطة الاندماج")
    page.get_by_role("link", name="Zeigen beenden").click()
    steps.heading(page, "Einschätzung und Plan")

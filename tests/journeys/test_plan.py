"""The plan of one person: discussed, agreed on paper or orally, carried on. On a desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import casework_steps as steps
from tests.journeys.conftest import OpenWindow

pytestmark = pytest.mark.journey
WISH = "Ich möchte wieder als Buchhalterin arbeiten."
GOAL = "Ich arbeite wieder als Buchhalterin."


def person_with_a_plan(page: Page, family_name: str) -> None:
    """Registered, offered support, accepted; the plan is begun."""
    steps.register(page, steps.Newcomer(family_name=family_name))
    case = page.url
    steps.offer_support(page)
    page.goto(case)
    steps.answer(page, accepted=True)
    page.goto(case)
    steps.begin_plan(page)


def complete(page: Page) -> None:
    """A domain with goal and step, and the contributions."""
    steps.discuss(page, "work", need=3, resource=4, wish=WISH)
    steps.add_goal(page, "work", GOAL, "Der Vertrag ist unterschrieben")
    steps.add_measure(page, "work", "Zeugnisse übersetzen lassen")
    steps.contribute(page, "Ich komme zu den Terminen.", "Wir fragen beim Jobcenter nach.")


def row(page: Page, domain: str) -> str:
    return re.sub(r"\s+", " ", page.locator(f"#bereich-{domain}").inner_text())


def see_what_is_missing(page: Page) -> None:
    """It stands on the page on which one would agree, and nothing can be agreed there."""
    page.get_by_role("link", name="Plan vereinbaren").click()
    expect(page.locator("main")).to_contain_text("Es fehlt mindestens ein Ziel.")
    assert page.get_by_role("button", name="Vereinbaren und einfrieren").count() == 0
    page.get_by_role("link", name="Zurück zum Plan").click()


def test_a_plan_is_agreed_on_paper_and_carried_on(window: OpenWindow, script: bool) -> None:
    page = window("Amira", java_script_enabled=script)
    person_with_a_plan(page, "Papierplan" if script else "Stiftplan")
    assert "nicht besprochen" in row(page, "work")

    see_what_is_missing(page)

    steps.discuss(page, "health", need=0, resource=3, wish="")
    assert "keiner" in row(page, "health")
    complete(page)
    assert page.url.endswith("/"), "contributions lead back to the plan"
    steps.open_domain(page, "work")
    assert WISH in row(page, "work") and GOAL in row(page, "work")
    expect(page.locator(".plan__foot")).to_contain_text("Alles da")

    steps.agree(page, "paper")
    expect(page.locator("main")).to_contain_text("auf Papier unterschrieben, Rathaus")
    agreed = page.url
    printed = str(page.locator("main a[href$='druck.pdf']").first.get_attribute("href"))
    first, second = page.request.get(printed), page.request.get(printed)
    assert first.body() == second.body()
    assert first.body().startswith(b"%PDF")

    # How it goes on is noted, the wording stays.
    step = page.locator(".step").first
    step.locator("summary").click()
    with page.expect_navigation():
        step.get_by_role("button", name="erledigt").click()
    expect(page.locator(".step").first).to_contain_text("erledigt")
    assert page.get_by_role("link", name="Ändern").count() == 0

    page.get_by_role("button", name="Plan fortschreiben").click()
    expect(page.locator("main")).to_contain_text("Fassung 2, Entwurf")
    steps.open_domain(page, "work")
    assert GOAL in row(page, "work")
    assert "Zeugnisse übersetzen lassen" not in row(page, "work"), "what is done stays behind"
    steps.add_measure(page, "work", "Bewerbung schreiben")
    expect(page.locator(".step", has_text="Bewerbung schreiben")).to_contain_text("neu")
    page.get_by_role("link", name="Fassung 1", exact=True).click()
    expect(page).to_have_url(agreed)


def test_agreed_orally_the_plan_says_why(window: OpenWindow, script: bool) -> None:
    page = window("Amira", java_script_enabled=script)
    person_with_a_plan(page, "Wortplan" if script else "Stimmplan")
    complete(page)
    page.get_by_role("link", name="Plan vereinbaren").click()
    steps.choose(page, "how", "oral")
    page.locator("main [name=place]").fill("Unterkunft")
    page.get_by_role("button", name="Vereinbaren und einfrieren").click()
    expect(page.locator(".faults")).to_contain_text("Bitte nennen Sie den Grund.")
    page.locator("main [name=reason]").fill("Die Hand ist verbunden.")
    page.get_by_role("button", name="Vereinbaren und einfrieren").click()
    expect(page.locator("main")).to_contain_text("mündlich vereinbart, Unterkunft")
    expect(page.locator("main")).to_contain_text("Die Hand ist verbunden.")


def test_focus_stays_at_the_domain_that_was_saved(window: OpenWindow) -> None:
    page = window("Amira")
    person_with_a_plan(page, "Fokusplan")
    steps.discuss(page, "mobility", need=1, resource=2, wish="")
    expect(page.locator("#bereich-mobility")).to_be_focused()
    expect(page.locator("#bereich-mobility details")).to_have_attribute("open", "")

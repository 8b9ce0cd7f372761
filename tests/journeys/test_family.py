"""A family with an interpreter: from the announcement to the plan that both adults agreed to."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.documents.made_scans import jpeg_file
from tests.journeys import casework_steps as steps
from tests.journeys.conftest import OpenWindow
from tests.journeys.inputs import Hand
from tests.servers.browser import scrolls_sideways

pytestmark = pytest.mark.journey
MOST_INPUTS = 8
WISH = "Wir möchten mit der Schule selbst sprechen."
HIS_WISH = "Ich möchte wieder als Schreiner arbeiten."
B1 = "Ich bestehe die Deutschprüfung B1."
SPOKEN = "Ukrainisch, Frau Sanders, beruflich"
PARTNER = {"given_name": "Andrij", "birth_on": "1988-09-17", "role": "partner"}
CHILD = {"given_name": "Sofia", "birth_on": "2017-05-11", "role": "child"}


def go(page: Page, button: str) -> None:
    """Press what sends a form, and be on the page that follows."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=button).first.click()


def belongs(page: Page, family_name: str, one: dict[str, str]) -> None:
    """One more person of the household, with the interpreter that they need."""
    steps.show_part(page, "Menschen")
    page.get_by_role("link", name="Mensch hinzufügen").click()
    page.locator("main [name=given_name]").fill(one["given_name"])
    page.locator("main [name=family_name]").fill(family_name)
    page.locator("main [name=birth_on]").fill(one["birth_on"])
    page.locator("main [name=language]").select_option("uk")
    steps.choose(page, "interpreter", "needed")
    steps.choose(page, "household_role", one["role"])
    steps.choose(page, "source", "said")
    go(page, "Mensch hinzufügen")
    expect(page.locator("main")).to_contain_text(one["given_name"])


def announced_and_met(page: Page, family_name: str) -> str:
    """Two adults and a child, met with the interpreter of the announcement; support accepted."""
    steps.register(page, steps.Newcomer(family_name=family_name, interpreter="needed"))
    case = page.url
    for one in (PARTNER, CHILD):
        belongs(page, family_name, one)
        page.goto(case)
    page.get_by_role("link", name="Erstkontakt notieren").first.click()
    expect(page.locator("main [name=interpreting]")).to_have_value("professional")
    expect(page.locator("main [name=language]")).to_have_value("uk")
    page.locator("main [name=text]").fill("Kennengelernt, Frau Sanders hat gedolmetscht.")
    go(page, "Notiz sichern")
    page.goto(case)
    steps.offer_support(page)
    page.goto(case)
    steps.answer(page, accepted=True)
    page.goto(case)
    return case


def plan_of_the_first_visit(page: Page) -> None:
    """A usable plan of the family within few inputs."""
    hand = Hand(page)
    tab = page.locator("main").get_by_role("link", name="Plan", exact=True)
    if tab.is_visible():
        hand.follow("Plan")
    hand.press("Plan für die Familie beginnen")
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
    assert not scrolls_sideways(page)
    expect(page.locator(".plan__covered")).to_contain_text("Sofia")


def answer_of(page: Page, name: str, words: str) -> None:
    """What one adult says to the plan; the radio button itself lies under its label."""
    asked = page.get_by_role("group", name=re.compile(f"^{name} "))
    asked.get_by_label(words, exact=True).check(force=True)


def agree_while_he_is_absent(page: Page) -> None:
    page.get_by_role("link", name="Plan vereinbaren").first.click()
    answer_of(page, "Nadia", "stimmt zu")
    answer_of(page, "Andrij", "war nicht dabei")
    steps.choose(page, "how", "paper")
    page.locator("main [name=place]").fill("Wohnung der Familie")
    page.locator("main [name=interpreting]").fill(SPOKEN)
    go(page, "Vereinbaren und einfrieren")
    expect(page.locator(".plan__agreed")).to_contain_text(SPOKEN)
    expect(page.locator(".plan__agreed")).to_contain_text("war nicht dabei")


def note_of_a_talk(page: Page, text: str) -> None:
    """A note with topic, goal, both adults and the interpreter."""
    page.goto(page.url.split("?")[0] + "kontakt/")
    expect(page.locator("main [name=interpreting]")).to_have_value("professional")
    page.locator("main [name=text]").fill(text)
    page.locator("main details.marks > summary").click()
    page.locator("main [name=topics][value=language]").check(force=True)
    page.locator("main [name=goals]").first.check(force=True)
    page.locator("main").get_by_label(re.compile("^Andrij ")).check(force=True)
    go(page, "Notiz sichern")
    steps.show_part(page, "Verlauf")
    expect(page.locator("main")).to_contain_text(text)


def he_declines(page: Page) -> None:
    """After all he does not agree: counselling goes on, and the next version waits for him."""
    page.get_by_role("link", name="Lehnt jetzt ab").click()
    steps.heading(page, "Andrij")
    go(page, "Ablehnung festhalten")
    agreed = page.locator(".plan__agreed")
    expect(agreed).to_contain_text("abgelehnt")
    expect(agreed).to_contain_text("Beraten wird trotzdem.")
    expect(agreed.get_by_role("link", name="Stimmt jetzt zu")).to_have_count(0)


def he_agrees(page: Page) -> None:
    page.get_by_role("link", name="Stimmt jetzt zu").click()
    steps.heading(page, "Andrij")
    steps.choose(page, "how", "paper")
    page.locator("main [name=place]").fill("Rathaus")
    page.locator("main [name=interpreting]").fill(SPOKEN)
    go(page, "Zustimmung festhalten")
    expect(page.locator(".plan__agreed")).not_to_contain_text("Nicht zugestimmt")


def he_is_rated(page: Page) -> None:
    """In the next version; what is saved while he is in view leads back to him."""
    go(page, "Plan fortschreiben")
    switch = page.locator(".adults")
    switch.get_by_role("link", name="Andrij").click()
    steps.discuss(page, "work", need=3, resource=4, wish=HIS_WISH)
    he_is_in_view(page)
    place = page.locator("#bereich-work")
    place.get_by_role("link", name="Ziel ergänzen").click()
    page.locator("main [name=wording]").fill("Ich arbeite als Schreiner.")
    page.locator("main [name=indicator]").fill("Der Vertrag ist unterschrieben")
    page.locator("main [name=target_on]").fill(steps.in_days(120))
    go(page, "Ziel sichern")
    he_is_in_view(page)
    place.get_by_role("link", name="Schritt ergänzen").click()
    page.locator("main [name=text]").fill("Zeugnis der Meisterschule übersetzen lassen")
    go(page, "Schritt sichern")
    he_is_in_view(page)


def he_is_in_view(page: Page) -> None:
    expect(page.locator(".adults [aria-current]")).to_contain_text("Andrij")
    expect(page.locator("#bereich-work")).to_contain_text(HIS_WISH)


def step_is_done(page: Page) -> None:
    step = page.locator(".step").first
    step.locator("summary").click()
    with page.expect_navigation():
        step.get_by_role("button", name="erledigt").click()
    expect(page.locator(".step").first).to_contain_text("erledigt")


def appointment_is_made(page: Page) -> None:
    steps.show_part(page, "Plan")
    page.locator(".plans__deeds").get_by_role("link", name="Termin").click()
    page.locator("main [name=place]").fill("Rathaus")
    page.locator("main [name=text]").fill("Gemeinsam auf den Plan sehen")
    page.locator("main [name=needs_interpreter]").check(force=True)
    go(page, "Termin eintragen")


def photo_is_attached(page: Page) -> None:
    page.get_by_role("link", name="Scan anhängen").click()
    steps.choose(page, "sheet", "agreement")
    photo = {"name": "blatt.jpg", "mimeType": "image/jpeg", "buffer": jpeg_file(3, 4)}
    page.locator("main [name=scan]").set_input_files(photo)
    go(page, "Anhängen")
    expect(page.locator(".plan__agreed")).to_contain_text("JPEG")
    expect(page.locator(".plan__agreed")).to_contain_text("Amira Benkert")


def what_changed_is_told(page: Page) -> None:
    """The next version says in sentences what differs from the one that was signed."""
    page.get_by_role("link", name="Fassung 2").first.click()
    changes = page.locator(".plan__changes")
    with page.expect_navigation():
        changes.get_by_role("link").click()
    expect(changes).to_contain_text("Neues Ziel: „Ich arbeite als Schreiner.“")
    expect(changes).to_contain_text("Neu besprochen: Arbeit")
    assert not scrolls_sideways(page)


def test_a_family_agrees_to_its_plan_one_after_the_other(window: OpenWindow, script: bool) -> None:
    width = 1280 if script else 360
    page = window("Amira", width=width, height=800, java_script_enabled=script)
    case = announced_and_met(page, "Hausmusik" if script else "Stubenmusik")
    plan_of_the_first_visit(page)
    agree_while_he_is_absent(page)
    plan = page.url

    page.goto(case)
    note_of_a_talk(page, "Andrij ist dabei und hat den Plan gelesen.")
    page.goto(plan)
    he_agrees(page)
    he_is_rated(page)

    page.goto(plan)
    step_is_done(page)
    page.goto(case)
    note_of_a_talk(page, "Die Anmeldung zum Kurs ist abgegeben.")
    page.goto(case)
    appointment_is_made(page)
    page.goto(case)
    steps.show_part(page, "Plan")
    expect(page.locator("main")).to_contain_text("Gemeinsam auf den Plan sehen")

    page.goto(plan)
    photo_is_attached(page)
    what_changed_is_told(page)


def test_whoever_was_absent_declines_and_is_counselled(window: OpenWindow, script: bool) -> None:
    width = 1280 if script else 360
    page = window("Amira", width=width, height=800, java_script_enabled=script)
    case = announced_and_met(page, "Kammermusik" if script else "Blasmusik")
    plan_of_the_first_visit(page)
    agree_while_he_is_absent(page)
    he_declines(page)
    assert not scrolls_sideways(page)
    page.goto(case)
    steps.show_part(page, "Verlauf")
    expect(page.locator("main")).to_contain_text("Plan abgelehnt, beraten wird trotzdem")

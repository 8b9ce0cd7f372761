"""The way of one person, step by step, as an integration manager goes it on the screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

# The page of a case, whichever part of it.
CASE = re.compile(r"/faelle/[0-9a-f-]{36}/(\?.*|#.*)?$")


@dataclass(frozen=True)
class Newcomer:
    """Somebody who was announced."""

    given_name: str = "Nadia"
    family_name: str = "Testperson"
    language: str = "uk"
    interpreter: str = ""

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


def in_days(days: int) -> str:
    """The day so many days from today, as a field takes it."""
    today = datetime.now(ZoneInfo("Europe/Berlin")).date()
    return (today + timedelta(days=days)).isoformat()


def choose(page: Page, name: str, value: str) -> None:
    """Choose one of several labelled steps; the radio button itself lies under its label."""
    page.locator(f"main [name={name}][value='{value}']").check(force=True)


def heading(page: Page, text: str) -> None:
    expect(page.locator("h1")).to_contain_text(text)


def register(page: Page, newcomer: Newcomer) -> None:
    """From the announcement to the page of the case."""
    page.goto("/faelle/")
    page.get_by_role("link", name="Person aufnehmen").click()
    page.locator("main [name=source_detail]").fill("Landratsamt, vorläufige Unterbringung")
    page.locator("main [name=given_name]").fill(newcomer.given_name)
    page.locator("main [name=family_name]").fill(newcomer.family_name)
    page.locator("main [name=birth_on]").fill("1990-02-03")
    page.locator("main [name=language]").select_option(newcomer.language)
    if newcomer.interpreter:
        choose(page, "interpreter", newcomer.interpreter)
    page.locator("main [name=telephone]").fill("06201 000 99")
    page.locator("main [name=moved_in_on]").fill(in_days(-40))
    take_up(page)
    heading(page, newcomer.name)


def take_up(page: Page) -> None:
    """Send the announcement, twice where somebody of another journey is alike."""
    page.get_by_role("button", name="Person aufnehmen").click()
    page.wait_for_load_state()
    anyway = page.get_by_role("button", name="Trotzdem aufnehmen")
    expect(anyway.or_(page.locator(".case-head")).first).to_be_visible()
    if anyway.count():
        anyway.click()


def note_attempt(page: Page, remark: str) -> None:
    page.locator("main").get_by_role("link", name="Kontaktversuch notieren").first.click()
    page.locator("main [name=remark]").fill(remark)
    page.get_by_role("button", name="Versuch sichern").click()
    page.wait_for_url(CASE)


def note_first_contact(page: Page, text: str, confided: str) -> None:
    page.get_by_role("link", name="Erstkontakt notieren").first.click()
    heading(page, "Erstkontakt")
    choose(page, "form", "visit")
    page.locator("main [name=minutes]").fill("50")
    page.locator("main [name=place]").fill("Unterkunft")
    page.locator("main [name=interpreting]").select_option("professional")
    page.locator("main [name=text]").fill(text)
    open_folded(page, "confided")
    page.locator("main [name=confided]").fill(confided)
    page.get_by_role("button", name="Notiz sichern").click()
    page.wait_for_url(CASE)


def open_folded(page: Page, field: str) -> None:
    """Open the block in which a field is folded away."""
    folded = page.locator(f"main details:not([open]):has([name={field}]) > summary")
    if folded.count():
        folded.first.click()


def offer_support(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^(Wieder )?Unterstützung anbieten$")).first.click()
    page.get_by_role("button", name="Angebot festhalten").click()
    page.wait_for_url(CASE)


def answer(page: Page, *, accepted: bool) -> None:
    page.get_by_role("link", name="Antwort festhalten").first.click()
    choose(page, "answer", "accepted" if accepted else "declined")
    if accepted:
        page.locator("main [name=informed_on]").fill(in_days(0))
    page.get_by_role("button", name="Antwort sichern").click()
    page.wait_for_url(CASE)


def begin_plan(page: Page) -> None:
    show_part(page, "Plan")
    page.get_by_role("button", name="Plan beginnen").click()
    heading(page, "Einschätzung und Plan")


def show_part(page: Page, name: str) -> None:
    """On a phone the parts of a case lie behind each other."""
    tab = page.locator("main").get_by_role("link", name=name, exact=True)
    if tab.count() and tab.first.is_visible():
        tab.first.click()


def discuss(page: Page, domain: str, *, need: int, resource: int, wish: str) -> None:
    """Open a domain of the plan page by its address, as its link does."""
    page.locator(f"main a[href*='/bereich/{domain}/']").first.click()
    choose(page, "need", str(need))
    choose(page, "resource", str(resource))
    page.locator("main [name=wish]").fill(wish)
    # The plan has the same heading before and after: only the new page tells that it is saved.
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=re.compile("[sS]ichern")).first.click()
    heading(page, "Einschätzung und Plan")


def open_domain(page: Page, domain: str) -> None:
    row = page.locator(f"main details:not([open]):has(a[href*='/bereich/{domain}/']) > summary")
    if row.count():
        row.first.click()


def add_goal(page: Page, domain: str, wording: str, indicator: str) -> None:
    open_domain(page, domain)
    place = page.locator(f"main details:has(a[href*='/bereich/{domain}/'])")
    place.get_by_role("link", name="Ziel ergänzen").first.click()
    page.locator("main [name=wording]").fill(wording)
    page.locator("main [name=indicator]").fill(indicator)
    page.locator("main [name=target_on]").fill(in_days(120))
    page.get_by_role("button", name="Ziel sichern").click()
    heading(page, "Einschätzung und Plan")


def add_measure(page: Page, domain: str, text: str) -> None:
    open_domain(page, domain)
    place = page.locator(f"main details:has(a[href*='/bereich/{domain}/'])")
    place.get_by_role("link", name="Schritt ergänzen").first.click()
    page.locator("main [name=text]").fill(text)
    page.locator("main [name=due_on]").fill(in_days(30))
    page.get_by_role("button", name="Schritt sichern").click()
    heading(page, "Einschätzung und Plan")


def contribute(page: Page, client: str, office: str) -> None:
    page.locator("main a[href$='/beitraege/']:visible").first.click()
    page.locator("main [name=client_contributes]").fill(client)
    page.locator("main [name=office_contributes]").fill(office)
    page.get_by_role("button", name="Beiträge sichern").click()
    heading(page, "Einschätzung und Plan")


def agree(page: Page, how: str, *, reason: str = "") -> None:
    page.get_by_role("link", name="Plan vereinbaren").first.click()
    choose(page, "how", how)
    page.locator("main [name=place]").fill("Rathaus")
    if reason:
        page.locator("main [name=reason]").fill(reason)
    page.get_by_role("button", name="Vereinbaren und einfrieren").click()
    expect(page.locator("main")).to_contain_text("Prüfsumme")


def from_announcement_to_acceptance(page: Page, newcomer: Newcomer, confided: str) -> str:
    """Registered, tried, reached, offered, accepted; gives the address of the case."""
    register(page, newcomer)
    case = page.url
    note_attempt(page, "Niemand da, Karte eingeworfen.")
    page.goto(case)
    note_first_contact(page, "Kam mit ihrer Schwester, sucht einen Kurs.", confided)
    page.goto(case)
    offer_support(page)
    page.goto(case)
    answer(page, accepted=True)
    page.goto(case)
    expect(page.locator("main")).to_contain_text("in Begleitung")
    return case


def from_first_domain_to_agreement(page: Page) -> None:
    """A small plan, agreed orally; it ends on the page of the agreed version."""
    begin_plan(page)
    discuss(page, "language", need=3, resource=2, wish="Ich möchte mit allen reden.")
    expect(page.locator("main")).to_contain_text("Ich möchte mit allen reden.")
    add_goal(page, "language", "Ich bestehe die Prüfung A2.", "Zertifikat liegt vor")
    add_measure(page, "language", "Zum Einstufungstest anmelden")
    contribute(page, "Ich komme zu jedem Termin.", "Ich melde zum Kurs an.")
    agree(page, "oral", reason="Wollte nicht unterschreiben, hat aber zugestimmt.")

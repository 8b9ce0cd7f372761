"""The screens of casework, opened as Amira opens them: through the list of her cases."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.screens.screen import Deed, Screen

LIST = "/faelle/"
CALENDAR, COUNTER = "/kalender/", "/kurzberatungen/"
SUBSCRIBE = "/kalender/abonnieren/"
NEW = "/faelle/neu/"
OKSANA, SAMIR, MEHRET, ARBEN = "Oksana", "Samir", "Mehret", "Arben"
YUSUF = "Yusuf"
SAVE = "main form .button--primary"


def case_of(name: str) -> Deed:
    """Open the case of a person."""

    def open_case(page: Page) -> None:
        page.goto(f"{LIST}?text={name}")
        page.locator(".cases tbody th a").first.click()
        expect(page.locator(".case-head")).to_be_visible()

    return open_case


def page_of(name: str, address: str) -> Deed:
    """Open a page below the case of a person."""

    def open_page(page: Page) -> None:
        case_of(name)(page)
        page.goto(f"{page.url.split('?')[0]}{address}")

    return open_page


def part_of_case(name: str, part: str) -> Deed:
    def open_part(page: Page) -> None:
        case_of(name)(page)
        page.goto(f"{page.url.split('?')[0]}?teil={part}")

    return open_part


def linked(name: str, ending: str, part: str = "") -> Deed:
    """Follow the first link of a case whose address holds a text."""

    def follow(page: Page) -> None:
        part_of_case(name, part)(page)
        link = page.locator(f"main a[href*='{ending}']").first
        page.goto(str(link.get_attribute("href")))

    return follow


def in_both(first: Deed, second: Deed) -> Deed:
    def one_after_the_other(page: Page) -> None:
        first(page)
        second(page)

    return one_after_the_other


def send_empty(page: Page) -> None:
    """Send the form without what it needs."""
    for field in page.locator("main form textarea, main form input[type=text]").all():
        if field.is_visible():
            field.fill("")
    page.locator(SAVE).first.click()
    expect(page.locator(".faults")).to_be_focused()


def make_address(page: Page) -> None:
    """Make the secret address of the calendar; its page shows it this once."""
    page.locator("main form .button").first.click()
    address = page.locator(".feed__address input")
    expect(address).to_have_value(re.compile(r"/kalender/.+\.ics$"))
    # The same for every picture.
    address.evaluate("one => { one.value = 'https://bindeglied.example/kalender/geheim.ics' }")


def open_more(page: Page) -> None:
    page.locator(".case-head details.menu > summary").click()


def open_origins(page: Page) -> None:
    for summary in page.locator(".known__fact > summary").all():
        summary.click()


def open_people(page: Page) -> None:
    for person in page.locator("details.person").all():
        if person.get_attribute("open") is None:
            person.locator(":scope > summary").click()


def open_note(page: Page) -> None:
    page.locator(".quick a[data-keys=n]").click()
    expect(page.locator(".quick [name=text]")).to_be_focused()


def write_confided(page: Page) -> None:
    open_note(page)
    page.locator(".quick__confided > summary").click()
    page.locator(".quick__more > summary").click()


def open_marks(page: Page) -> None:
    open_note(page)
    page.locator(".quick .marks > summary").click()


def choose_day_of_moving_in(page: Page) -> None:
    page.locator("[name=moved_in_on]").fill("2026-01-15")
    page.locator("[name=moved_in_on]").dispatch_event("change")
    expect(page.locator(".reckoned")).to_contain_text("2029")


def open_plus(page: Page) -> None:
    page.locator("details.plus > summary").click()


def no_time(page: Page) -> None:
    """Send the form of an appointment without its time."""
    page.locator("main [name=starts_at]").fill("")
    page.locator(SAVE).first.click()
    expect(page.locator(".faults")).to_be_focused()


def no_day(page: Page) -> None:
    """Send the form of an advice at the counter without its day."""
    page.locator("main [name=happened_on]").fill("")
    page.locator(SAVE).first.click()
    expect(page.locator(".faults")).to_be_focused()


def remove_first(page: Page) -> None:
    page.goto(str(page.locator("main a[href$='/entfernen/']").first.get_attribute("href")))


def on_calendar(name: str, address: str) -> Deed:
    """Open what the calendar has of a person."""

    def open_row(page: Page) -> None:
        page.goto(CALENDAR)
        row = page.locator(".agenda__row", has_text=name).locator(f"a[href*='{address}']").first
        page.goto(str(row.get_attribute("href")))

    return open_row


def below_appointment(address: str) -> Deed:
    def open_page(page: Page) -> None:
        on_calendar("Oksana", "/termine/")(page)
        page.goto(f"{page.url}{address}")

    return open_page


CASE_SCREENS = (
    Screen("cases", LIST, "Amira"),
    Screen("cases-by-date", f"{LIST}?sortierung=termin", "Amira"),
    Screen("cases-nothing", f"{LIST}?text=Xylophon", "Amira"),
    Screen("cases-refused", LIST, "Deniz", status=403),
    Screen("announce", NEW, "Amira"),
    Screen("announce-faults", NEW, "Amira", send_empty),
    Screen("announce-reckoned", NEW, "Amira", choose_day_of_moving_in),
    Screen("case", LIST, "Amira", case_of(OKSANA)),
    Screen("case-people", LIST, "Amira", part_of_case(OKSANA, "menschen")),
    Screen("case-log", LIST, "Amira", part_of_case(OKSANA, "verlauf")),
    Screen("case-log-filtered", LIST, "Amira", part_of_case(OKSANA, "verlauf&thema=language")),
    Screen("case-log-nothing", LIST, "Amira", part_of_case(OKSANA, "verlauf&ab=2099-01-01")),
    Screen("case-more", LIST, "Amira", in_both(case_of(OKSANA), open_more), within=".case-head"),
    Screen(
        "case-origins",
        LIST,
        "Amira",
        in_both(part_of_case(OKSANA, "menschen"), open_origins),
    ),
    Screen("case-confiding", LIST, "Amira", in_both(case_of(OKSANA), write_confided)),
    Screen("case-marking", LIST, "Amira", in_both(case_of(OKSANA), open_marks)),
    Screen("case-announced", LIST, "Amira", case_of(SAMIR)),
    Screen("case-offered", LIST, "Amira", case_of(MEHRET)),
    Screen("case-declined", LIST, "Amira", case_of(ARBEN)),
    Screen("contact", LIST, "Amira", page_of(OKSANA, "kontakt/")),
    Screen("contact-first", LIST, "Amira", page_of(SAMIR, "kontakt/")),
    Screen("contact-faults", LIST, "Amira", in_both(page_of(SAMIR, "kontakt/"), send_empty)),
    Screen("correct", LIST, "Amira", linked(OKSANA, "/berichtigen/", "verlauf")),
    Screen("confided", LIST, "Amira", linked(OKSANA, "/anvertraut/", "verlauf")),
    Screen("attempt", LIST, "Amira", page_of(SAMIR, "kontaktversuch/")),
    Screen("give-up", LIST, "Amira", page_of(SAMIR, "nicht-erreicht/")),
    Screen(
        "give-up-refused",
        LIST,
        "Amira",
        in_both(page_of(SAMIR, "nicht-erreicht/"), send_empty),
    ),
    Screen("offer", LIST, "Amira", page_of(SAMIR, "angebot/")),
    Screen("answer", LIST, "Amira", linked(MEHRET, "/antwort/")),
    Screen("answer-faults", LIST, "Amira", in_both(linked(MEHRET, "/antwort/"), send_empty)),
    Screen("fact", LIST, "Amira", linked(OKSANA, "?art=telephone", "menschen")),
    Screen("fact-name", LIST, "Amira", linked(OKSANA, "?art=name", "menschen")),
    Screen("household", LIST, "Amira", part_of_case(YUSUF, "menschen")),
    Screen("household-open", LIST, "Amira", in_both(part_of_case(YUSUF, "menschen"), open_people)),
    Screen("add-person", LIST, "Amira", page_of(YUSUF, "mensch/")),
    Screen("add-person-faults", LIST, "Amira", in_both(page_of(YUSUF, "mensch/"), send_empty)),
    Screen("membership", LIST, "Amira", linked(YUSUF, "/haushalt/", "menschen")),
    Screen("deputy", LIST, "Amira", page_of(OKSANA, "vertretung/")),
    Screen("looks", LIST, "Amira", page_of(OKSANA, "einsicht/")),
    Screen("sheet", LIST, "Amira", page_of(OKSANA, "blatt/")),
    Screen("sheet-announced", LIST, "Amira", page_of(SAMIR, "blatt/")),
    Screen("calendar", CALENDAR, "Amira"),
    Screen("cases-narrowed", "/faelle/?sprache=uk&sortierung=kontakt", "Amira"),
    Screen("subscribe", SUBSCRIBE, "Amira"),
    Screen("subscribe-made", SUBSCRIBE, "Amira", make_address),
    Screen("plus", "/", "Amira", open_plus, within=".bar"),
    Screen("note-for", "/neu/notiz/", "Amira"),
    Screen("note-for-nobody", "/neu/notiz/?text=Xylophon", "Amira"),
    Screen("appointment-for", "/neu/termin/", "Amira"),
    Screen("task-for", "/neu/aufgabe/", "Amira"),
    Screen("new-appointment", LIST, "Amira", page_of(OKSANA, "termin/")),
    Screen("new-appointment-faults", LIST, "Amira", in_both(page_of(OKSANA, "termin/"), no_time)),
    Screen("appointment", CALENDAR, "Amira", on_calendar("Oksana", "/termine/")),
    Screen("appointment-proposed", CALENDAR, "Amira", on_calendar("Zahra", "/termine/")),
    Screen("reschedule", CALENDAR, "Amira", below_appointment("verschieben/")),
    Screen("slip", CALENDAR, "Amira", below_appointment("zettel/")),
    Screen("new-task", LIST, "Amira", page_of(OKSANA, "aufgabe/")),
    Screen("new-task-faults", LIST, "Amira", in_both(page_of(OKSANA, "aufgabe/"), send_empty)),
    Screen("new-counter-contact", "/neu/kurzberatung/", "Amira"),
    Screen("new-counter-contact-faults", "/neu/kurzberatung/", "Amira", no_day),
    Screen("counter-contacts", COUNTER, "Amira"),
    Screen("remove-counter-contact", COUNTER, "Amira", remove_first),
    Screen("task", CALENDAR, "Amira", on_calendar("Oksana", "/aufgaben/")),
)

# Addresses of a case carry its id: the screens above come to them through links.
BEHIND_LINKS = {
    "casework:feed": "a file for calendar programs",
    "casework:make_feed": "a button: subscribe-made",
    "casework:withdraw_feed": "a button of: subscribe-made",
    "casework:appointment": "stands behind a link: appointment",
    "casework:appointment_state": "a button of the appointment",
    "casework:new_appointment": "stands behind a link: new-appointment",
    "casework:new_task": "stands behind a link: new-task",
    "casework:reschedule": "stands behind a link: reschedule",
    "casework:sheet": "stands behind a link: sheet",
    "casework:slip": "stands behind a link: slip",
    "casework:task": "stands behind a link: task",
    "casework:task_state": "a button of the task",
    "casework:add_person": "stands behind a link: add-person",
    "casework:membership": "stands behind a link: membership",
    "casework:answer": "stands behind a link: answer",
    "casework:attempt": "stands behind a link: attempt",
    "casework:case": "stands behind a link: case",
    "casework:cases_file": "a file",
    "casework:confided": "stands behind a link: confided",
    "casework:remove_counter_contact": "stands behind a link: remove-counter-contact",
    "casework:contact": "stands behind a link: contact",
    "casework:correct": "stands behind a link: correct",
    "casework:deputy": "stands behind a link: deputy",
    "casework:end_deputy": "stands behind a link, where somebody stands in: test_case_screens",
    "casework:fact": "stands behind a link: fact",
    "casework:give_up": "stands behind a link: give-up",
    "casework:looks": "stands behind a link: looks",
    "casework:looks_file": "a file",
    "casework:offer": "stands behind a link: offer",
}

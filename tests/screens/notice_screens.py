"""The screens of notices and of rule values, each opened with what it needs made before."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.funding.workbooks import xlsx
from tests.screens.screen import Deed, Screen

NOTICES = "/foerderung/bescheide/"
CONFIRM = "/foerderung/regeln/bestaetigen/"
SEND = "main form .button--primary"
LINK = "main table tbody th a"


def send(page: Page) -> None:
    with page.expect_navigation():
        page.locator(SEND).last.click()


def open_notice(page: Page) -> None:
    """The notice of the last year that can be chosen; entered where there is none."""
    page.goto(f"{NOTICES}neu/")
    year = page.locator("[name=year] option").last.get_attribute("value")
    page.goto(f"{NOTICES}?jahr={year}")
    if not page.locator(LINK).count():
        page.goto(f"{NOTICES}neu/")
        page.locator("[name=year]").select_option(year)
        page.locator("[name=amount_eur]").fill("292750.37")
        page.locator("[name=document]").fill("Zuwendungsbescheid")
        page.locator("[name=file_number]").fill("15.2-0000")
        page.locator("[name=issued_on]").fill("2026-02-03")
        send(page)
        page.goto(f"{NOTICES}?jahr={year}")
    page.goto(str(page.locator(LINK).first.get_attribute("href")))


def below_the_notice(address: str) -> Deed:
    """A page below a notice."""

    def follow(page: Page) -> None:
        open_notice(page)
        page.goto(f"{page.url}{address}")

    return follow


def send_empty(page: Page) -> None:
    page.locator(SEND).last.click()
    expect(page.locator("main [role=alert]")).to_be_visible()


def give_file(*rows: list[str]) -> Deed:
    """A file of notices with these rows; what is in it is shown, nothing entered."""

    def choose(page: Page) -> None:
        head = ["Jahr", "Betrag in Euro", "Dokument", "Aktenzeichen", "Tag des Bescheids"]
        file = {"name": "x.xlsx", "mimeType": "application/octet-stream"}
        page.locator("main [type=file]").set_input_files(
            {**file, "buffer": xlsx([head, *rows])}  # type: ignore[list-item]
        )
        send(page)
        expect(page.locator("main table")).to_be_visible()

    return choose


# The year in which no other screen enters a notice.
GOOD = give_file(["2025", "292750.37", "Zuwendungsbescheid 2025", "15.2-0000", "2025-02-03"])
BAD = give_file(
    ["2024", "750.375", "", "15.2-0000", "2099-02-03"],
    ["2026", "0", "=1+1", "", "morgen"],
)


def divide_too_much(page: Page) -> None:
    below_the_notice("verteilen/")(page)
    page.locator("[name=key]").select_option("inhabitants")
    page.locator("[name^=fixed_]").first.fill("9999999")
    send_empty(page)


def open_waiting(page: Page) -> None:
    """A sub-allocation that waits for its release; prepared where there is none."""
    open_notice(page)
    notice, waiting = page.url, waiting_of(page)
    if not waiting:
        page.goto(f"{notice}verteilen/")
        page.locator("[name=key]").select_option("inhabitants")
        # Another screen may have left a draft of too much.
        page.locator("[name^=fixed_]").first.fill("")
        page.locator("[name=own_share_eur]").fill("10000")
        page.locator("[name=own_share_reason]").fill("Koordination")
        send(page)
        waiting = waiting_of(page)
    page.goto(waiting)


def waiting_of(page: Page) -> str:
    """The address of what waits, on the page of a notice; empty where nothing does."""
    links = page.locator("main .rows a[href*='/verteilungen/']")
    addresses = [str(one.get_attribute("href")) for one in links.all()]
    for address in addresses:
        page.goto(address)
        if page.locator("main a[href$='/freigabe/']").count():
            return address
    return ""


def decide(page: Page) -> None:
    open_waiting(page)
    page.goto(str(page.locator("main a[href$='/freigabe/']").get_attribute("href")))


def why(page: Page) -> None:
    open_waiting(page)
    page.goto(f"{page.url}?warum=08226096")


def propose(page: Page) -> None:
    """A proposal of Heidi, seen by herself; made where there is none."""
    if page.locator("main [name=value]").count():
        page.locator("[name=value]").fill("48000")
        page.locator("[name=source_title]").fill("VwV vom 1. Februar 2025")
        page.locator("[name=source_place]").fill("GABl. 2025 S. 12")
        send(page)
        page.goto(f"{CONFIRM}2025-01-01/rate_vocational_eur/")


NOTICE_SCREENS = (
    Screen("notices", NOTICES, "Clara"),
    Screen("notices-land", NOTICES, "Heidi"),
    Screen("notices-other", NOTICES, "Ingo"),
    Screen("notice", NOTICES, "Clara", open_notice),
    Screen("notice-new", f"{NOTICES}neu/", "Clara"),
    Screen("notice-new-empty", f"{NOTICES}neu/", "Clara", send_empty),
    Screen("notice-file", f"{NOTICES}datei/", "Clara"),
    Screen("notice-file-nothing", f"{NOTICES}datei/", "Clara", send_empty),
    Screen("notice-file-preview", f"{NOTICES}datei/", "Ingo", GOOD),
    Screen("notice-file-faults", f"{NOTICES}datei/", "Clara", BAD),
    Screen("notice-correct", NOTICES, "Clara", below_the_notice("berichtigen/")),
    Screen("notice-divide", NOTICES, "Clara", below_the_notice("verteilen/")),
    Screen(
        "notice-compare",
        NOTICES,
        "Clara",
        below_the_notice("vergleich/?a=counted&b=inhabitants"),
    ),
    Screen("shares-waiting", NOTICES, "Clara", open_waiting),
    Screen("shares-why", NOTICES, "Clara", why),
    Screen("shares-withdraw", NOTICES, "Clara", decide),
    # The last one, because its draft of too much stays in the form.
    Screen("notice-divide-too-much", NOTICES, "Clara", divide_too_much),
    Screen("rule-changes", "/foerderung/regeln/vergleich/?von=2017-12-11&bis=2025-01-01"),
    Screen("rules-land", "/foerderung/regeln/", "Heidi"),
    Screen("rules-unconfirmed", CONFIRM, "Heidi"),
    Screen("rules-unconfirmed-open", f"{CONFIRM}?stand=unverified&offen=2025-01-01", "Heidi"),
    Screen("rule-propose", f"{CONFIRM}2025-01-01/rate_graduate_eur/", "Heidi"),
    Screen("rule-propose-many", f"{CONFIRM}2020-11-11/applicants/", "Heidi"),
    Screen("rule-proposed", f"{CONFIRM}2025-01-01/rate_vocational_eur/", "Heidi", propose),
)

NOTICE_BEHIND_LINKS = {
    "funding:notice": "stands behind a link: notice",
    "funding:notices_file": "a file",
    "funding:notices_template": "a file",
    "funding:correct_notice": "stands behind a link: notice-correct",
    "funding:sub_allocate": "stands behind a link: notice-divide",
    "funding:compare_keys": "stands behind a link: notice-compare",
    "funding:sub_allocation": "stands behind a link: shares-waiting",
    "funding:decide_sub_allocation": "stands behind a link: shares-withdraw",
    "funding:shares_file": "a file",
    "funding:share_letters": "a file",
}

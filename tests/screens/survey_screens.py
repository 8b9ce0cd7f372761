"""The screens of counting and of the relief for municipalities."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.funding.workbooks import xlsx
from tests.screens.screen import Deed, Screen

LIST, RELIEF = "/foerderung/zaehlung/", "/foerderung/lastenausgleich/"
# A Kreis that does not work with the product itself, so that the Land counts for it.
KREIS = "08425"
SAVE = "main form .button--primary"


def closed_survey(page: Page) -> None:
    page.goto(LIST)
    page.get_by_role("link", name="15.09.2017").or_(
        page.get_by_role("link", name="15/09/2017")
    ).click()
    page.wait_for_load_state()


def open_survey(page: Page) -> None:
    """A count that runs; the second time it is there already."""
    page.goto(f"{LIST}neu/")
    for name, day in (
        ("counted_on", "2018-08-15"),
        ("report_until", "2018-09-30"),
        ("correct_until", "2099-12-31"),
    ):
        page.locator(f"main [name={name}]").fill(day)
    with page.expect_navigation():
        page.locator(SAVE).click()
    page.goto(LIST)
    links = page.get_by_role("link", name="15.08.2018").or_(
        page.get_by_role("link", name="15/08/2018")
    )
    links.click()
    page.wait_for_load_state()


def below(place: str, *more: Deed) -> Deed:
    """A page below the survey that runs."""

    def open_page(page: Page) -> None:
        open_survey(page)
        page.goto(f"{page.url.split('?')[0]}{place}")
        for deed in more:
            deed(page)

    return open_page


def of_closed(place: str) -> Deed:
    def open_page(page: Page) -> None:
        closed_survey(page)
        page.goto(f"{page.url.split('?')[0]}{place}")

    return open_page


def open_days_in_disorder(page: Page) -> None:
    page.locator("main [name=correct_until]").fill("2017-01-01")
    with page.expect_navigation():
        page.locator(SAVE).click()
    expect(page.locator(".faults")).to_be_visible()


def type_a_wrong_number(page: Page) -> None:
    page.locator(".counts input[name^=persons_]").nth(2).fill("3,5")
    with page.expect_navigation():
        page.locator(SAVE).click()
    expect(page.locator(".faults")).to_be_visible()


def send(page: Page) -> None:
    with page.expect_navigation():
        page.locator(SAVE).click()


def upload(*rows: list[str]) -> Deed:
    def choose(page: Page) -> None:
        file = {"name": "x.xlsx", "mimeType": "application/octet-stream"}
        page.locator("main [type=file]").set_input_files(
            {**file, "buffer": xlsx([["AGS", "Gemeinde", "Personen"], *rows])}  # type: ignore[list-item]
        )
        send(page)

    return choose


def newest_relief(page: Page) -> None:
    page.goto(RELIEF)
    page.locator("tbody th a[href]", has_text="2017").click()
    page.wait_for_load_state()


def of_relief(place: str) -> Deed:
    def open_page(page: Page) -> None:
        newest_relief(page)
        page.goto(f"{page.url.split('?')[0]}{place}")

    return open_page


GOOD = upload(["08425002", "Allmendingen", "12"])
BAD = upload(["08425002", "Allmendingen", "1,5"], ["08226096", "Weinheim", "3"])

SURVEY_SCREENS = (
    Screen("surveys-land", LIST, "Heidi"),
    Screen("surveys-kreis", LIST, "Clara"),
    Screen("survey-new", f"{LIST}neu/?jahr=2018", "Heidi"),
    Screen("survey-new-wrong", f"{LIST}neu/", "Heidi", open_days_in_disorder),
    Screen("survey-closed", LIST, "Heidi", closed_survey),
    Screen("survey-open", LIST, "Heidi", open_survey),
    Screen("survey-close", LIST, "Heidi", below("abschliessen/")),
    Screen("survey-of-kreis", LIST, "Clara", closed_survey),
    Screen("survey-of-kreis-open", LIST, "Heidi", below(f"kreis/{KREIS}/")),
    Screen("counts-enter", LIST, "Heidi", below(f"kreis/{KREIS}/eintragen/")),
    Screen(
        "counts-enter-wrong",
        LIST,
        "Heidi",
        below(f"kreis/{KREIS}/eintragen/", type_a_wrong_number),
    ),
    Screen("counts-report", LIST, "Heidi", below(f"kreis/{KREIS}/melden/")),
    Screen("counts-report-wrong", LIST, "Heidi", below(f"kreis/{KREIS}/melden/", send)),
    Screen("counts-upload", LIST, "Heidi", below(f"kreis/{KREIS}/datei/")),
    Screen("counts-upload-nothing", LIST, "Heidi", below(f"kreis/{KREIS}/datei/", send)),
    Screen("counts-preview", LIST, "Heidi", below(f"kreis/{KREIS}/datei/", GOOD)),
    Screen("counts-preview-faults", LIST, "Heidi", below(f"kreis/{KREIS}/datei/", BAD)),
    Screen("count-history", LIST, "Heidi", of_closed("gemeinde/08226096/")),
    Screen("reliefs", RELIEF, "Heidi"),
    Screen("relief-land", RELIEF, "Heidi", newest_relief),
    Screen("relief-kreis", RELIEF, "Clara", newest_relief),
    Screen("relief-why", RELIEF, "Heidi", of_relief("kreis/08226/?warum=08226096")),
    Screen("relief-payouts", RELIEF, "Heidi", of_relief("auszahlung/")),
)

# Addresses that answer with no page of their own, or that stand behind a link.
SURVEY_BEHIND_LINKS = {
    "funding:survey": "stands behind a link: survey-open",
    "funding:survey_kreis": "stands behind a link: survey-of-kreis",
    "funding:close_survey": "stands behind a link: survey-close",
    "funding:enter_counts": "stands behind a link: counts-enter",
    "funding:report_counts": "stands behind a link: counts-report",
    "funding:upload_counts": "stands behind a link: counts-upload",
    "funding:upload": "stands behind a file: counts-preview",
    "funding:count_history": "stands behind a link: count-history",
    "funding:relief": "stands behind a link: relief-land",
    "funding:relief_kreis": "stands behind a link: relief-kreis",
    "funding:payouts": "stands behind a link: relief-payouts",
    "funding:prepare_relief": "a button of a closed count",
    "funding:release_relief": "a button of a relief that waits",
    "funding:reopen_survey": "a button of a closed count",
    "funding:survey_file": "a file",
    "funding:survey_kreis_file": "a file",
    "funding:relief_kreis_file": "a file",
    "funding:payouts_file": "a file",
}

"""Reading why a planning frame is what it is, taking it along, and being refused elsewhere."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from tests.journeys.conftest import OpenWindow
from tests.journeys.steps import plain, rows_of
from tests.servers.browser import Watch

pytestmark = pytest.mark.journey

FRAMES = "/foerderung/planungsrahmen/"
RHEIN_NECKAR = f"{FRAMES}08226/"


def test_clara_reads_why_the_frame_of_weinheim_is_280_220_euros(
    window: OpenWindow, script: bool
) -> None:
    page = open_frames(window("Clara", java_script_enabled=script))
    expect(page.locator("h1")).to_have_text("Planungsrahmen Rhein-Neckar-Kreis")
    expect(page.locator("svg a.map-shape[aria-label*=Weinheim]")).to_have_count(1)
    assert len(rows_of(page)) == 54
    (row,) = (row for row in rows_of(page) if row[0].startswith("Weinheim"))
    assert row[1:6] == ["352", "280.220 €", "4,4", "5,5", "ja"]
    page.locator("table.table").get_by_role("link", name="Weinheim").click()
    panel = page.get_by_role("region", name="Warum dieser Betrag?")
    expect(panel).to_be_visible()
    expect(page).to_have_url(re.compile("warum=08226096"))
    said = plain(panel.inner_text())
    for words in ("58.000.000,00 €", "352", "72.857", "280.220,16 €", "280.220 €", "11.12.2017"):
        assert words in said, said
    expect(page.locator("svg a.map-shape[aria-current]")).to_have_attribute(
        "aria-label", re.compile("Weinheim")
    )
    page.locator("table.table").get_by_role("link", name="Weinheim").click()
    expect(panel).to_be_hidden()


def test_the_map_opens_the_reason_and_the_way_back_closes_it(window: OpenWindow) -> None:
    page = open_frames(window("Clara"))
    page.locator("svg a.map-shape[aria-label*=Schriesheim]").press("Enter")
    panel = page.get_by_role("region", name="Warum dieser Betrag?")
    expect(panel).to_contain_text("67.667")
    page.go_back()
    expect(page.get_by_role("region", name="Warum dieser Betrag?")).to_be_hidden()
    expect(page.locator("h1")).to_have_text("Planungsrahmen Rhein-Neckar-Kreis")


def test_bernd_switches_membership_and_sees_only_schriesheim(
    window: OpenWindow, watch: Watch, script: bool
) -> None:
    watch.expect(403)
    page = window("Bernd", java_script_enabled=script)
    page.goto(FRAMES)
    expect(page.locator("h1")).to_have_text("Nicht für Sie freigegeben")
    page.locator("details.menu > summary").click()
    page.get_by_role("button", name="Fördermittel").click()
    expect(page.locator(".bar__who")).to_contain_text("Fördermittel")
    page.goto(FRAMES)
    (row,) = rows_of(page)
    assert row[0].startswith("Schriesheim")
    assert row[1:3] == ["85", "67.667 €"]
    assert "Weinheim" not in page.locator("table.table").inner_text()
    # From another frame one could work out how many people live where.
    assert "280.220" not in plain(page.content())


def test_amira_is_refused_with_a_reason(window: OpenWindow, watch: Watch, script: bool) -> None:
    watch.expect(403)
    page = window("Amira", java_script_enabled=script)
    answer = page.goto(FRAMES)
    assert answer is not None and answer.status == 403
    expect(page.locator("h1")).to_have_text("Nicht für Sie freigegeben")
    expect(page.locator("main")).to_contain_text("Integrationsmanagement")
    expect(page.locator("nav.rail")).not_to_contain_text("Rahmen")


def test_for_ingo_a_foreign_kreis_does_not_exist(window: OpenWindow, watch: Watch) -> None:
    watch.expect(404)
    page = window("Ingo")
    page.goto(FRAMES)
    expect(page.locator("h1")).to_have_text("Planungsrahmen Ortenaukreis")
    foreign = page.goto(RHEIN_NECKAR)
    foreign_body = page.content()
    invented = page.goto(f"{FRAMES}08999/")
    assert foreign is not None and invented is not None
    assert (foreign.status, foreign_body) == (invented.status, page.content())
    assert foreign.status == 404
    export = page.request.get(f"{RHEIN_NECKAR}gemeinden.csv")
    assert export.status == 404


def test_heidi_sees_all_kreise_and_looks_into_one(window: OpenWindow, script: bool) -> None:
    page = open_frames(window("Heidi", java_script_enabled=script))
    expect(page.locator("h1")).to_have_text("Planungsrahmen des Landes")
    assert len(rows_of(page)) == 44
    assert "72.857" in plain(page.locator("tfoot").inner_text())
    page.locator("table.table").get_by_role("link", name="Rhein-Neckar-Kreis").click()
    expect(page.locator("h1")).to_have_text("Planungsrahmen Rhein-Neckar-Kreis")


@pytest.mark.parametrize("order", ["Rahmen", "Personen", "Gemeinde"])
@pytest.mark.parametrize("form", ["CSV", "XLSX"])
def test_an_export_holds_exactly_what_is_shown(
    window: OpenWindow, tmp_path: Path, form: str, order: str
) -> None:
    page = open_frames(window("Clara"))
    page.locator("table.table thead").get_by_role("link", name=order).click()
    page.wait_for_url("**sortierung=**")
    expect(page.locator("th[aria-sort]")).to_contain_text(order)
    shown = rows_of(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name=f"({form})").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    header, *exported = read_csv(file) if form == "CSV" else read_xlsx(file)
    assert len(header) == len(shown[0]) + 1, "the AGS comes on top of what is shown"
    assert [row[1:] for row in exported] == [as_exported(row) for row in shown]
    assert all(re.fullmatch(r"08226\d{3}", row[0]) for row in exported)


def test_the_rules_stand_side_by_side_for_everybody(window: OpenWindow, script: bool) -> None:
    page = window(java_script_enabled=script)
    page.goto("/foerderung/regeln/")
    heads = plain(page.locator("table thead").inner_text())
    for day in ("11.12.2017", "28.08.2019", "11.11.2020", "26.01.2022"):
        assert day in heads
    expect(page.locator("table")).to_contain_text("51.000")


def open_frames(page: Page) -> Page:
    """Through the navigation, as one would."""
    page.locator("nav.rail").get_by_role("link", name="Rahmen").click()
    expect(page.locator("h1")).to_contain_text("Planungsrahmen")
    return page


def as_exported(row: list[str]) -> list[str]:
    """A row of the screen without euro signs, marks and the words that only ears or phones get."""
    name, persons, frame, *posts, claim = row
    name = name.split(":")[0].strip()
    figures = [persons.replace(".", ""), frame.removesuffix(" €").replace(".", "")]
    return [name, *figures, *(post.replace(".", "") for post in posts), claim]


def read_csv(file: Path) -> list[list[str]]:
    """As a spreadsheet opens it: a mark says UTF-8, semicolons part the columns."""
    text = file.read_bytes().decode("utf-8-sig")
    return [[plain(cell) for cell in row] for row in csv.reader(text.splitlines(), delimiter=";")]


def read_xlsx(file: Path) -> list[list[str]]:
    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    header, *others = (list(row) for row in rows)
    return [
        [str(cell) for cell in header],
        *([as_shown(*pair) for pair in enumerate(row)] for row in others),
    ]


def as_shown(column: int, cell: object) -> str:
    """Numbers as the screen writes them: whole, or the posts (columns 4 and 5) with one decimal."""
    if not isinstance(cell, int | float):
        return plain(str(cell))
    return f"{cell:.1f}".replace(".", ",") if column in (4, 5) else f"{cell:.0f}"

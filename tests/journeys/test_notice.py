"""A Kreis of 2026: from the notice to released shares, seen by a municipality and on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.funding.workbooks import xlsx
from tests.journeys.conftest import OpenWindow
from tests.journeys.steps import plain, rows_of

pytestmark = pytest.mark.journey
NOTICES = "/foerderung/bescheide/"


def test_from_the_notice_to_the_share_of_a_municipality(window: OpenWindow, script: bool) -> None:
    year = "2026" if script else "2025"
    clara = window("Clara", java_script_enabled=script)
    enter_notice(clara, year)
    prepare(clara, year)
    compare(clara)
    release(window("Mara", java_script_enabled=script), year)
    read_share(window("Bernd", java_script_enabled=script), year)


def test_notices_from_a_file_with_a_fault_first(window: OpenWindow, script: bool) -> None:
    # A window without script takes the years that the other leaves free.
    ingo = window("Ingo", java_script_enabled=script)
    year = "2026" if script else "2025"
    head = ["AGS", "Jahr", "Betrag in Euro", "Dokument", "Aktenzeichen", "Tag des Bescheids"]
    good = ["08317", year, "793000.50", f"Zuwendungsbescheid {year}", "15.2-1", "2025-02-03"]
    ingo.goto(NOTICES)
    ingo.get_by_role("link", name="Datei einlesen").click()
    give(ingo, [head, ["08226", *good[1:]]])
    expect(ingo.get_by_role("alert")).to_contain_text("Ein Fehler in der Datei")
    expect(ingo.locator("tbody tr")).to_contain_text("nicht der eigene Kreis")
    ingo.get_by_role("link", name="Verbesserte Datei hochladen").click()
    give(ingo, [head, good])
    assert "793.000,50 €" in plain(ingo.locator("tbody tr").inner_text())
    with ingo.expect_navigation():
        ingo.get_by_role("button", name="So übernehmen").click()
    expect(ingo.locator("main")).to_contain_text("Übernommen: ein Bescheid.")
    expect(ingo.get_by_role("link", name=f"Ortenaukreis {year}")).to_be_visible()


def give(page: Page, rows: list[list[str]]) -> None:
    file = {"name": "bescheide.xlsx", "mimeType": "application/octet-stream"}
    page.get_by_label("Datei (CSV, XLSX oder ODS)").set_input_files({**file, "buffer": xlsx(rows)})  # type: ignore[list-item]
    with page.expect_navigation():
        page.get_by_role("button", name="Datei prüfen").click()


def enter_notice(page: Page, year: str) -> None:
    page.goto(NOTICES)
    page.get_by_role("link", name="Bescheid eintragen").click()
    page.locator("[name=year]").select_option(year)
    page.locator("[name=amount_eur]").fill("292.750,37")
    page.locator("[name=document]").fill(f"Zuwendungsbescheid {year}")
    page.locator("[name=issued_on]").fill("2026-02-03")
    with page.expect_navigation():
        page.get_by_role("button", name="Eintragen").click()
    expect(page.locator("main")).to_contain_text("Der Bescheid ist eingetragen.")


def prepare(page: Page, year: str) -> None:
    page.get_by_role("link", name=f"Rhein-Neckar-Kreis {year}").click()
    page.get_by_role("link", name="Verteilen", exact=True).click()
    page.locator("[name=key]").select_option("inhabitants")
    page.locator("[name=own_share_eur]").fill("400.000")
    page.locator("[name=own_share_reason]").fill("Koordination des Kreises")
    page.get_by_label("Fester Betrag für Weinheim in Euro").fill("50.000")
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("höher als der Bescheid")
    page.locator("[name=own_share_eur]").fill("12.750,37")
    send(page)
    expect(page.locator("main")).to_contain_text("wartet auf Freigabe")


def send(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Zur Freigabe vorbereiten").click()


def compare(page: Page) -> None:
    page.get_by_role("link", name="Schlüssel vergleichen").click()
    expect(page.locator("main")).to_contain_text("Es bleiben")
    page.locator("[name=b]").select_option("inhabitants")
    page.locator("[name=a]").select_option("inhabitants")
    with page.expect_navigation():
        page.get_by_role("button", name="Vergleichen").click()
    expect(page.locator(".facts")).to_contain_text("0 bekommen mehr")


def release(page: Page, year: str) -> None:
    page.goto("/")
    row = page.locator("li", has_text=f"Verteilung {year} wartet auf Ihre Freigabe")
    row.get_by_role("link", name="Prüfen").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Freigeben").click()
    expect(page.locator("h1")).to_have_text(f"Verteilung {year}, Rhein-Neckar-Kreis")
    (weinheim,) = (row for row in rows_of(page) if row[0].startswith("Weinheim"))
    assert weinheim[-1] == "50.000,00 €"
    letters = page.get_by_role("link", name="Alle Mitteilungen (PDF)")
    answer = page.request.get(str(letters.get_attribute("href")))
    assert answer.body().startswith(b"%PDF")


def read_share(page: Page, year: str) -> None:
    page.locator("details.menu > summary").click()
    page.get_by_role("button", name="Fördermittel").click()
    page.goto(NOTICES)
    row = page.locator("li.row", has_text=re.compile(rf"{year}: "))
    row.get_by_role("link", name="Warum dieser Betrag?").click()
    panel = page.get_by_role("region", name="Warum dieser Betrag?")
    said = plain(panel.inner_text())
    for words in ("292.750,37 €", "12.750,37 €", "50.000,00 €", "230.000,00 €", "Einwohner"):
        assert words in said, said
    assert "Weinheim" not in page.locator("main").inner_text()

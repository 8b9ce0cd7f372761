"""A Land is counted: opened, uploaded, corrected, reported, closed; and the relief of that year."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.funding.workbooks import xlsx
from tests.journeys.conftest import OpenWindow
from tests.journeys.steps import plain
from tests.servers.product import ROOT, Installation

pytestmark = pytest.mark.journey

LIST = "/foerderung/zaehlung/"
# What the other 43 Kreise do meanwhile, by the same actions as their pages.
THE_OTHERS = """
import django; django.setup()
from tests.funding.surveys import RHEIN_NECKAR, count_all, report_all
from bindeglied.funding.models import CountSurvey
from bindeglied.funding.queries import kreis_standings
survey = CountSurvey.objects.get(counted_on="2018-09-15")
others = {one.ags for one in kreis_standings(survey)} - {RHEIN_NECKAR}
count_all(survey, others)
report_all(survey, others)
"""


def let_the_others_report(product: Installation) -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "bindeglied.config.settings", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", THE_OTHERS],
        cwd=ROOT, env=os.environ | product.environment | settings,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def open_survey(heidi: Page) -> str:
    """Heidi opens the count of 2018 as the law proposes; its address."""
    heidi.goto(f"{LIST}neu/?jahr=2018")
    expect(heidi.get_by_label("Stichtag der Zählung")).to_have_value("2018-09-15")
    # In this year nobody could correct any more what was counted in 2018.
    heidi.get_by_label("Begründete Berichtigungen bis").fill("2099-12-31")
    press(heidi, "Zählung eröffnen")
    expect(heidi.locator(".message--success")).to_contain_text("15.09.2018 ist eröffnet")
    follow(heidi, "15.09.2018")
    return heidi.url


def upload(clara: Page, rows: list[list[str]]) -> None:
    clara.get_by_label("Datei (CSV, XLSX oder ODS)").set_input_files(
        {"name": "zaehlung.xlsx", "mimeType": "application/octet-stream", "buffer": xlsx(rows)}
    )
    press(clara, "Datei prüfen")


def rows_of_the_kreis(clara: Page) -> list[list[str]]:
    """The template that the page offers, filled in as one would."""
    link = clara.get_by_role("link", name="Tabelle (CSV)").get_attribute("href")
    text = clara.request.get(str(link)).body().decode("utf-8-sig")
    rows = [row[:3] for row in csv.reader(text.splitlines(), delimiter=";")]
    return [rows[0], *([row[0], row[1], "7"] for row in rows[1:])]


def upload_with_two_faults_then_without(clara: Page) -> None:
    rows = rows_of_the_kreis(clara)
    wrong = [list(row) for row in rows]
    wrong[3][2], wrong[5][2] = "3,5", "-1"
    follow(clara, "Datei hochladen")
    upload(clara, wrong)
    expect(clara.locator(".faults")).to_contain_text("2 Fehler in der Datei")
    said = plain(clara.locator("table.table tbody").inner_text())
    assert "4 Personen „3,5“ ist keine ganze Zahl" in said
    assert "6 Personen „-1“ ist negativ" in said
    follow(clara, "Verbesserte Datei hochladen")
    upload(clara, rows)
    expect(clara.locator("tbody tr")).to_have_count(54)
    press(clara, "So übernehmen")
    expect(clara.locator(".message--success")).to_contain_text("54 Zählungen")


def report(page: Page) -> None:
    follow(page, "Zählung melden")
    press(page, "Zählung melden")
    expect(page.locator(".faults")).to_contain_text("im Einvernehmen")
    page.get_by_label("Die Zahlen sind mit allen Gemeinden abgestimmt.").check()
    press(page, "Zählung melden")
    expect(page.locator(".head .badge")).to_have_text("gemeldet")


def correct_weinheim(clara: Page) -> None:
    """First without a reason, which is refused, then with one; the Kreis must report anew."""
    follow(clara, "Eintragen und berichtigen")
    clara.get_by_label("Personen in Weinheim", exact=True).fill("352")
    press(clara, "Zählung sichern")
    expect(clara.locator(".faults")).to_contain_text("nennt den Grund")
    clara.get_by_label("Grund der Berichtigung in Weinheim").fill("nachgezählt")
    press(clara, "Zählung sichern")
    expect(clara.locator(".head .badge")).to_have_text("neu zu melden")
    expect(clara.locator("main")).to_contain_text("Geändert seit der letzten Meldung")


def test_a_land_is_counted_and_its_relief_paid(
    window: OpenWindow, product: Installation, tmp_path: Path
) -> None:
    heidi, clara = window("Heidi"), window("Clara")
    survey = open_survey(heidi)
    clara.goto(survey)
    upload_with_two_faults_then_without(clara)
    report(clara)
    correct_weinheim(clara)
    let_the_others_report(product)
    heidi.reload()
    follow(heidi, "Abschließen")
    expect(heidi.locator("main")).to_contain_text("Rhein-Neckar-Kreis: neu zu melden")
    clara.goto(survey)
    report(clara)
    heidi.reload()
    press(heidi, "Zählung abschließen")
    expect(heidi.locator(".head .badge")).to_have_text("abgeschlossen")
    share = release_the_relief(heidi, window("Lukas"), tmp_path)
    assert share > 0
    clara.goto("/foerderung/lastenausgleich/")
    follow(clara, "2018")
    clara.locator("table.table").get_by_role("link", name="Weinheim").click()
    reason = clara.get_by_role("region", name="Warum dieser Betrag?")
    expect(reason).to_contain_text("352")
    assert f"{share:,} €".replace(",", ".") in plain(reason.inner_text())


def release_the_relief(heidi: Page, lukas: Page, folder: Path) -> int:
    """Computed by Heidi, released by Lukas, exported as shown; what falls to Weinheim."""
    press(heidi, "Lastenausgleich berechnen")
    follow(heidi, "2018")
    expect(heidi.locator("main")).to_contain_text("freigeben muss eine zweite Person")
    lukas.goto(heidi.url)
    press(lukas, "Lastenausgleich 2018 freigeben")
    expect(lukas.locator(".head .badge")).to_have_text("freigegeben")
    follow(lukas, "Auszahlungsliste")
    # A hundred at a time: the largest amounts stand on the first page.
    with lukas.expect_navigation():
        lukas.locator("main thead").get_by_role("link", name="Betrag").click()
    shown = plain(lukas.locator("tr", has_text=re.compile("^08226096")).inner_text())
    with lukas.expect_download() as waiting:
        lukas.get_by_role("link", name="Tabelle (CSV)").click()
    waiting.value.save_as(folder / "list.csv")
    text = (folder / "list.csv").read_bytes().decode("utf-8-sig")
    rows = {row[0]: row for row in csv.reader(text.splitlines(), delimiter=";")}
    assert len(rows) == 1102
    ags, name, _kreis, persons, share = rows["08226096"]
    amount = f"{int(share):,}".replace(",", ".")
    assert shown == f"{ags} {name} {persons} {amount} € Rhein-Neckar-Kreis"
    return int(share)

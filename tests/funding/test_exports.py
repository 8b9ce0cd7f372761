"""Exports hold exactly what the table shows, in its order, and are logged."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

from bindeglied.trail.models import Event
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db

KREIS = "/foerderung/planungsrahmen/08226/"
LAND = "/foerderung/planungsrahmen/"


def table_on_screen(page: str) -> list[list[str]]:
    """The cells of the rows as text; the sign before a name and the note for phones left out."""
    rows = re.findall(r'<tr[^>]*>\s*<th scope="row">(?:(?!</tr>).)*</tr>', page, re.DOTALL)
    tables = []
    for row in rows:
        row = re.sub(r"<svg.*?</svg>|<small.*?</small>", "", row, flags=re.DOTALL)
        row = re.sub(r'<span class="visually-hidden">.*?</span>', "", row, flags=re.DOTALL)
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        tables.append([" ".join(re.sub(r"<[^>]+>", "", cell).split()) for cell in cells])
    return tables


def plain(cells: list[str]) -> list[str]:
    """Cells of the screen as the export writes them: no marks for thousands, no signs."""
    return [cell.replace(".", "").replace("\N{NO-BREAK SPACE}", "").strip("€ ") for cell in cells]


@pytest.mark.parametrize("order", ["name", "personen", "rahmen"])
@pytest.mark.parametrize(
    ("name", "address", "file"),
    [
        ("Clara", KREIS, f"{KREIS}gemeinden.csv"),
        ("Heidi", LAND, f"{LAND}kreise.csv"),
        ("Bernd", KREIS, f"{KREIS}gemeinden.csv"),
    ],
)
def test_a_csv_is_the_table_on_the_screen(
    cast: CastFixture, name: str, address: str, file: str, order: str
) -> None:
    browser = cast(name, "funding_officer" if name == "Bernd" else None)
    screen = browser.get(address, {"sortierung": order, "warum": ""}).content.decode()
    shown = [plain(row) for row in table_on_screen(screen) if "zusammen" not in row[0]]
    answer = browser.get(file, {"sortierung": order})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [plain(row[1:]) for row in rows[1:]] == shown
    assert len(shown) == {"Clara": 54, "Heidi": 44, "Bernd": 1}[name]


def test_an_xlsx_holds_numbers_as_numbers(cast: CastFixture) -> None:
    answer = cast("Clara").get(f"{KREIS}gemeinden.xlsx", {"sortierung": "rahmen"})
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][:6] == ["08226096", "Weinheim", 352.0, 280220.0, 4.4, 5.5]
    assert len(rows) == 55


def test_an_export_is_one_event_and_a_refused_one_is_none(cast: CastFixture) -> None:
    clara = cast("Clara")
    before = Event.objects.count()
    assert clara.get(f"{KREIS}gemeinden.csv").status_code == 200
    (event,) = Event.objects.order_by("-id")[: Event.objects.count() - before]
    assert (event.verb, event.record_kind) == ("frames exported", "frame release")
    assert event.user_id is not None
    assert event.organisation_id is not None
    assert cast("Ingo").get(f"{KREIS}gemeinden.csv").status_code == 404
    assert Event.objects.count() == before + 1


@pytest.mark.parametrize("form", ["pdf", "csv.exe", "CSV"])
def test_an_unknown_form_is_not_there(cast: CastFixture, form: str) -> None:
    assert cast("Clara").get(f"{KREIS}gemeinden.{form}").status_code == 404


def test_the_kreise_of_the_land_are_for_the_land(cast: CastFixture) -> None:
    assert cast("Clara").get(f"{LAND}kreise.csv").status_code == 403

"""Files of notices: the same rows and the same faults by row and column, whatever the form."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone, translation
from xlsxwriter import Workbook

from bindeglied.funding.forms.notice_files import TITLES, read_notices
from bindeglied.funding.forms.notice_rows import KnownNotices
from bindeglied.places.models import Kreis
from tests.funding.notice_steps import RHEIN_NECKAR
from tests.funding.workbooks import ods, rows_of, xlsx

pytestmark = pytest.mark.django_db
HEAD = "Jahr;Betrag in Euro;Dokument;Aktenzeichen;Tag des Bescheids\n"
GOOD = (
    "AGS;Jahr;Betrag in Euro;Dokument;Aktenzeichen;Tag des Bescheids\n"
    "08226;2025;793.000,00;Zuwendungsbescheid 2025;15.2-0001;03.02.2025\n"
    "8226;2026;292750.37;Zuwendungsbescheid 2026;;2026-02-03\n"
)
FORMS = [str.encode, lambda text: xlsx(rows_of(text)), lambda text: ods(rows_of(text))]


def read(data: bytes | str, **held: Any):  # type: ignore[no-untyped-def]
    data = data.encode() if isinstance(data, str) else data
    return read_notices(
        data, KnownNotices(Kreis.objects.get(pk=RHEIN_NECKAR), held.get("held", {}))
    )


def said(data: bytes | str) -> list[str]:
    return [f"{one.row}, {one.column}: {one.sentence}" for one in read(data).faults]


@pytest.mark.parametrize("form", FORMS)
def test_the_same_rows_come_out_whatever_the_form(form: Callable[[str], bytes]) -> None:
    found = read(form(GOOD))
    assert found.faults == []
    words = [(one.row, one.cleaned_data["year"], one.words()) for one in found.rows]
    assert [(row, year, one.amount_eur, one.file_number) for row, year, one in words] == [
        (2, 2025, Decimal("793000.00"), "15.2-0001"),
        (3, 2026, Decimal("292750.37"), ""),
    ]
    assert [f"{one.issued_on}" for *_, one in words] == ["2025-02-03", "2026-02-03"]


def test_a_workbook_with_real_numbers_and_days_is_read() -> None:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, [str(title) for title in TITLES.values()])
        page.write_row(1, 0, [2026, 292750.37, "Bescheid", "15.2"])
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        page.write_datetime(1, 4, date(2026, 2, 3), day)
    found = read(out.getvalue())
    assert found.faults == []
    (one,) = found.rows
    assert one.words().amount_eur == Decimal("292750.37")
    assert f"{one.words().issued_on}" == "2026-02-03"


ROW = {
    "Jahr": "2026", "Betrag in Euro": "292750.37", "Dokument": "Bescheid", "Aktenzeichen": "15.2",
    "Tag des Bescheids": "2026-02-03",
}  # fmt: skip
TOMORROW = (timezone.localdate() + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("column", "entry", "words"),
    [
        ("Betrag in Euro", "", "füllen Sie das aus"),
        ("Betrag in Euro", "€", "füllen Sie das aus"),
        ("Betrag in Euro", "viel", "keine Zahl"),
        ("Betrag in Euro", "0", "nicht über 0"),
        ("Betrag in Euro", "0,00", "nicht über 0"),
        ("Betrag in Euro", "-5", "ab 0"),
        ("Betrag in Euro", "\N{MINUS SIGN}5", "ab 0"),
        ("Betrag in Euro", "1e400", "keine Zahl"),
        ("Betrag in Euro", "inf", "keine Zahl"),
        ("Betrag in Euro", "NaN", "keine Zahl"),
        ("Betrag in Euro", "=1+1", "keine Zahl"),
        ("Betrag in Euro", "292750,375", "keine Zahl"),
        ("Betrag in Euro", "750.375", "nicht eindeutig"),
        ("Betrag in Euro", "750,375 €", "nicht eindeutig"),
        ("Betrag in Euro", "999999999999.99", "zu groß"),
        ("Betrag in Euro", "٢٩٢٧٥٠", "keine Zahl"),
        ("Jahr", "", "füllen Sie das aus"),
        ("Jahr", "2024", "2024“ geht nicht; Bescheide gibt es für die Jahre 2025 bis"),
        ("Jahr", "2099", "2099“ geht nicht"),
        ("Jahr", "zwanzig", "geht nicht"),
        ("Jahr", "²⁰²⁶", "geht nicht"),
        ("Dokument", "", "füllen Sie das aus"),
        ("Dokument", "x" * 201, "200"),
        ("Dokument", "=HYPERLINK(1)", "Formel"),
        ("Dokument", "@SUM(A1)", "Formel"),
        ("Aktenzeichen", "+1+1", "Formel"),
        ("Aktenzeichen", "x" * 81, "80"),
        ("Tag des Bescheids", "", "füllen Sie das aus"),
        ("Tag des Bescheids", TOMORROW, "in der Zukunft"),
        ("Tag des Bescheids", "31.02.2026", "wie 03.02.2026"),
        ("Tag des Bescheids", "02/03/2026", "wie 03.02.2026"),
        ("Tag des Bescheids", "46056", "wie 03.02.2026"),
        ("AGS", "08317", "nicht der eigene Kreis (08226, Rhein-Neckar-Kreis)"),
        ("AGS", "Rhein-Neckar", "nicht der eigene Kreis"),
        ("Kreis", "Ortenaukreis", "nicht der eigene Kreis"),
    ],
)
@pytest.mark.parametrize("form", FORMS)
def test_a_fault_is_named_by_row_and_column(
    form: Callable[[str], bytes], column: str, entry: str, words: str
) -> None:
    row = ROW | {column: entry}
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerows([list(row), list(row.values())])
    (fault,) = said(form(text.getvalue()))
    assert fault.startswith(f"2, {column}: ")
    assert words in fault


@pytest.mark.parametrize("entry", ["292 750,37", "292\u202f750,37 €", "292'750.37", "292.750,37"])
def test_amounts_are_read_as_people_write_them(entry: str) -> None:
    (row,) = read(f"{HEAD}2026;{entry};Bescheid;;2026-02-03\n").rows
    assert row.words().amount_eur == Decimal("292750.37")


def test_days_are_read_alike_in_every_language() -> None:
    with translation.override("en"):
        (row,) = read(f"{HEAD}2026;5;Bescheid;;03.02.2026\n").rows
        assert f"{row.words().issued_on}" == "2026-02-03"
        (fault,) = read(f"{HEAD}2026;5;Bescheid;;03/02/2026\n").faults
        assert fault.column == "Tag des Bescheids"


def test_a_year_twice_is_a_fault_of_the_second_row() -> None:
    row = "2026;5;Bescheid;;2026-02-03\n"
    (fault,) = said(HEAD + row + row)
    assert fault.startswith("3, Jahr: Das Jahr 2026 steht schon in Zeile 2")


def test_all_faults_of_a_row_stand_in_the_order_of_its_columns() -> None:
    found = said(f"{HEAD}2024;0;;;morgen\n")
    assert [one.split(":")[0] for one in found] == [
        "2, Jahr", "2, Betrag in Euro", "2, Dokument", "2, Tag des Bescheids",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "leer"),
        (xlsx([]), "leer"),
        (HEAD.encode(), "kein einziger Bescheid"),
        (xlsx(rows_of(HEAD)), "kein einziger Bescheid"),
        (b"PK\x03\x04 this is no archive", "beschädigt"),
        (xlsx(rows_of(GOOD))[:-200], "beschädigt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "alten oder verschlüsselten"),
        (b"\x89PNG\r\n\x1a\n\x00\x01\x02", "keine Textdatei"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00", "keine Textdatei"),
        (GOOD.encode("utf-16")[:-1], "beschädigt"),
        (HEAD.replace("Jahr;", "").encode() + b"5;Bescheid;;2026-02-03\n", "Spalte fehlt"),
        (HEAD.replace("Dokument", "Jahr").encode(), "mehr als einmal"),
        ((HEAD + "2026;5;B;;2026-02-03;zu viel\n").encode(), "6 statt 5"),
        ((HEAD + "2026;5;B\n").encode(), "3 statt 5"),
        ((HEAD + '2026;5;"B;;2026-02-03\n').encode(), "Anführungszeichen"),
        ((HEAD + "2026;5;B\0;;2026-02-03\n").encode(), "NUL"),
        ((HEAD + "2026;5;B;;2026-02-03\n" * 201).encode(), "mehr als 200 Zeilen"),
    ],
)
def test_what_is_no_table_of_notices_gets_a_sentence(data: bytes, words: str) -> None:
    found = said(data)
    assert any(words in one for one in found), found
    assert read(data).rows == []


def test_of_many_faults_the_first_stand_there_and_the_others_are_counted() -> None:
    found = said(HEAD + "2026;5\n" * 300)
    assert len(found) == 201
    assert found[-1] == "None, : Weitere Fehler, die hier nicht stehen: 100."


def test_two_headings_of_one_meaning_are_a_fault() -> None:
    text = HEAD.replace("Aktenzeichen", "Bescheid in Euro") + "2026;5;B;6;2026-02-03\n"
    assert said(text) == [
        "1, Betrag in Euro, Bescheid in Euro: Diese Spalte gibt es mehr als einmal."
    ]


def test_columns_that_are_not_used_are_named() -> None:
    found = read(f"{HEAD.strip()};Bemerkung\n2026;5;B;;2026-02-03;x\n")
    assert found.faults == []
    assert [one.sentence for one in found.remarks] == ["Nicht verwendete Spalten: Bemerkung"]

"""Tables out: whatever a name holds, a spreadsheet program reads it as text."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bindeglied.documents.exports import Column, csv_bytes, harmless, xlsx_bytes

COLUMNS = [Column("Name"), Column("Betrag", 0), Column("VZÄ", 1)]


@pytest.mark.parametrize("text", ["=1+1", "+49", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_is_disarmed(text: str) -> None:
    rows = read(csv_bytes(COLUMNS, [(text, 1, None)], decimal_comma=True))
    assert rows[1][0] == f"'{text}"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n")))
def test_every_text_survives_but_for_the_apostrophe(text: str) -> None:
    rows = read(csv_bytes(COLUMNS, [(text, 1, Decimal("0.5"))], decimal_comma=True))
    assert rows[1] == [harmless(text), "1", "0,5"]


def test_english_readers_get_points() -> None:
    rows = read(csv_bytes(COLUMNS, [("x", 1234, Decimal("4.4"))], decimal_comma=False))
    assert rows[1] == ["x", "1234", "4.4"]


def test_a_workbook_has_no_formulas_and_real_numbers() -> None:
    content = xlsx_bytes(COLUMNS, [("=1+1", 1234, Decimal("4.4"))], sheet="Rahmen")
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("Rahmen")
    assert sheet.to_python()[1] == ["=1+1", 1234.0, 4.4]


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))

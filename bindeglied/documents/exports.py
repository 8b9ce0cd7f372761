"""Tables out: the rows of a page as CSV and XLSX, the same columns in the same order."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO, StringIO

from xlsxwriter import Workbook

Cell = str | int | Decimal | None
# What a spreadsheet program would take for a formula.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an export; `decimals` is None for text."""

    title: str
    decimals: int | None = None


def csv_bytes(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, decimal_comma: bool
) -> bytes:
    """UTF-8 with mark and semicolons, as spreadsheet programs open it by a double click.

    Texts that would run as formulas are disarmed with a leading apostrophe. Numbers carry no
    thousands separators; `decimal_comma` says how their decimals are written.
    """
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(column.title) for column in columns])
    for row in rows:
        writer.writerow([_csv_cell(cell, decimal_comma=decimal_comma) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, sheet: str) -> bytes:
    """A workbook with one sheet; numbers are numbers, texts are never formulas or links."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        page = book.add_worksheet(sheet[:31])
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for place, column in enumerate(columns):
            digits = "#,##0" + ("." + "0" * column.decimals if column.decimals else "")
            form = book.add_format({} if column.decimals is None else {"num_format": digits})
            page.set_column(place, place, 34 if column.decimals is None else 14, form)
            page.write_string(0, place, column.title, bold)
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(number, place, cell)
                elif cell is not None:
                    page.write_number(number, place, cell)
        page.freeze_panes(1, 1)
    return out.getvalue()


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _csv_cell(cell: Cell, *, decimal_comma: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    return str(cell).replace(".", ",") if decimal_comma else str(cell)

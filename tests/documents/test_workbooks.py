"""Workbooks that are small and unfold into much, or are broken in places that nobody expects."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from xlsxwriter import Workbook

from bindeglied.documents import workbook_child, workbooks
from bindeglied.documents.workbooks import BROKEN_WORKBOOK, TOO_LARGE_WORKBOOK, read_workbook
from tests.funding.workbooks import xlsx


def book(cells: dict[tuple[int, int], str]) -> bytes:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        for (row, column), text in cells.items():
            sheet.write_string(row, column, text)
    return out.getvalue()


def repeated(text: str, rows: int) -> bytes:
    """The file holds the text once, however often the sheet shows it."""
    return book({(row, column): text for row in range(rows) for column in range(100)})


def said(data: bytes) -> list[str]:
    return [fault.msgid for fault in read_workbook(data, ()).faults]


@pytest.mark.parametrize(
    "data",
    [
        repeated("é" * 30_000, 3),
        repeated("é" * workbook_child.LONGEST_CELL, 90),
        repeated("\N{MUSICAL SYMBOL G CLEF}" * 500, 50),
    ],
    ids=["a long cell", "many cells", "wide letters"],
)
def test_what_unfolds_into_too_much_is_refused_before_it_is_handed_on(data: bytes) -> None:
    words = [sys.executable, "-I", str(Path(workbook_child.__file__))]
    done = subprocess.run(words, input=data, capture_output=True, check=False)  # noqa: S603
    assert (done.returncode, done.stdout) == (workbook_child.TOO_LARGE, b"")
    assert said(data) == [TOO_LARGE_WORKBOOK]


def test_the_longest_entry_is_read_as_it_is() -> None:
    longest = "ä" * workbook_child.LONGEST_CELL
    (record,) = read_workbook(xlsx([["Dokument"], [longest]]), ()).records
    assert record.cells == (longest,)


def test_a_table_that_begins_further_in_keeps_its_place() -> None:
    table = read_workbook(book({(2, 1): "AGS", (3, 1): "x", (3, 2): "y"}), ())
    assert (table.header, table.header_row) == (("", "AGS"), 3)
    assert [(fault.row, fault.column) for fault in table.faults] == [(4, "3")]


@pytest.mark.parametrize(
    "child",
    [
        "import sys; sys.stdin.buffer.read(); sys.stdout.write('x' * (9 << 20))",
        "import time; time.sleep(60)",
    ],
)
def test_of_a_child_that_writes_or_waits_too_long_nothing_is_taken(
    child: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file := tmp_path / "child.py").write_text(child)
    words: dict[str, Any] = {**vars(workbook_child), "__file__": str(file)}
    monkeypatch.setattr(workbooks, "workbook_child", SimpleNamespace(**words))
    monkeypatch.setattr(workbooks, "SECONDS", 2)
    assert said(xlsx([["AGS"]])) == [TOO_LARGE_WORKBOOK]


def test_an_archive_of_a_version_that_nobody_reads_is_broken() -> None:
    data = bytearray(xlsx([["AGS", "Personen"]]))
    data[data.index(b"PK\x01\x02") + 6] = 99
    assert said(bytes(data)) == [BROKEN_WORKBOOK]

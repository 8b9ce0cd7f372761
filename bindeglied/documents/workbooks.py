"""Reads a table from a workbook, XLSX or ODS, into the same `Table` as a text file gives."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Collection
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from threading import Timer
from typing import IO, cast

from bindeglied.documents import workbook_child
from bindeglied.documents.remarks import Remark, gettext_noop
from bindeglied.documents.tables import EMPTY_FILE, Table, add_record, note_columns_twice

ARCHIVE, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MOST_FILES, MOST_BYTES = 2_000, 64 << 20
SECONDS = 20

OLD_FORM = gettext_noop(
    "Das ist eine Arbeitsmappe in einem alten oder verschlüsselten Format; bitte ohne Kennwort als"
    " XLSX, ODS oder CSV speichern."
)
BROKEN_WORKBOOK = gettext_noop(
    "Die Datei ist beschädigt oder keine Arbeitsmappe; sie lässt sich nicht öffnen."
)
TOO_LARGE_WORKBOOK = gettext_noop(
    "Die Arbeitsmappe ist zu groß; gelesen werden höchstens 20.000 Zeilen und 100 Spalten."
)


def is_workbook(data: bytes) -> bool:
    """Whether these are the bytes of a workbook, of whatever kind."""
    return data.startswith((ARCHIVE, OLD_WORKBOOK))


def read_workbook(data: bytes, known: Collection[str]) -> Table:
    """Read the first sheet; its first row with an entry is the header, as for `read_table`.

    The row of a remark is that of the sheet. What cannot be read stands in `faults`.
    """
    table = Table()
    fault = _fault_of_archive(data)
    rows = [] if fault else _rows(data)
    if isinstance(rows, str):
        fault, rows = rows, []
    if fault:
        table.faults.append(Remark(fault))
        return table
    for number, cells in enumerate(rows, start=1):
        _take(table, number, cells)
    if not table.header:
        table.faults.append(Remark(EMPTY_FILE, row=1))
    note_columns_twice(table, known)
    return table


def _fault_of_archive(data: bytes) -> str:
    """Why an archive is not opened at all; empty if it may be."""
    if data.startswith(OLD_WORKBOOK):
        return OLD_FORM
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            files = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError):  # a newer ZIP is a RuntimeError
        return BROKEN_WORKBOOK
    if len(files) > MOST_FILES or sum(one.file_size for one in files) > MOST_BYTES:
        return TOO_LARGE_WORKBOOK
    return ""


def _rows(data: bytes) -> list[list[str]] | str:
    """The rows of the first sheet, or why there are none; read by a process of its own."""
    end, written = _of_child(data)
    if end == workbook_child.TOO_LARGE or end < 0:
        return TOO_LARGE_WORKBOOK
    if end:
        return BROKEN_WORKBOOK
    rows: list[list[str]] = json.loads(written)
    return rows


def _of_child(data: bytes) -> tuple[int, bytes]:
    """How the child ended, below 0 if it was stopped, and what it wrote, up to its own limit."""
    child = subprocess.Popen(  # noqa: S603 - our own file, nothing of the upload in the words
        [sys.executable, "-I", str(Path(workbook_child.__file__))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    limit = Timer(SECONDS, child.kill)
    limit.start()
    try:
        with child, cast(IO[bytes], child.stdout) as answer:
            # It reads to the end before it writes, so nobody waits for the other.
            with suppress(BrokenPipeError), cast(IO[bytes], child.stdin) as question:
                question.write(data)
            written = answer.read(workbook_child.MOST_BYTES + 1)
            if len(written) > workbook_child.MOST_BYTES:
                child.kill()
    finally:
        limit.cancel()
    return child.returncode, written


def _take(table: Table, number: int, cells: list[str]) -> None:
    """One row of a sheet; every row of it is as wide as the widest."""
    if not any(cell.strip() for cell in cells):
        return
    width = max(place for place, cell in enumerate(cells, start=1) if cell.strip())
    if not table.header:
        table.header = tuple(cell.strip() for cell in cells[:width])
        table.header_row = number
        return
    filled = cells[: max(width, len(table.header))]
    add_record(table, number, filled + [""] * (len(table.header) - len(filled)))

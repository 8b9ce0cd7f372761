"""Reads one workbook from the standard input and writes its first sheet as JSON: a process alone.

A few kilobytes can unfold into gigabytes, and the library gives up its whole process then. Here
that process is this one: it has little memory and little time, and nobody else waits in it.
Run as a file, it imports nothing of the product.
"""

import json
import sys
from io import BytesIO
from typing import Any

MEMORY_BYTES = 1 << 30
SECONDS = 10
MOST_ROWS, MOST_COLUMNS = 20_000, 100
LONGEST_CELL, MOST_BYTES = 1_000, 8 << 20
TOO_LARGE = 3


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on this kind of machine
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _text(cell: object) -> str:
    """A cell as a text file would hold it: whole numbers without decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _written(sheet: Any) -> bytes | None:
    """The rows as JSON; None where a text that the file holds once unfolds into too much."""
    rows, letters = [], 0
    before = [""] * sheet.start[1] if sheet.start else []  # columns without any entry
    for cells in sheet.iter_rows():
        row = before + [_text(cell) for cell in cells]
        letters += sum(map(len, row))
        if letters > MOST_BYTES or any(len(cell) > LONGEST_CELL for cell in row):
            return None
        rows.append(row)
    written = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    return written if len(written) <= MOST_BYTES else None


def _read() -> int:
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read())).get_sheet_by_index(0)
    if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
        return TOO_LARGE
    written = _written(sheet)
    if written is None:
        return TOO_LARGE
    sys.stdout.buffer.write(written)
    return 0


if __name__ == "__main__":
    _limit()
    sys.exit(_read())

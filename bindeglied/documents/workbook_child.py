"""Reads one workbook from the standard input and writes its first sheet as JSON: a process alone.

A few kilobytes can unfold into gigabytes, and the library gives up its whole process then. Here
that process is this one: it has little memory and little time, and nobody else waits in it.
Run as a file, it imports nothing of the product.
"""

import json
import sys
from io import BytesIO

MEMORY_BYTES = 1 << 30
SECONDS = 10
MOST_ROWS, MOST_COLUMNS = 20_000, 100
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


def _read() -> int:
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read())).get_sheet_by_index(0)
    if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
        return TOO_LARGE
    rows = sheet.to_python(skip_empty_area=False)
    json.dump([[_text(cell) for cell in row] for row in rows], sys.stdout)
    return 0


if __name__ == "__main__":
    _limit()
    sys.exit(_read())

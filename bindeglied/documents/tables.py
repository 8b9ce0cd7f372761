"""Reads a table from a text file as spreadsheets write it, and lists what is wrong with it."""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from bindeglied.documents.remarks import Remark, gettext_noop
from bindeglied.documents.workbook_child import MOST_COLUMNS, MOST_ROWS

DELIMITERS = (";", ",", "\t")

EMPTY_FILE = gettext_noop("Die Datei ist leer.")
WORKBOOK = gettext_noop(
    "Das ist eine Arbeitsmappe und keine Textdatei; bitte als CSV speichern und diese angeben."
)
BINARY = gettext_noop("Das ist keine Textdatei.")
BROKEN_ENCODING = gettext_noop(
    "Der Text ist beschädigt; er lässt sich nicht als %(encoding)s lesen."
)
READ_AS_WINDOWS = gettext_noop("Der Text ist nicht UTF-8; er wurde als Windows-1252 gelesen.")
NUL = gettext_noop("Hier steht ein NUL-Zeichen; die Datei ist vermutlich beschädigt.")
QUOTES = gettext_noop(
    "Die Anführungszeichen stimmen nicht: eines fehlt, oder hinter dem letzten steht noch Text."
)
TOO_LONG = gettext_noop("Der Eintrag ist zu lang; vermutlich fehlt ein Anführungszeichen.")
TOO_FEW = gettext_noop(
    "Die Zeile hat %(found)s statt %(expected)s Einträge; hier fehlt der erste davon."
)
TOO_MANY = gettext_noop(
    "Die Zeile hat %(found)s statt %(expected)s Einträge; dieser hat keine Überschrift."
)
COLUMN_TWICE = gettext_noop("Diese Spalte gibt es mehr als einmal.")
TOO_LARGE = gettext_noop(
    "Die Datei ist zu groß; gelesen werden höchstens 20.000 Zeilen und 100 Spalten."
)

_WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MARKS = (
    (codecs.BOM_UTF8, "UTF-8"),
    (codecs.BOM_UTF32_LE, "UTF-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
# Excel writes and understands a first line that only names the delimiter.
_DELIMITER_LINE = re.compile(r'"?sep=(?P<delimiter>[;,\t])"?\s*', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the table; `row` is the line of the file on which it begins."""

    row: int
    cells: tuple[str, ...]


@dataclass(slots=True)
class Table:
    """What could be read. Without a header nothing could, and `faults` says why."""

    header: tuple[str, ...] = ()
    header_row: int = 1
    records: list[Record] = field(default_factory=list)
    faults: list[Remark] = field(default_factory=list)
    notices: list[Remark] = field(default_factory=list)
    # Other headers that mean the same: what the file may write -> the name that is asked for.
    also: Mapping[str, str] = field(default_factory=dict)

    def position(self, name: str) -> int | None:
        """The position of the column with this header, or one that means the same, or None."""
        folded = [self.meaning(header) for header in self.header]
        return folded.index(name) if name in folded else None

    def meaning(self, header: str) -> str:
        """The name that a header means, folded."""
        folded = folded_name(header)
        return self.also.get(folded, folded)


class _NotText(Exception):
    def __init__(self, msgid: str, **values: object) -> None:
        self.remark = Remark(msgid, row=1, values=values)


def folded_name(text: str) -> str:
    """Text as it is compared: NFC, trimmed, letters of either case alike; nothing else."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).strip().casefold())


def read_table(data: bytes, known: Collection[str], *, is_bounded: bool = False) -> Table:
    """Reads the bytes of a file with a header line; `known` are the (folded) headers of interest.

    UTF-8 with or without mark, UTF-16 and Windows-1252 are understood; semicolon, comma and tab
    are told apart by the header. Empty lines are passed over. Faulty rows are left out of
    `records` and stand in `faults`. `is_bounded` refuses more lines and columns than a workbook may
    have, sound or faulty.
    """
    table = Table()
    try:
        text, is_guess = _decoded(data)
    except _NotText as problem:
        table.faults.append(problem.remark)
        return table
    if is_guess:
        table.notices.append(Remark(READ_AS_WINDOWS))
    lines = io.StringIO(text, newline="").readlines()
    start, delimiter = _first_line(lines)
    while start < len(lines) and _is_blank(lines[start]):
        start += 1
    if start == len(lines):
        table.faults.append(Remark(EMPTY_FILE, row=1))
        return table
    if is_bounded and len(lines) > MOST_ROWS:
        return Table(faults=[Remark(TOO_LARGE)])
    _fill(table, lines, start, delimiter or _likeliest_delimiter(lines[start:], known))
    if is_bounded and len(table.header) > MOST_COLUMNS:
        return Table(faults=[Remark(TOO_LARGE)])
    note_columns_twice(table, known)
    return table


def note_columns_twice(table: Table, known: Collection[str]) -> None:
    """Note every header of interest that stands there more than once."""
    for name in known:
        if sum(folded_name(header) == name for header in table.header) > 1:
            table.faults.append(Remark(COLUMN_TWICE, row=table.header_row, column=name))


def _decoded(data: bytes) -> tuple[str, bool]:
    """The text, and whether its encoding is a guess."""
    if data.startswith(_WORKBOOK_MARKS):
        raise _NotText(WORKBOOK)
    for mark, encoding in (*_MARKS, *_utf16_without_mark(data)):
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(_codec(encoding, mark)), False
            except UnicodeDecodeError:
                raise _NotText(BROKEN_ENCODING, encoding=encoding) from None
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise _NotText(BINARY) from None
    if any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n\f" for sign in set(text)):
        raise _NotText(BINARY)
    return text, True


def _codec(encoding: str, mark: bytes) -> str:
    if encoding in ("UTF-8", "UTF-16-LE", "UTF-16-BE"):
        return encoding
    little = mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF32_LE)
    return f"{encoding}-{'LE' if little else 'BE'}"


def _utf16_without_mark(data: bytes) -> tuple[tuple[bytes, str], ...]:
    """A header of plain letters in UTF-16 has a zero in every second byte."""
    first = data[:16]
    if len(first) < 16 or len(data) % 2:
        return ()
    if not any(first[1::2]) and all(first[0::2]):
        return ((b"", "UTF-16-LE"),)
    if not any(first[0::2]) and all(first[1::2]):
        return ((b"", "UTF-16-BE"),)
    return ()


def _first_line(lines: list[str]) -> tuple[int, str | None]:
    """Where the search for the header begins, and the delimiter if the file names it."""
    named = _DELIMITER_LINE.fullmatch(lines[0]) if lines else None
    return (1, named["delimiter"]) if named else (0, None)


def _is_blank(line: str) -> bool:
    return not line.strip("".join(DELIMITERS) + " \r\n\xa0")


def _likeliest_delimiter(lines: list[str], known: Collection[str]) -> str:
    def fitness(delimiter: str) -> tuple[int, int]:
        try:
            names = next(csv.reader(lines[:20], delimiter=delimiter), [])
        except csv.Error:  # an endless entry; reading it in earnest says so
            return 0, 0
        return sum(folded_name(name) in known for name in names), len(names)

    return max(DELIMITERS, key=fitness)


def _fill(table: Table, lines: list[str], start: int, delimiter: str) -> None:
    for row, item in _records(lines, start, delimiter):
        if isinstance(item, tuple):
            msgid, position = item
            table.faults.append(Remark(msgid, row=row, column=_column(table, position)))
            if not table.header:
                return
        elif not table.header:
            table.header = tuple(cell.strip() for cell in item)
            table.header_row = row
            if any("\0" in cell for cell in item):
                table.faults.append(Remark(NUL, row=row, column=_nul_column(table, item)))
        elif any(cell.strip() for cell in item):
            add_record(table, row, item)


def add_record(table: Table, row: int, cells: list[str]) -> None:
    """Put one row below the header, or note why it does not fit there."""
    found, expected = len(cells), len(table.header)
    counts = {"found": found, "expected": expected}
    if any("\0" in cell for cell in cells):
        table.faults.append(Remark(NUL, row=row, column=_nul_column(table, cells)))
    elif found != expected:
        msgid = TOO_FEW if found < expected else TOO_MANY
        column = _column(table, min(found, expected))
        table.faults.append(Remark(msgid, row=row, column=column, values=counts))
    else:
        table.records.append(Record(row, tuple(cells)))


def _nul_column(table: Table, cells: list[str]) -> str:
    return _column(table, next(i for i, cell in enumerate(cells) if "\0" in cell))


def _column(table: Table, position: int) -> str:
    """The header of a column, or its number where it has none."""
    has_header = position < len(table.header) and table.header[position]
    return table.header[position] if has_header else str(position + 1)


def _records(
    lines: list[str], start: int, delimiter: str
) -> Iterator[tuple[int, list[str] | tuple[str, int]]]:
    """Each record with the line on which it begins; a fault as its text and position."""
    reader = csv.reader(lines[start:], delimiter=delimiter, strict=True)
    while True:
        begin = start + reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raw = "".join(lines[begin : start + reader.line_num])
            is_too_long = "limit" in str(error)
            yield begin + 1, (TOO_LONG if is_too_long else QUOTES, _open_cell(raw, delimiter))
            if is_too_long:
                return  # the rest would be read from the middle of an entry
        else:
            yield begin + 1, cells


def _open_cell(raw: str, delimiter: str) -> int:
    """The position of the first cell whose quotes do not fit."""
    position, inside = 0, False
    for sign, following in zip(raw, raw[1:] + "\n", strict=True):
        if sign == '"':
            inside = not inside
            if not inside and following not in f'"{delimiter}\r\n':
                break
        elif sign == delimiter and not inside:
            position += 1
    return position

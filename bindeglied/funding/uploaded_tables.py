"""A table that somebody uploads, as text, XLSX or ODS, and what its preview says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bindeglied.documents.remarks import Remark, Translate, gettext_noop, shown_plainly
from bindeglied.documents.tables import COLUMN_TWICE, Table, read_table
from bindeglied.documents.workbooks import is_workbook, read_workbook

MOST_BYTES = 2 << 20
MOST_FAULTS = 200

FURTHER_FAULTS = gettext_noop("Weitere Fehler, die hier nicht stehen: %(n)s.")


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A remark in words, with the place it is about; empty where it is about the whole file.

    `href` is the page on which something can be done about it, empty where there is none;
    `stands_for` says how many there are where the remark only counts them.
    """

    row: int | None
    column: str
    sentence: str
    href: str = ""
    stands_for: int = 1


def table_of(data: bytes, headings: Mapping[str, str]) -> Table:
    """Read the bytes of a file, of whatever kind; what cannot be read stands in its faults.

    `headings` leads from (folded) headings to the names of columns; a name is a heading, too. Two
    headings of the same meaning are a fault, because nobody could say which of them counts.
    """
    known = tuple(dict.fromkeys((*headings.values(), *headings)))
    is_book = is_workbook(data)
    table = read_workbook(data, known) if is_book else read_table(data, known, is_bounded=True)
    table.also = headings
    noted = {fault.column for fault in table.faults if fault.msgid == COLUMN_TWICE}
    for name in dict.fromkeys(headings.values()):
        written = [header for header in table.header if table.meaning(header) == name]
        if len({header.casefold() for header in written}) > 1 and not noted & set(written):
            fault = Remark(COLUMN_TWICE, row=table.header_row, column=", ".join(written))
            table.faults.append(fault)
    return table


def further_faults(faults: Sequence[object]) -> list[Remark]:
    """What stands behind the first MOST_FAULTS of a list: how many more there are, if any."""
    n = len(faults) - MOST_FAULTS
    return [Remark(FURTHER_FAULTS, values={"n": n})] if n > 0 else []


def number_of(faults: Sequence[ShownRemark]) -> int:
    """How many faults a file has, with those that are only counted."""
    return sum(one.stands_for for one in faults)


def in_words(remark: Remark, translate: Translate, href: str = "") -> ShownRemark:
    """A remark in the reader's language, foreign text made safe for one line."""
    return ShownRemark(
        row=remark.row,
        column=shown_plainly(remark.column or ""),
        sentence=Remark(remark.msgid, values=remark.values).text(translate),
        href=href,
        stands_for=int(str(remark.values["n"])) if remark.msgid == FURTHER_FAULTS else 1,
    )

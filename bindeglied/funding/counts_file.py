"""Reads a file of counted persons per municipality and finds every fault in it.

Faults and notices name the line and the column; a file with a fault yields no rows to compute.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bindeglied.documents.remarks import Remark, gettext_noop
from bindeglied.documents.tables import Record, Table, read_table
from bindeglied.funding.place_lookup import FoundPlace, NoSuchPlace, PlaceLookup

PERSONS, AGS, NAME = "persons", "ags", "municipality"
MOST_DIGITS = 9
# What is entered or uploaded: sums of it fit into the columns that keep them.
MOST_PERSONS = 9_999_999

NO_PERSONS_COLUMN = gettext_noop("Die Spalte persons fehlt.")
NO_PLACE_COLUMN = gettext_noop(
    "Es fehlt eine Spalte, die die Gemeinde nennt: ags oder municipality, oder beide."
)
NO_ROWS = gettext_noop("Unter der Kopfzeile steht keine einzige Gemeinde.")
TOTAL_OF_ZERO = gettext_noop("Die Personen aller Gemeinden ergeben zusammen 0.")
OTHER_COLUMNS = gettext_noop("Nicht verwendete Spalten: %(columns)s")

NO_PLACE = gettext_noop("Hier fehlt die Gemeinde.")
SAME_PLACE = gettext_noop(
    "Die Gemeinde %(name)s steht schon in Zeile %(first_row)s; jede darf nur einmal vorkommen."
)

PERSONS_EMPTY = gettext_noop("Hier fehlt die Zahl der Personen.")
PERSONS_NEGATIVE = gettext_noop("„%(entry)s“ ist negativ; Personen werden ab 0 gezählt.")
PERSONS_PLUS = gettext_noop("„%(entry)s“: bitte ohne Pluszeichen schreiben.")
PERSONS_SEPARATED = gettext_noop(
    "„%(entry)s“ ist nicht eindeutig: Tausender oder Bruchteil? Bitte nur Ziffern schreiben."
)
PERSONS_FRACTION = gettext_noop("„%(entry)s“ ist keine ganze Zahl; bitte ohne Nachkommastellen.")
PERSONS_SPACED = gettext_noop("„%(entry)s“ enthält Leerzeichen; bitte nur Ziffern schreiben.")
PERSONS_OTHER_DIGITS = gettext_noop(
    "„%(entry)s“ enthält andere Ziffern als 0 bis 9; bitte neu eintippen."
)
PERSONS_TOO_LARGE = gettext_noop("„%(entry)s“ hat mehr als 9 Ziffern.")
PERSONS_TOO_MANY = gettext_noop(
    "„%(entry)s“ ist zu groß; möglich sind höchstens 9.999.999 Personen."
)
PERSONS_NO_NUMBER = gettext_noop("„%(entry)s“ ist keine Zahl.")

# The first pattern that fits says why an entry is no count.
_WHY_NO_COUNT = (
    (re.compile(r"[0-9]+"), PERSONS_TOO_LARGE),
    (re.compile(r"[-\u2212\u2013][0-9.,]+"), PERSONS_NEGATIVE),
    (re.compile(r"\+[0-9.,]+"), PERSONS_PLUS),
    (re.compile(r"[0-9]{1,3}([.,'’][0-9]{3})+"), PERSONS_SEPARATED),
    (re.compile(r"(?=.*[0-9])[0-9.,]+"), PERSONS_FRACTION),
    (re.compile(r"[0-9]+(\s+[0-9]+)+"), PERSONS_SPACED),
)
_COUNT = re.compile(rf"[0-9]{{1,{MOST_DIGITS}}}")


@dataclass(frozen=True, slots=True)
class CountedPlace:
    """One row: a municipality as the register names it (else as the file does) and its persons."""

    row: int
    name: str
    ags: str | None
    persons: int


@dataclass(slots=True)
class CountsFile:
    """The rows in the order of the file; if there are faults, the rows are not complete."""

    places: list[CountedPlace] = field(default_factory=list)
    faults: list[Remark] = field(default_factory=list)
    notices: list[Remark] = field(default_factory=list)

    @property
    def persons(self) -> int:
        """The persons of all rows."""
        return sum(place.persons for place in self.places)


def read_counts(data: bytes, lookup: PlaceLookup, *, total_is_stated: bool = False) -> CountsFile:
    """Reads the bytes of a text file with the columns persons and ags or municipality.

    `total_is_stated` says that the persons of the whole Land are known from elsewhere: the rows
    may then add up to 0.
    """
    table = read_table(data, known=(PERSONS, AGS, NAME))
    return counts_of_table(table, lookup, total_is_stated=total_is_stated)


def counts_of_table(
    table: Table, lookup: PlaceLookup, *, total_is_stated: bool = False
) -> CountsFile:
    """The same for a table that was read already, from whatever kind of file."""
    counts = CountsFile(faults=table.faults, notices=table.notices)
    if table.header:
        counts.faults.extend(_missing_columns(table))
    if not table.header or any(fault.row == table.header_row for fault in counts.faults):
        return counts
    counts.notices.extend(_unused_columns(table))
    _Reading(table, lookup, counts).read_all()
    if not counts.faults and not counts.places:
        counts.faults.append(Remark(NO_ROWS, row=table.header_row, column=_written(table, PERSONS)))
    elif not counts.faults and counts.persons == 0 and not total_is_stated:
        column = _written(table, PERSONS)
        counts.faults.append(Remark(TOTAL_OF_ZERO, row=table.header_row, column=column))
    counts.faults.sort(key=lambda fault: fault.row or 0)
    return counts


def _missing_columns(table: Table) -> Iterable[Remark]:
    row = table.header_row
    if table.position(PERSONS) is None:
        yield Remark(NO_PERSONS_COLUMN, row=row, column=PERSONS)
    if table.position(AGS) is None and table.position(NAME) is None:
        yield Remark(NO_PLACE_COLUMN, row=row, column=f"{AGS}, {NAME}")


def _unused_columns(table: Table) -> Iterable[Remark]:
    unused = [name for name in table.header if table.meaning(name) not in (PERSONS, AGS, NAME, "")]
    if unused:
        yield Remark(OTHER_COLUMNS, values={"columns": ", ".join(unused)})


def _written(table: Table, name: str) -> str:
    position = table.position(name)
    return name if position is None else table.header[position]


@dataclass(slots=True)
class _Reading:
    """The state while the records of one table are read."""

    table: Table
    lookup: PlaceLookup
    counts: CountsFile
    first_rows: dict[str, int] = field(default_factory=dict)

    def read_all(self) -> None:
        persons, ags, name = map(self.table.position, (PERSONS, AGS, NAME))
        for record in self.table.records:
            found = self._place(record, _cell(record, ags), _cell(record, name))
            entry = _cell(record, persons)
            reason = why_no_count(entry)
            if reason is not None:
                self._fault(record, PERSONS, reason, {"entry": entry})
            elif found is not None:
                counted = CountedPlace(record.row, found.name, found.ags, int(entry))
                self.counts.places.append(counted)

    def _place(self, record: Record, ags: str, name: str) -> FoundPlace | None:
        """The municipality of the record; None if it has a fault, which is then noted."""
        column = AGS if ags or (not name and self.table.position(NAME) is None) else NAME
        if not ags and not name:
            self._fault(record, column, NO_PLACE, {})
            return None
        try:
            found = self.lookup.find(ags, name)
        except NoSuchPlace as problem:
            column = AGS if problem.is_about_ags else NAME
            self._fault(record, column, problem.msgid, problem.values)
            return None
        first_row = self.first_rows.setdefault(found.identity, record.row)
        if first_row != record.row:
            values = {"name": found.name, "first_row": first_row}
            self._fault(record, column, SAME_PLACE, values)
            return None
        written = _written(self.table, column)
        self.counts.notices.extend(
            Remark(msgid, record.row, written, values) for msgid, values in found.notices
        )
        return found

    def _fault(self, record: Record, column: str, msgid: str, values: Mapping[str, object]) -> None:
        remark = Remark(msgid, record.row, _written(self.table, column), values)
        self.counts.faults.append(remark)


def _cell(record: Record, position: int | None) -> str:
    return "" if position is None else record.cells[position].strip()


def why_no_count(entry: str) -> str | None:
    """The reason (a German text to be translated) why an entry is no count; None if it is one."""
    if _COUNT.fullmatch(entry):
        return None
    if not entry:
        return PERSONS_EMPTY
    for pattern, reason in _WHY_NO_COUNT:
        if pattern.fullmatch(entry):
            return reason
    has_other_digits = any(sign.isnumeric() and sign not in "0123456789" for sign in entry)
    return PERSONS_OTHER_DIGITS if has_other_digits else PERSONS_NO_NUMBER


def why_not_entered(entry: str) -> str | None:
    """The same for a count that is to be entered: it is bounded, because sums of it are kept."""
    reason = why_no_count(entry)
    return PERSONS_TOO_MANY if reason is None and int(entry) > MOST_PERSONS else reason

"""Whether the ledger says what follows from its sources, and releases what follows from the law.

For `bindeglied reconcile`. Nothing here uses what the actions compute; faults carry German
sentences, marked for the catalogue, and the values that belong into them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Sum

from bindeglied.documents.remarks import gettext_noop
from bindeglied.funding.models import LedgerEntry
from bindeglied.funding.reckonings import RECKONINGS, Due, Reckoning

AMOUNT_DIFFERS = gettext_noop("%(row)s: im Buch %(entered)s, nach der Quelle %(due)s")
NO_ENTRY = gettext_noop("%(row)s: Quelle über %(due)s ohne Eintrag")
NO_SOURCE = gettext_noop("%(row)s: Eintrag über %(entered)s ohne Quelle")
WRONG_PLACE = gettext_noop(
    "%(row)s: eingetragen unter %(elsewhere)s mit %(entered)s, nach der Quelle %(due)s"
)
NO_RECKONING = gettext_noop(
    "%(row)s: Eintrag über %(entered)s, zu dessen Quelle es keine Rechnung gibt"
)


@dataclass(frozen=True, slots=True)
class Row:
    """Where an amount stands: its source, kind, programme, year and place (AGS, or None)."""

    source_kind: str
    source_key: UUID
    kind: str
    programme: str
    year: int
    kreis: str | None
    municipality: str | None

    def differing(self, other: Row) -> int:
        """In how many respects two rows differ."""
        return sum(getattr(self, one.name) != getattr(other, one.name) for one in fields(self))


@dataclass(frozen=True, slots=True)
class LedgerFault:
    """One row that does not agree: what is wrong with it, in euros what is entered and what due."""

    words: str
    row: Row
    entered_eur: Decimal | None = None
    due_eur: Decimal | None = None
    elsewhere: Row | None = None


@dataclass(slots=True)
class Reconciliation:
    """The comparison of the ledger with all sources; the counts are complete when it is over."""

    reckonings: Mapping[str, Reckoning] = field(default_factory=lambda: RECKONINGS)
    entries: int = 0
    sources: int = 0

    def faults(self) -> Iterator[LedgerFault]:
        """Compare kind by kind of source, in the order of their names."""
        entered: defaultdict[str, dict[Row, Decimal]] = defaultdict(dict)
        for row, amount in self._entered():
            entered[row.source_kind][row] = amount
        for source_kind in sorted(entered.keys() | self.reckonings.keys()):
            if reckoning := self.reckonings.get(source_kind):
                due = self._due(source_kind, reckoning)
                yield from _compared(entered[source_kind], due)
            else:
                for row, amount in sorted(entered[source_kind].items(), key=_order):
                    yield LedgerFault(NO_RECKONING, row, entered_eur=amount)

    def _entered(self) -> Iterator[tuple[Row, Decimal]]:
        columns = ("source_kind", "source_key", "kind", "programme", "year")
        groups = LedgerEntry.objects.order_by().values_list(*columns, "kreis", "municipality")
        for *place, amount, number in groups.annotate(Sum("amount_eur"), Count("pk")):
            self.entries += number
            yield Row(*place), amount

    def _due(self, source_kind: str, reckoning: Reckoning) -> dict[Row, Decimal]:
        sums: defaultdict[Row, Decimal] = defaultdict(Decimal)
        keys = set()
        for due in reckoning():
            keys.add(due.source_key)
            sums[_row_of(source_kind, due)] += due.amount_eur
        self.sources += len(keys)
        return sums


def _row_of(source_kind: str, due: Due) -> Row:
    return Row(
        source_kind,
        due.source_key,
        due.kind.value,
        due.programme,
        due.year,
        due.kreis,
        due.municipality,
    )


def _compared(entered: dict[Row, Decimal], due: dict[Row, Decimal]) -> Iterator[LedgerFault]:
    for row, amount in sorted(due.items(), key=_order):
        if row in entered and entered[row] != amount:
            yield LedgerFault(AMOUNT_DIFFERS, row, entered[row], amount)
    strays: defaultdict[UUID, dict[Row, Decimal]] = defaultdict(dict)
    for row, amount in sorted(entered.items(), key=_order):
        if row not in due:
            strays[row.source_key][row] = amount
    for row, amount in sorted(due.items(), key=_order):
        if row not in entered:
            yield _missing(row, amount, strays[row.source_key])
    for stray in strays.values():
        for row, amount in stray.items():
            yield LedgerFault(NO_SOURCE, row, entered_eur=amount)


def _missing(row: Row, amount: Decimal, strays: dict[Row, Decimal]) -> LedgerFault:
    """A source without its entry; what was entered for it elsewhere is most like it."""
    if not strays:
        return LedgerFault(NO_ENTRY, row, due_eur=amount)
    likest = min(strays, key=row.differing)
    return LedgerFault(WRONG_PLACE, row, strays.pop(likest), amount, likest)


def _order(item: tuple[Row, Decimal]) -> tuple[str, ...]:
    row = item[0]
    place = row.municipality or row.kreis or ""
    return (str(row.year), row.programme, place, row.kind, str(row.source_key))

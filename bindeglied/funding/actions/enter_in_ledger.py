"""Enter an amount in the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bindeglied.funding.models import LedgerEntry, LedgerKind


@dataclass(frozen=True, slots=True)
class Entered:
    """One amount in euros (below 0 where it takes something back) and the row it comes from.

    `kreis` is an AGS of five digits, `municipality` one of eight; neither for money of the Land.
    """

    kind: LedgerKind
    programme: str
    year: int
    amount_eur: Decimal
    source_kind: str
    source_key: UUID
    kreis: str | None = None
    municipality: str | None = None


@transaction.atomic
def enter_in_ledger(entries: Iterable[Entered], *, by: UUID | None) -> int:
    """Append these amounts, within the transaction of the deed they come from; how many there were.

    Amounts of 0 are entered too, so that every source has its entry. The deed records the event.
    """
    now = timezone.now()
    rows = [
        LedgerEntry(
            kind=one.kind,
            programme_id=one.programme,
            year=one.year,
            kreis_id=one.kreis or (one.municipality[:5] if one.municipality else None),
            municipality_id=one.municipality,
            amount_eur=one.amount_eur,
            source_kind=one.source_kind,
            source_key=one.source_key,
            entered_at=now,
            entered_by=by,
        )
        for one in entries
    ]
    LedgerEntry.objects.bulk_create(rows)
    return len(rows)

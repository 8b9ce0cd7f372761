"""Enter the frames of a release in the ledger."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from bindeglied.funding.actions.enter_in_ledger import Entered, enter_in_ledger
from bindeglied.funding.models import (
    FrameRelease,
    LedgerEntry,
    LedgerKind,
    PlanningFrame,
    Programme,
)

SOURCE_KIND = "planning frame"
PROGRAMME = "integrationsmanagement"
NOTHING = Decimal(0)


@transaction.atomic
def enter_frames(release: FrameRelease, *, by: UUID | None) -> int:
    """Append what a release allocates, within the transaction that releases it; how many entries.

    The deed that releases records the event.
    """
    lock_frames()
    return enter_in_ledger(ledger_entries(release), by=by)


def lock_frames() -> None:
    """Until the end of the transaction nobody else releases frames.

    Two releases at once must not both take what stands there for their beginning. Whoever holds
    several locks takes them in one order, so that nobody waits in a circle: the survey, the frames
    or the relief, the Kreis with its notices (`lock_notices`), last the row that changes.
    """
    Programme.objects.select_for_update(no_key=True).get(pk=PROGRAMME)


def ledger_entries(release: FrameRelease) -> list[Entered]:
    """One entry per municipality and year of the release, in euros; by municipality, then year.

    A later release for the same year stands in for the earlier one: what is entered is what its
    frame differs by from what stands there, so that the ledger adds up to the newest frames.
    """
    frames = list(PlanningFrame.objects.filter(release=release).order_by("municipality_id"))
    before = {year: _allocated(year) for year in release.years}
    return [
        Entered(
            kind=LedgerKind.ALLOCATED,
            programme=PROGRAMME,
            year=year,
            municipality=frame.municipality_id,
            amount_eur=frame.frame_eur - before[year].get(frame.municipality_id, NOTHING),
            source_kind=SOURCE_KIND,
            source_key=frame.pk,
        )
        for frame in frames
        for year in release.years
    ]


def _allocated(year: int) -> dict[str, Decimal]:
    """What stands in the ledger for each municipality in a year."""
    entries = LedgerEntry.objects.filter(
        source_kind=SOURCE_KIND, kind=LedgerKind.ALLOCATED, year=year, programme=PROGRAMME
    )
    sums = entries.values_list("municipality_id").annotate(Sum("amount_eur"))
    return {str(ags): amount for ags, amount in sums}

"""What must stand in the ledger, reckoned from the rows that amounts come from.

One reckoning per kind of source, apart from the actions that enter: `bindeglied reconcile` holds
one against the other. Whoever enters amounts of a new kind adds its reckoning to RECKONINGS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from bindeglied.funding.models import (
    Budget,
    FrameNotice,
    FrameRelease,
    LedgerKind,
    PlanningFrame,
    ReliefShare,
    SubShare,
)


@dataclass(frozen=True, slots=True)
class Due:
    """What the entries of one source at one place must add up to, in euros (may be below 0).

    A source may have several: a frame that holds for two years has one for each.
    """

    source_key: UUID
    kind: LedgerKind
    programme: str
    year: int
    amount_eur: Decimal
    kreis: str | None = None
    municipality: str | None = None


Reckoning = Callable[[], Iterator[Due]]


def budgets() -> Iterator[Due]:
    """Every budget whose amount is known is planned, for the Land."""
    for budget in Budget.objects.exclude(amount_eur=None).iterator():
        assert budget.amount_eur is not None
        yield Due(
            budget.pk, LedgerKind.PLANNED, budget.programme_id, budget.year, budget.amount_eur
        )


def planning_frames() -> Iterator[Due]:
    """A released frame is allocated in each of its years, less what an earlier one had given."""
    given: dict[tuple[str, int], Decimal] = {}
    released = FrameRelease.objects.filter(released_at__isnull=False)
    for release in released.order_by("released_at", "id"):
        for frame in PlanningFrame.objects.filter(release=release).iterator():
            ags = frame.municipality_id
            for year in release.years:
                before = given.get((ags, year), Decimal(0))
                given[ags, year] = frame.frame_eur
                yield Due(
                    frame.pk,
                    LedgerKind.ALLOCATED,
                    "integrationsmanagement",
                    year,
                    frame.frame_eur - before,
                    kreis=ags[:5],
                    municipality=ags,
                )


def relief_shares() -> Iterator[Due]:
    """A share of a released relief is allocated in its year."""
    shares = ReliefShare.objects.filter(allocation__released_at__isnull=False)
    for share in shares.select_related("allocation").iterator():
        yield Due(
            share.pk,
            LedgerKind.ALLOCATED,
            "lastenausgleich",
            share.allocation.year,
            share.share_eur,
            kreis=share.municipality_id[:5],
            municipality=share.municipality_id,
        )


def frame_notices() -> Iterator[Due]:
    """A notice is allocated to its Kreis; one that another replaced adds up to nothing."""
    replaced = set(FrameNotice.objects.exclude(replaces=None).values_list("replaces_id", flat=True))
    for notice in FrameNotice.objects.iterator():
        yield Due(
            notice.pk,
            LedgerKind.ALLOCATED,
            "integrationsmanagement",
            notice.year,
            Decimal(0) if notice.pk in replaced else notice.amount_eur,
            kreis=notice.kreis_id,
        )


def sub_shares() -> Iterator[Due]:
    """A released share is granted; of a release that another replaced each adds up to nothing."""
    shares = SubShare.objects.filter(sub_allocation__state__in=("released", "replaced"))
    for share in shares.select_related("sub_allocation__notice").iterator():
        notice, state = share.sub_allocation.notice, share.sub_allocation.state
        yield Due(
            share.pk,
            LedgerKind.GRANTED,
            "integrationsmanagement",
            notice.year,
            share.amount_eur if state == "released" else Decimal(0),
            kreis=notice.kreis_id,
            municipality=share.municipality_id,
        )


RECKONINGS: Mapping[str, Reckoning] = {
    "budget": budgets,
    "planning frame": planning_frames,
    "relief share": relief_shares,
    "frame notice": frame_notices,
    "sub share": sub_shares,
}

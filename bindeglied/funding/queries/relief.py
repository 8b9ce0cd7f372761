"""Reads over the relief for municipalities: by Kreis, by municipality, as a list of payments."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from bindeglied.accounts.models import Membership
from bindeglied.funding.access import relief_shares_visible_to
from bindeglied.funding.models import ReliefAllocation, ReliefShare
from bindeglied.law.burden_sharing import ReliefShares, relief_shares
from bindeglied.places.models import Kreis


@dataclass(frozen=True, slots=True)
class ReliefRow:
    """One line: a municipality or a Kreis with its persons and whole euros."""

    ags: str
    name: str
    persons: int
    share_eur: int
    kreis: str = ""
    municipalities: int = 1


def relief_by_kreis(member: Membership, allocation: ReliefAllocation) -> list[ReliefRow]:
    """One line per Kreis with the sums of what the person may see, by name. Two statements."""
    names = {kreis.ags: kreis.full_name for kreis in Kreis.objects.all()}
    groups = (
        relief_shares_visible_to(member)
        .filter(allocation=allocation)
        .values("municipality__kreis")
        .annotate(persons_sum=Sum("persons"), share=Sum("share_eur"), places=Count("pk"))
        .order_by("municipality__kreis__name", "municipality__kreis")
    )
    return [
        ReliefRow(
            ags=one["municipality__kreis"],
            name=names[one["municipality__kreis"]],
            persons=one["persons_sum"],
            share_eur=int(one["share"]),
            municipalities=one["places"],
        )
        for one in groups
    ]


def relief_by_municipality(
    member: Membership, allocation: ReliefAllocation, kreis: Kreis | None = None
) -> list[ReliefRow]:
    """The municipalities that the person may see, by name; of one Kreis or of all."""
    shares = relief_shares_visible_to(member).filter(allocation=allocation)
    if kreis is not None:
        shares = shares.filter(municipality__kreis=kreis)
    found = shares.select_related("municipality__kreis")
    return [
        ReliefRow(
            ags=one.municipality_id,
            name=one.municipality.name,
            persons=one.persons,
            share_eur=int(one.share_eur),
            kreis=one.municipality.kreis.full_name,
        )
        for one in found.order_by("municipality__name", "municipality_id")
    ]


def relief_total(rows: list[ReliefRow]) -> ReliefRow:
    """The sum below a table."""
    return ReliefRow(
        ags="",
        name="",
        persons=sum(row.persons for row in rows),
        share_eur=sum(row.share_eur for row in rows),
        municipalities=sum(row.municipalities for row in rows),
    )


def relief_computation_of(share: ReliefShare) -> ReliefShares:
    """The computation that made a share, for its explanation."""
    allocation = share.allocation
    return relief_shares(
        pool_cents=int(allocation.pool_eur * 100),
        persons=[share.persons],
        total_persons=allocation.total_persons,
    )


def rounding_difference_eur(allocation: ReliefAllocation) -> Decimal:
    """What all shares together are more (above 0) or less than the pool, in euros."""
    total = allocation.shares.aggregate(total=Sum("share_eur"))["total"] or Decimal(0)
    return Decimal(total) - allocation.pool_eur

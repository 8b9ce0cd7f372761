"""Where an amount of the ledger comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Max, Min, QuerySet, Sum

from bindeglied.funding.models import Budget, FrameRelease, LedgerEntry, PlanningFrame
from bindeglied.funding.queries.money import OF_THE_KREIS, OF_THE_LAND

BUDGET, PLANNING_FRAME = "budget", "planning frame"
AT_MOST = 60


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """All entries of one kind of source: how many, from when to when, together in euros."""

    source_kind: str
    entries: int
    amount_eur: Decimal
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class MoneySources:
    """What an amount is made of; `entries` are the first of them by place, at most AT_MOST."""

    groups: tuple[SourceGroup, ...]
    entries: tuple[LedgerEntry, ...]
    budgets: tuple[Budget, ...]
    releases: tuple[FrameRelease, ...]

    @property
    def amount_eur(self) -> Decimal:
        """The amount that all this adds up to."""
        return sum((group.amount_eur for group in self.groups), Decimal(0))

    @property
    def number(self) -> int:
        """How many entries there are."""
        return sum(group.entries for group in self.groups)

    @property
    def further(self) -> int:
        """How many entries are not listed."""
        return self.number - len(self.entries)


def at_place(entries: QuerySet[LedgerEntry], place: str) -> QuerySet[LedgerEntry]:
    """The entries of a place: an AGS of five or eight digits, everything for `alle`.

    `land` is what stands at no Kreis, `kreis-08226` what a Kreis has for itself.
    """
    if place == "alle":
        return entries
    if place == OF_THE_LAND:
        return entries.filter(kreis=None)
    if place.startswith(f"{OF_THE_KREIS}-"):
        return entries.filter(kreis=place.removeprefix(f"{OF_THE_KREIS}-"), municipality=None)
    return entries.filter(municipality=place) if len(place) == 8 else entries.filter(kreis=place)


def sources_of(entries: QuerySet[LedgerEntry]) -> MoneySources:
    """The sources of these entries; two statements, and one for each kind with a row of its own."""
    groups = tuple(
        SourceGroup(*group)
        for group in entries.order_by("source_kind")
        .values_list("source_kind")
        .annotate(Count("pk"), Sum("amount_eur"), Min("entered_at"), Max("entered_at"))
    )
    kinds = {group.source_kind for group in groups}
    listed = entries.select_related("kreis", "municipality").order_by(
        "kreis__name", "municipality__name", "entered_at", "pk"
    )
    keys = entries.order_by().values("source_key")
    frames = PlanningFrame.objects.filter(pk__in=keys).values("release")
    return MoneySources(
        groups=groups,
        entries=tuple(listed[:AT_MOST]),
        budgets=tuple(Budget.objects.filter(pk__in=keys).select_related("pact"))
        if BUDGET in kinds
        else (),
        releases=tuple(FrameRelease.objects.filter(pk__in=frames).order_by("released_at", "pk"))
        if PLANNING_FRAME in kinds
        else (),
    )

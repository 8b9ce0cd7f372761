"""Reads over notices and what is passed on of them, never more than one may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum

from bindeglied.accounts.models import Membership
from bindeglied.funding.access import notices_visible_to, shares_visible_to
from bindeglied.funding.models import (
    FrameNotice,
    SubAllocation,
    SubAllocationState,
    SubShare,
)


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice that holds, with how far its sub-allocation is; money in euros with cents.

    `standing` is the state of what waits or else of what is released. `passed_on_eur` and
    `own_share_eur` are those of the released sub-allocation; `is_of_before` says that it still
    divides the amount from before a correction.
    """

    notice: FrameNotice
    standing: str
    standing_words: str
    passed_on_eur: Decimal
    own_share_eur: Decimal
    is_of_before: bool

    @property
    def open_eur(self) -> Decimal:
        """What is neither kept nor passed on; below 0 where a correction lowered the amount."""
        return self.notice.amount_eur - self.passed_on_eur - self.own_share_eur


def notice_years(member: Membership) -> list[int]:
    """The years for which somebody may see a notice, newest first."""
    years = notices_visible_to(member).values_list("year", flat=True).distinct()
    return sorted(years, reverse=True)


def notice_lines(member: Membership, year: int | None = None) -> list[NoticeLine]:
    """The notices that hold (of one year, or all), by year and Kreis. Three statements."""
    notices = notices_visible_to(member).filter(replaced_by__isnull=True)
    if year is not None:
        notices = notices.filter(year=year)
    found = list(notices.order_by("-year", "kreis__name", "kreis_id"))
    live = SubAllocation.objects.filter(
        notice__kreis__in={one.kreis_id for one in found},
        state__in=(SubAllocationState.PREPARED, SubAllocationState.RELEASED),
    ).select_related("notice")
    sums = dict(
        SubShare.objects.filter(sub_allocation__in=live)
        .values_list("sub_allocation")
        .annotate(Sum("amount_eur"))
        .order_by()
    )
    of_notice: dict[tuple[str, int], list[SubAllocation]] = {}
    for one in live:
        of_notice.setdefault((one.notice.kreis_id, one.notice.year), []).append(one)
    return [_line(one, of_notice.get((one.kreis_id, one.year), []), sums) for one in found]


def held_notices(kreis: str) -> dict[int, UUID]:
    """The ids of the notices of a Kreis that hold, by year. One statement."""
    notices = FrameNotice.objects.filter(kreis=kreis, replaced_by__isnull=True)
    return dict(notices.values_list("year", "pk"))


@dataclass(frozen=True, slots=True)
class NoticeToDo:
    """A notice that waits for somebody; `waiting` is what is to be released (None: nothing is
    prepared yet), `waiting_by` who prepared it.
    """

    notice: FrameNotice
    waiting: UUID | None
    waiting_by: UUID | None


def notices_to_do(member: Membership) -> list[NoticeToDo]:
    """The notices that hold and are to be passed on or released, newest first. One statement."""
    of_notice = SubAllocation.objects.filter(notice=OuterRef("pk"))
    prepared = of_notice.filter(state=SubAllocationState.PREPARED)
    released = SubAllocation.objects.filter(
        notice__kreis=OuterRef("kreis"),
        notice__year=OuterRef("year"),
        state=SubAllocationState.RELEASED,
    )
    found = notices_visible_to(member).filter(replaced_by__isnull=True)
    found = found.annotate(
        waiting=Subquery(prepared.values("pk")[:1]),
        waiting_by=Subquery(prepared.values("prepared_by")[:1]),
    )
    found = found.filter(Q(waiting__isnull=False) | ~Exists(released))
    return [NoticeToDo(one, one.waiting, one.waiting_by) for one in found.order_by("-year")]


def totals(lines: Sequence[NoticeLine]) -> dict[str, Decimal]:
    """The sum line below a table of notices."""
    return {
        "amount_eur": sum((one.notice.amount_eur for one in lines), Decimal(0)),
        "own_share_eur": sum((one.own_share_eur for one in lines), Decimal(0)),
        "passed_on_eur": sum((one.passed_on_eur for one in lines), Decimal(0)),
        "open_eur": sum((one.open_eur for one in lines), Decimal(0)),
    }


def shares_of(member: Membership, sub_allocation: SubAllocation) -> QuerySet[SubShare]:
    """The shares of one sub-allocation that somebody may see, municipalities by name first."""
    shares = shares_visible_to(member).filter(sub_allocation=sub_allocation)
    return shares.order_by("provider__name", "municipality__name", "pk")


def released_shares(member: Membership) -> QuerySet[SubShare]:
    """The shares that hold and that somebody may see, newest year first."""
    shares = shares_visible_to(member).filter(sub_allocation__state=SubAllocationState.RELEASED)
    return shares.select_related(
        "sub_allocation__notice__kreis", "municipality", "provider"
    ).order_by("-sub_allocation__notice__year", "sub_allocation__notice__kreis__name", "pk")


def entries_of(notice: FrameNotice) -> list[FrameNotice]:
    """All rows for the Kreis and year of a notice, newest first."""
    rows = FrameNotice.objects.filter(kreis=notice.kreis_id, year=notice.year)
    return list(rows.select_related("replaced_by").order_by("-pk"))


def _line(
    notice: FrameNotice, live: list[SubAllocation], sums: dict[object, Decimal]
) -> NoticeLine:
    released = next((one for one in live if one.state == SubAllocationState.RELEASED), None)
    waiting = next((one for one in live if one.state == SubAllocationState.PREPARED), None)
    shown = waiting or released
    return NoticeLine(
        notice=notice,
        standing=shown.state if shown else "",
        standing_words=shown.get_state_display() if shown else "",
        passed_on_eur=sums.get(released.pk, Decimal(0)) if released else Decimal(0),
        own_share_eur=released.own_share_eur if released else Decimal(0),
        is_of_before=released is not None and released.notice_id != notice.pk,
    )

"""What a release allocates stands in the ledger, for each of its years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum

from bindeglied.funding.actions import enter_released_frames, release_frames
from bindeglied.funding.actions.enter_frames import SOURCE_KIND
from bindeglied.funding.models import FrameRelease, LedgerEntry, LedgerKind, PlanningFrame
from tests.funding.planting import without_guards

pytestmark = pytest.mark.django_db

WEINHEIM, SCHRIESHEIM = "08226096", "08226082"
RULES_ON = date(2018, 1, 5)


def allocated(year: int, municipality: str = "") -> Decimal:
    entries = LedgerEntry.objects.filter(
        kind=LedgerKind.ALLOCATED, year=year, programme="integrationsmanagement"
    )
    if municipality:
        entries = entries.filter(municipality=municipality)
    return entries.aggregate(sum=Sum("amount_eur"))["sum"]


def released(persons: dict[str, int], years: tuple[int, int] | None = (2031, 2031)) -> FrameRelease:
    return release_frames(
        label="Probe", on=RULES_ON, persons=persons, counted_on=date(2031, 9, 15), by=None,
        years=years,
    )  # fmt: skip


@pytest.mark.parametrize("year", [2017, 2018])
def test_the_demo_release_is_allocated_in_both_of_its_years(year: int) -> None:
    frames = PlanningFrame.objects.aggregate(sum=Sum("frame_eur"))["sum"]
    assert allocated(year) == frames
    assert allocated(year, WEINHEIM) == 280_220


def test_each_frame_has_its_entry_with_its_place_and_source() -> None:
    frame = PlanningFrame.objects.get(municipality=WEINHEIM)
    (entry,) = LedgerEntry.objects.filter(source_key=frame.pk, year=2018)
    assert (entry.source_kind, entry.programme_id) == (SOURCE_KIND, "integrationsmanagement")
    assert (entry.kreis_id, entry.municipality_id) == ("08226", WEINHEIM)


def test_without_years_nothing_is_entered() -> None:
    before = LedgerEntry.objects.count()
    assert list(released({WEINHEIM: 1, SCHRIESHEIM: 2}, None).years) == []
    assert LedgerEntry.objects.count() == before


def test_a_later_release_enters_what_it_differs_by() -> None:
    released({WEINHEIM: 1, SCHRIESHEIM: 3})
    release = released({WEINHEIM: 3, SCHRIESHEIM: 1})
    assert allocated(2031) == 58_000_000
    assert allocated(2031, WEINHEIM) == 43_500_000
    own = LedgerEntry.objects.filter(source_key__in=release.frames.values("pk"))
    amounts = dict(own.values_list("municipality_id", "amount_eur"))
    assert amounts == {WEINHEIM: 29_000_000, SCHRIESHEIM: -29_000_000}


def test_a_later_release_for_one_of_two_years_leaves_the_other() -> None:
    released({WEINHEIM: 1}, (2031, 2032))
    released({WEINHEIM: 1, SCHRIESHEIM: 1}, (2032, 2032))
    assert allocated(2031, WEINHEIM) == 58_000_000
    assert allocated(2032, WEINHEIM) == allocated(2032, SCHRIESHEIM) == 29_000_000


def test_releases_from_before_the_ledger_are_entered_once() -> None:
    before = LedgerEntry.objects.count()
    without_guards()
    LedgerEntry.objects.filter(source_kind=SOURCE_KIND)._raw_delete("default")
    assert enter_released_frames() == 1
    assert LedgerEntry.objects.count() == before
    assert enter_released_frames() == 0
    assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize("years", [(2032, 2031), (None, 2031), (2031, None)])
def test_years_follow_each_other(years: tuple[int | None, int | None]) -> None:
    release = FrameRelease.objects.get()
    first, last = years
    with pytest.raises(IntegrityError), transaction.atomic():
        FrameRelease.objects.filter(pk=release.pk).update(first_year=first, last_year=last)

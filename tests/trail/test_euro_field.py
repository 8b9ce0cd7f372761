"""Money keeps every cent on both engines."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db.models import Sum

from bindeglied.funding.models import FrameRelease
from bindeglied.trail.fields import EuroField

pytestmark = pytest.mark.django_db


def release(amount: Decimal) -> FrameRelease:
    return FrameRelease.objects.create(
        label=str(amount),
        rule_version="2017-12-11",
        pool_eur=amount,
        total_persons=1,
        counted_on="2017-09-15",
        kind="final",
    )


def test_a_third_of_a_euro_in_cents_comes_back_as_it_went() -> None:
    made = release(Decimal("0.33"))
    made.refresh_from_db()
    assert made.pool_eur == Decimal("0.33")


def test_sums_in_the_database_are_exact() -> None:
    for amount in ("0.10", "0.20"):
        release(Decimal(amount))
    few = FrameRelease.objects.filter(pool_eur__lt=Decimal(1))
    assert few.aggregate(sum=Sum("pool_eur"))["sum"] == Decimal("0.30")


def test_a_comparison_is_in_euros() -> None:
    made = release(Decimal("12.34"))
    assert FrameRelease.objects.filter(pool_eur=Decimal("12.34"), pk=made.pk).exists()
    assert not FrameRelease.objects.filter(pool_eur__gt=Decimal("12.34"), pk=made.pk).exists()


@pytest.mark.parametrize(("wrong", "fault"), [(0.1, TypeError), (Decimal("0.001"), ValueError)])
def test_floats_and_parts_of_a_cent_are_refused(wrong: object, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        EuroField().get_prep_value(wrong)

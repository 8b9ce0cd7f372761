"""What was entered stays, whatever code asks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, models, transaction
from django.utils import timezone

from bindeglied.funding.actions import load_budgets
from bindeglied.funding.models import (
    CountOrigin,
    CountSurvey,
    KreisReport,
    LedgerEntry,
    MunicipalityCount,
    ReliefAllocation,
    ReliefShare,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now


def an_amount() -> LedgerEntry:
    load_budgets()
    return LedgerEntry.objects.first()


def a_survey() -> CountSurvey:
    return CountSurvey.objects.create(
        counted_on=date(2031, 9, 15),
        report_until=date(2031, 10, 15),
        correct_until=date(2031, 12, 31),
        opened_at=NOW(),
    )


def a_count() -> MunicipalityCount:
    return MunicipalityCount.objects.create(
        survey=a_survey(),
        municipality_id="08226096",
        persons=352,
        origin=CountOrigin.ENTERED,
        entered_at=NOW(),
    )


def a_report() -> KreisReport:
    return KreisReport.objects.create(
        survey=a_survey(), kreis_id="08226", municipalities=54, persons=9, reported_at=NOW()
    )


def a_relief_share() -> ReliefShare:
    relief = ReliefAllocation.objects.create(
        survey=a_survey(),
        number=1,
        year=2031,
        pool_eur=Decimal(9),
        total_persons=1,
        legal_basis="x",
        prepared_at=NOW(),
        prepared_by=uuid4(),
    )
    return ReliefShare.objects.create(
        allocation=relief, municipality_id="08226096", persons=1, share_eur=Decimal(9)
    )


@pytest.mark.parametrize("make", [an_amount, a_count, a_report, a_relief_share])
def test_it_is_neither_changed_nor_deleted(make) -> None:
    row: models.Model = make()
    others = type(row).objects.filter(pk=row.pk)
    column = "amount_eur" if isinstance(row, LedgerEntry) else "persons"
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        others.update(**{column: Decimal(1)})
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        others._raw_delete("default")
    assert others.exists()

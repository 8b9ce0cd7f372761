"""Notices and shares stay, and shares that are not the notice are not released: by the database."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bindeglied.funding import actions
from bindeglied.funding.models import FrameNotice, SubAllocation, SubShare
from tests.funding.notice_steps import WEINHEIM, a_notice, prepared, released, who

pytestmark = pytest.mark.django_db


def refused(query: models.QuerySet, **changes: object) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        query.update(**changes)


def not_deleted(query: models.QuerySet) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        query._raw_delete("default")
    assert query.exists()


def release(query: models.QuerySet, by: object) -> int:
    return query.update(state="released", decided_at=timezone.now(), decided_by=by)


def test_a_notice_is_neither_changed_nor_deleted() -> None:
    found = FrameNotice.objects.filter(pk=a_notice().pk)
    refused(found, amount_eur=Decimal(1))
    not_deleted(found)


def test_shares_are_neither_changed_nor_deleted_nor_added_later() -> None:
    kept = released(a_notice())
    shares = SubShare.objects.filter(sub_allocation=kept)
    refused(shares, amount_eur=Decimal(1))
    not_deleted(shares)
    with pytest.raises(DatabaseError), transaction.atomic():
        SubShare.objects.create(
            sub_allocation=kept,
            municipality_id="08317057",
            weight=0,
            fixed_eur=Decimal(0),
            amount_eur=Decimal(0),
        )


def test_only_the_state_of_a_sub_allocation_goes_on() -> None:
    found = SubAllocation.objects.filter(pk=prepared(a_notice()).pk)
    refused(found, own_share_eur=Decimal(0), key="counted")
    refused(found, own_text="Etwas anderes")
    not_deleted(found)
    with pytest.raises(DatabaseError), transaction.atomic():
        SubAllocation.objects.create(
            notice=a_notice(year=2027),
            key="fixed",
            own_share_eur=Decimal(0),
            state="released",
            prepared_at=timezone.now(),
            prepared_by=who("Clara")["by"],
            decided_at=timezone.now(),
            decided_by=who("Mara")["by"],
        )


@pytest.mark.parametrize("more", [Decimal("-0.01"), Decimal("0.01")])
def test_shares_that_are_not_the_notice_are_not_released(more: Decimal) -> None:
    notice = a_notice()
    kept = SubAllocation.objects.create(
        notice=notice,
        key="fixed",
        own_share_eur=Decimal(0),
        prepared_at=timezone.now(),
        prepared_by=who("Clara")["by"],
    )
    wrong = notice.amount_eur + more
    SubShare.objects.create(
        sub_allocation=kept, municipality_id=WEINHEIM, weight=0, fixed_eur=wrong, amount_eur=wrong
    )
    with pytest.raises(DatabaseError, match="exactly the amount"), transaction.atomic():
        release(SubAllocation.objects.filter(pk=kept.pk), who("Mara")["by"])


def test_the_same_person_is_not_two() -> None:
    found = SubAllocation.objects.filter(pk=prepared(a_notice()).pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        release(found, who("Clara")["by"])
    assert release(found, who("Mara")["by"]) == 1


@pytest.mark.parametrize(
    "decide", [actions.release_sub_allocation, actions.withdraw_sub_allocation]
)
def test_the_notices_are_locked_before_what_divides_them(decide: Any) -> None:
    waiting = prepared(a_notice())
    with CaptureQueriesContext(connection) as asked:
        decide(sub_allocation=waiting, **who("Mara"))
    read = [one["sql"] for one in asked if one["sql"].startswith("SELECT")]
    of_kreis = [at for at, sql in enumerate(read) if 'FROM "places_kreis"' in sql]
    of_row = [at for at, sql in enumerate(read) if 'WHERE "funding_suballocation"."id" = ' in sql]
    assert of_kreis[0] < of_row[-1]

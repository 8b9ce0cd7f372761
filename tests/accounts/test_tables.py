"""What the tables of accounts never hold, on either engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from bindeglied.accounts.actions import AlreadyBorn, be_born
from bindeglied.accounts.models import (
    Birth,
    Installation,
    Membership,
    Organisation,
    Role,
    User,
)
from tests.accounts.people import membership_of, user_called

pytestmark = pytest.mark.django_db


def refused(rule: str) -> Any:
    """The database refuses, and says which rule it was (SQLite leaves the name of some out)."""
    return pytest.raises(IntegrityError, match=rule)


def organisation(**columns: Any) -> Organisation:
    return Organisation.objects.create(name="X", recorded_at=timezone.now(), **columns)


def membership(**columns: Any) -> Membership:
    usual = {
        "user": user_called("Jonas"),
        "organisation": membership_of("Clara").organisation,
        "role": Role.FUNDING_OFFICER,
        "valid_from": date(2026, 1, 1),
        "recorded_at": timezone.now(),
    }
    return Membership.objects.create(**{**usual, **columns})


@pytest.mark.parametrize(
    "columns",
    [
        {"kind": "kreis"},
        {"kind": "municipality"},
        {"kind": "kreis", "municipality_id": "08226060"},
        {"kind": "municipality", "kreis_id": "08125"},
        {"kind": "kreis", "kreis_id": "08125", "municipality_id": "08226060"},
        {"kind": "land", "kreis_id": "08125"},
        {"kind": "provider", "municipality_id": "08226060"},
    ],
)
def test_an_organisation_stands_for_its_own_place_only(columns: dict[str, str]) -> None:
    with refused("organisation_stands_for_its_place"):
        organisation(**columns)


def test_a_kind_of_organisation_that_nobody_knows_is_refused() -> None:
    with pytest.raises(IntegrityError):
        organisation(kind="church")


@pytest.mark.parametrize(
    "columns",
    [
        {"kind": "kreis", "kreis_id": "08226"},
        {"kind": "municipality", "municipality_id": "08226096"},
    ],
)
def test_a_place_has_one_organisation(columns: dict[str, str]) -> None:
    with pytest.raises(IntegrityError):
        organisation(**columns)


def test_a_place_that_does_not_exist_has_no_organisation() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        organisation(kind="kreis", kreis_id="08999")
        connection.check_constraints()


def test_a_role_that_nobody_knows_is_refused() -> None:
    with refused("role_is_known"):
        membership(role="king")


def test_a_membership_ends_on_its_first_day_at_the_earliest() -> None:
    with refused("membership_ends_after_it_begins"):
        membership(valid_until=date(2025, 12, 31))


def test_a_membership_of_one_day_is_one() -> None:
    assert membership(valid_until=date(2026, 1, 1)).pk


def test_the_same_membership_runs_once_and_may_begin_again_after_its_end() -> None:
    membership(valid_until=date(2026, 2, 1))
    membership()
    with pytest.raises(IntegrityError):
        membership()


@pytest.mark.parametrize("address", ["clara@demo.example", "CLARA@demo.example"])
def test_an_address_belongs_to_one_person_whatever_its_case(address: str) -> None:
    with pytest.raises(IntegrityError):
        User.objects.create(
            email=address, given_name="A", family_name="B", recorded_at=timezone.now()
        )


def test_somebody_with_memberships_cannot_be_deleted() -> None:
    with pytest.raises(IntegrityError):
        user_called("Clara").delete()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_installation SET born_as = 'real'",
        "UPDATE accounts_installation SET id = 2",
        "DELETE FROM accounts_installation",
    ],
)
def test_a_database_stays_what_it_was_born_as_whoever_asks(statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Installation.objects.get().born_as == Birth.DEMO


def test_there_is_one_installation() -> None:
    with pytest.raises(IntegrityError):
        Installation.objects.create(id=2, born_as=Birth.REAL, born_at=timezone.now())


def test_being_born_again_as_the_same_changes_nothing() -> None:
    before = Installation.objects.get().born_at
    assert be_born(Birth.DEMO).born_at == before


def test_being_born_again_as_the_other_kind_is_refused_with_a_remedy() -> None:
    with pytest.raises(AlreadyBorn, match="BINDEGLIED_DATA_DIR"):
        be_born(Birth.REAL)

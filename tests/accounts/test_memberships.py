"""Giving and choosing memberships."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from bindeglied.accounts.access import current_memberships
from bindeglied.accounts.actions import add_membership, add_user
from bindeglied.accounts.actions.add_membership import KINDS_OF_ROLE, RoleDoesNotFit
from bindeglied.accounts.models import Membership, OrganisationKind, Role
from bindeglied.trail.models import Event
from tests.accounts.people import membership_of, user_called
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def give_jonas(role: Role, at: str, *, until: date | None = None) -> Membership:
    return add_membership(
        user=user_called("Jonas"),
        organisation=membership_of(at).organisation,
        role=role,
        by=user_called("Heidi").pk,
        valid_from=DAY,
        valid_until=until,
    )


def test_a_new_membership_says_by_whom_and_is_told() -> None:
    made = give_jonas(Role.FUNDING_OFFICER, "Clara")
    assert made.recorded_by == user_called("Heidi").pk
    event = Event.objects.get(verb="membership added", record_key=str(made.pk))
    assert (event.user_id, event.organisation_id) == (made.recorded_by, made.organisation_id)


@pytest.mark.parametrize(
    ("role", "at"),
    [
        (Role.LAND_OFFICER, "Clara"),
        (Role.GRANT_APPROVER, "Heidi"),
        (Role.INTEGRATION_MANAGER, "Heidi"),
        (Role.FUNDING_OFFICER, "Frank"),
    ],
)
def test_a_role_that_its_kind_of_organisation_does_not_have_is_refused(role: Role, at: str) -> None:
    with pytest.raises(RoleDoesNotFit):
        give_jonas(role, at)
    assert not current_memberships(user_called("Jonas"))


def test_every_role_and_every_kind_of_organisation_has_its_counterpart() -> None:
    assert set(KINDS_OF_ROLE) == set(Role)
    assert set().union(*KINDS_OF_ROLE.values()) == set(OrganisationKind.values)


def test_a_membership_runs_from_its_first_day_to_its_last() -> None:
    give_jonas(Role.FUNDING_OFFICER, "Clara", until=DAY + timedelta(days=9))
    jonas = user_called("Jonas")
    runs = [bool(current_memberships(jonas, on=DAY + timedelta(days=n))) for n in (-1, 0, 9, 10)]
    assert runs == [False, True, True, False]


def test_without_a_day_asked_for_it_is_today_in_the_time_of_the_land() -> None:
    give_jonas(Role.FUNDING_OFFICER, "Clara", until=timezone.localdate())
    assert current_memberships(user_called("Jonas"))


def test_one_acts_in_the_oldest_membership_until_one_chooses(cast: CastFixture) -> None:
    page = cast("Bernd").get("/").content.decode()
    assert "<span>Integrationsmanagement</span>" in page
    page = cast("Bernd", "funding_officer").get("/").content.decode()
    assert "<span>Fördermittel</span>" in page


def test_choosing_a_membership_is_told(cast: CastFixture) -> None:
    chosen = membership_of("Bernd", Role.FUNDING_OFFICER)
    cast("Bernd").post("/konto/mitgliedschaft/", {"membership": str(chosen.pk)})
    event = Event.objects.filter(verb="membership switched").latest("occurred_at")
    assert event.record_key == str(chosen.pk)
    assert event.user_id == chosen.user_id


def test_a_person_without_a_password_cannot_sign_in() -> None:
    user = add_user(
        email=" New@Example.ORG ", given_name="A", family_name="B", password=None, by=None
    )
    assert user.email == "new@example.org"
    assert not user.has_usable_password()

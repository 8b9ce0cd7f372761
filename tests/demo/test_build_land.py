"""The demo Land: built once, never in a real database, its frames those of the formula."""

from __future__ import annotations

import pytest

from bindeglied.accounts.access import current_memberships
from bindeglied.accounts.actions import AlreadyBorn
from bindeglied.accounts.models import Membership, Organisation, Role, User
from bindeglied.demo.actions import build_land
from bindeglied.demo.actions.release_demo_frame import KNOWN_PERSONS, demo_persons
from bindeglied.demo.cast import CAST, ORGANISATIONS
from bindeglied.funding.models import FrameRelease, PlanningFrame
from bindeglied.law.allocation import frame_eur
from bindeglied.trail.models import Event

pytestmark = pytest.mark.django_db
POOL_CENTS = 58_000_000_00


def numbers_of_rows() -> list[int]:
    tables = (User, Organisation, Membership, FrameRelease, PlanningFrame, Event)
    return [table.objects.count() for table in tables]  # type: ignore[attr-defined]


def test_building_again_changes_nothing() -> None:
    before = numbers_of_rows()
    assert build_land() is False
    assert numbers_of_rows() == before


def test_a_real_database_gets_no_demo_land(real_database: None) -> None:
    before = numbers_of_rows()
    with pytest.raises(AlreadyBorn):
        build_land()
    assert numbers_of_rows() == before


def test_the_cast_is_there_with_its_memberships() -> None:
    assert User.objects.count() == len(CAST)
    assert Organisation.objects.count() == len(ORGANISATIONS)
    for member in CAST:
        running = current_memberships(User.objects.get(email=member.email))
        assert [one.role for one in running] == [role for _, role in member.memberships]


def test_every_role_has_somebody_in_the_cast() -> None:
    assert {role for member in CAST for _, role in member.memberships} == set(Role)


def test_first_names_and_addresses_occur_once() -> None:
    assert len({member.given_name for member in CAST}) == len(CAST)
    assert all(member.email.endswith("@demo.example") for member in CAST)


def test_the_counts_of_all_municipalities_add_up_to_those_of_2017() -> None:
    persons = demo_persons()
    assert len(persons) == 1_101
    assert sum(persons.values()) == 72_857
    assert min(persons.values()) >= 0
    assert KNOWN_PERSONS.items() <= persons.items()


def test_the_invented_counts_are_the_same_every_time() -> None:
    assert demo_persons() == demo_persons()


def test_every_released_frame_is_what_the_formula_gives() -> None:
    release = FrameRelease.objects.get()
    assert (release.total_persons, release.pool_eur * 100) == (72_857, POOL_CENTS)
    frames = PlanningFrame.objects.filter(release=release)
    assert frames.count() == 1_101
    for frame in frames:
        expected = frame_eur(pool_cents=POOL_CENTS, persons=frame.persons, total_persons=72_857)
        assert frame.frame_eur == expected


@pytest.mark.parametrize(
    ("ags", "published"), [("08226096", 280_220), ("08226082", 67_667), ("08111000", 3_270_297)]
)
def test_published_frames_are_among_them(ags: str, published: int) -> None:
    assert PlanningFrame.objects.get(municipality=ags).frame_eur == published

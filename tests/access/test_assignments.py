"""Whoever is assigned sees a case from the first to the last day, here, and as this part."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import Http404

from bindeglied.accounts.models import Membership, Organisation, Role, User
from bindeglied.casework.access import cases_visible_to, part_of
from bindeglied.casework.models import Assignment, Case, Part
from bindeglied.trail.actions import keep_draft
from tests.access.addresses import OF_CASES
from tests.access.cases import Cases, days
from tests.access.people import AMIRA, BERND, COLLEAGUE, DEPUTY, browser_of
from tests.access.test_canaries import everything_read, found_by
from tests.access.test_strangers import everything_of
from tests.conftest import CastFixture


@pytest.fixture
def danas(db: None) -> Assignment:
    """The assignment of the deputy."""
    return Assignment.objects.get(pk=OF_CASES["Amira"]["assignment"])


def member(name: str, role: Role = Role.INTEGRATION_MANAGER) -> Membership:
    return Membership.objects.get(user__given_name=name, role=role)


def case_of(adviser: str) -> Case:
    return Case.objects.get(pk=OF_CASES[adviser]["case"])


def last_day_yesterday(one: Assignment) -> None:
    Assignment.objects.filter(pk=one.pk).update(valid_from=days(-3), valid_until=days(-1))


def first_day_tomorrow(one: Assignment) -> None:
    Assignment.objects.filter(pk=one.pk).update(valid_from=days(1))


def works_elsewhere(one: Assignment) -> None:
    elsewhere = Organisation.objects.get(name="Stadt Schriesheim")
    Membership.objects.filter(user=one.user_id).update(organisation=elsewhere)


ENDS = (last_day_yesterday, first_day_tomorrow, works_elsewhere)


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_whoever_is_not_assigned_here_today_finds_no_word_of_the_case(
    end: Callable[[Assignment], None], danas: Assignment, cast: CastFixture
) -> None:
    path = f"/faelle/{danas.case_id}/kontakt/"
    keep_draft(
        by=danas.user_id, place=path, owner=danas.case_id, content='{"text": []}', form_key=None
    )
    assert browser_of(DEPUTY, cast).get(path).status_code == 200
    end(danas)
    answer = browser_of(DEPUTY, cast).get(path)
    assert answer.status_code == 404
    missing = path.replace(str(danas.case_id), str(danas.pk))
    assert everything_of(answer) == everything_of(browser_of(DEPUTY, cast).get(missing))
    assert found_by(everything_read(DEPUTY, cast), "Amira") == set()


def test_the_last_day_still_counts(danas: Assignment, cast: CastFixture) -> None:
    Assignment.objects.filter(pk=danas.pk).update(valid_until=days(0))
    assert browser_of(DEPUTY, cast).get(f"/faelle/{danas.case_id}/").status_code == 200


def test_being_adviser_of_another_case_opens_nothing_confided_in_this_one(
    danas: Assignment, cast: CastFixture
) -> None:
    own = Cases("Amira", danas.user)
    own.by = danas.user_id
    assert part_of(member("Dana"), own.begin()) is Part.ADVISER
    assert part_of(member("Dana"), danas.case) is Part.DEPUTY
    confided = f"/faelle/kontakt/{OF_CASES['Amira']['confided text']}/anvertraut/"
    assert browser_of(DEPUTY, cast).get(confided).status_code == 403
    assert browser_of(AMIRA, cast).get(confided).status_code == 200


def test_whoever_does_not_accompany_a_case_has_no_part_in_it(db: None) -> None:
    for person in (BERND, COLLEAGUE):
        with pytest.raises(Http404):
            part_of(member(person.name), case_of("Amira"))


def test_an_assignment_counts_in_the_role_of_an_integration_manager_only(db: None) -> None:
    treasurer = member("Bernd", Role.FUNDING_OFFICER)
    assert not cases_visible_to(treasurer).exists()
    assert case_of("Bernd") in cases_visible_to(member("Bernd"))


@pytest.mark.parametrize(
    "words",
    [
        {"valid_until": days(-1)},
        {"valid_from": days(1)},
        {"valid_until": days(0), "ended_at": "2025-06-01T00:00Z"},
    ],
    ids=["over", "not begun", "taken away today"],
)
def test_without_a_membership_that_runs_today_there_is_no_case(
    words: dict[str, object], db: None
) -> None:
    amira = User.objects.get(given_name="Amira")
    Membership.objects.filter(user=amira).update(**words)
    assert not cases_visible_to(member("Amira")).exists()


def test_of_another_day_the_assignments_of_that_day_count(danas: Assignment) -> None:
    dana = member("Dana")
    assert danas.case in cases_visible_to(dana, on=days(0))
    assert danas.case not in cases_visible_to(dana, on=days(-1))

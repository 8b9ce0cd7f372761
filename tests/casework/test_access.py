"""Who sees a case: adviser and deputies on their days; for everybody else it is not there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from bindeglied.accounts.actions import add_membership
from bindeglied.accounts.models import Membership, Role, User
from bindeglied.casework import access, actions
from bindeglied.casework.actions.record_deed import stamp
from bindeglied.casework.models import (
    Abstention,
    Case,
    Goal,
    Measure,
    NotAgreed,
    Part,
    PlanVersion,
    SignedScan,
)
from bindeglied.casework.queries import case_header, cases_of, colleagues_for, timeline
from bindeglied.demo.cast import CAST
from bindeglied.documents.scans import read_scan
from bindeglied.trail.ids import new_id
from tests.accounts.people import membership_of
from tests.casework import cases
from tests.documents.made_scans import jpeg_file

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ONE_DAY = timedelta(days=1)
LookUp = Callable[[Membership, UUID], Any]


@pytest.fixture
def deputy(amira: Membership) -> Membership:
    return cases.colleague_of(amira)


def abstained(version: PlanVersion) -> Abstention:
    person = cases.person_of(version.case)
    words = {"why": NotAgreed.ABSENT, **stamp(cases.adviser_of(version.case).pk)}
    return Abstention.objects.create(
        case=version.case, plan_version=version, person=person, **words
    )


def scanned(version: PlanVersion) -> SignedScan:
    adviser = cases.adviser_of(version.case)
    scan = read_scan(jpeg_file(2, 2))
    return actions.attach_scan(plan_version=cases.agreed(version), scan=scan, by=adviser.pk)


def everything_in(version: PlanVersion) -> list[tuple[LookUp, UUID]]:
    """Each look-up with the id of a row of its own."""
    case = version.case
    contact = cases.noted(case, confided="nur für Sie", for_deputy=True)
    goal = Goal.objects.get(plan_version=version)
    return [
        (access.get_case_for, case.pk),
        (access.get_case_with_team_for, case.pk),
        (access.get_appointment_for, cases.promised(case).pk),
        (access.get_task_for, cases.tasked(case).pk),
        (access.get_person_for, cases.person_of(case).pk),
        (access.get_contact_for, contact.pk),
        (access.get_confided_for, contact.pk),
        (access.get_offer_for, case.supportoffers.get().pk),
        (access.get_assignment_for, case.assignments.get(part=Part.ADVISER).pk),
        (access.get_abstention_for, abstained(version).pk),
        (access.get_signed_scan_for, scanned(version).pk),
        (access.get_plan_for, version.plan_id),
        (access.get_plan_version_for, version.pk),
        (access.get_goal_for, goal.pk),
        (access.get_measure_for, Measure.objects.get(goal=goal).pk),
    ]


def finds(look_up: LookUp, member: Membership, row_id: UUID) -> bool:
    try:
        look_up(member, row_id)
    except Http404:
        return False
    return True


def test_every_look_up_of_access_is_among_those_tried(draft: PlanVersion) -> None:
    named = {name for name in dir(access) if name.startswith("get_") and name.endswith("_for")}
    # Of no case: tests/casework/test_counter_contacts.py.
    named -= {"get_counter_contact_for"}
    assert named == {look_up.__name__ for look_up, _ in everything_in(draft)}  # type: ignore[attr-defined]


def test_adviser_and_deputy_find_everything(
    draft: PlanVersion, amira: Membership, deputy: Membership
) -> None:
    rows = everything_in(draft)
    assert all(finds(look_up, amira, row_id) for look_up, row_id in rows)
    assert not any(finds(look_up, deputy, row_id) for look_up, row_id in rows)
    cases.deputised(draft.case, deputy.user)
    assert all(finds(look_up, deputy, row_id) for look_up, row_id in rows)


def test_what_is_found_brings_its_case_and_organisation(
    draft: PlanVersion, amira: Membership, django_assert_num_queries: Any
) -> None:
    for look_up, row_id in everything_in(draft):
        row = look_up(amira, row_id)
        with django_assert_num_queries(0):
            case = row if isinstance(row, Case) else row.case
            assert str(case.organisation) == "Stadt Weinheim"
            assert case.municipality.name == "Weinheim"


OTHERS = [
    (member.given_name, role)
    for member in CAST
    for _, role in member.memberships
    if member.given_name != "Amira"
]


@pytest.mark.parametrize(("name", "role"), OTHERS, ids=str)
def test_nobody_else_of_the_cast_finds_anything(name: str, role: Role, draft: PlanVersion) -> None:
    member = membership_of(name, role)
    for look_up, row_id in everything_in(draft):
        assert not finds(look_up, member, row_id)
    assert draft.case not in access.cases_visible_to(member)


def test_what_is_not_there_and_what_is_not_yours_is_the_same(
    draft: PlanVersion, bernd: Membership
) -> None:
    for look_up, row_id in everything_in(draft):
        told = []
        for one in (row_id, new_id()):
            with pytest.raises(Http404) as refusal:
                look_up(bernd, one)
            told.append(str(refusal.value))
        assert told[0] == told[1]


def test_a_deputy_sees_the_case_from_the_first_day_to_the_last(
    announced: Case, deputy: Membership
) -> None:
    first, last = cases.today() + ONE_DAY, cases.today() + 5 * ONE_DAY
    cases.deputised(announced, deputy.user, valid_from=first, valid_until=last)
    days = {first - ONE_DAY: False, first: True, last: True, last + ONE_DAY: False}
    for day, is_visible in days.items():
        assert access.cases_visible_to(deputy, on=day).exists() is is_visible, day


def test_a_membership_that_does_not_run_opens_nothing(announced: Case, amira: Membership) -> None:
    yesterday = cases.today() - ONE_DAY
    ended = {"valid_until": cases.today(), "ended_at": timezone.now()}
    for changed in (
        {"valid_until": yesterday},
        {"valid_from": cases.today() + ONE_DAY},
        ended,
        {"role": Role.SUPERVISION},
        {"role": Role.ADMINISTRATOR},
    ):
        member = Membership.objects.get(pk=amira.pk)
        for column, value in changed.items():
            setattr(member, column, value)
        assert not access.cases_visible_to(member).exists(), changed
    assert access.cases_visible_to(amira).filter(pk=announced.pk).exists()


def test_the_adviser_in_another_organisation_sees_nothing_there(
    announced: Case, amira: Membership, bernd: Membership
) -> None:
    elsewhere = add_membership(
        user=amira.user,
        organisation=bernd.organisation,
        role=Role.INTEGRATION_MANAGER,
        by=None,
        valid_from=cases.today(),
    )
    assert not access.cases_visible_to(elsewhere).exists()


def test_what_was_confided_is_for_the_adviser_unless_released(
    announced: Case, amira: Membership, deputy: Membership
) -> None:
    cases.deputised(announced, deputy.user)
    kept, shared = (
        cases.noted(announced, confided="x", for_deputy=for_deputy) for for_deputy in (False, True)
    )
    plain = cases.noted(announced)
    assert access.get_confided_for(amira, kept.pk).text == "x"
    assert access.get_confided_for(deputy, shared.pk).text == "x"
    with pytest.raises(PermissionDenied, match="anvertraut"):
        access.get_confided_for(deputy, kept.pk)
    for member in (amira, deputy):
        with pytest.raises(Http404):
            access.get_confided_for(member, plain.pk)
    shown = {
        member.user_id: [one.confided for one in timeline(announced, member)]
        for member in (amira, deputy)
    }
    assert shown[amira.user_id] == [None, "may_open", "may_open"]
    assert shown[deputy.user_id] == [None, "may_open", "locked"]


def test_parts_are_told_apart(announced: Case, amira: Membership, deputy: Membership) -> None:
    with pytest.raises(Http404):
        access.part_of(deputy, announced)
    cases.deputised(announced, deputy.user)
    assert access.part_of(amira, announced) is Part.ADVISER
    assert access.part_of(deputy, announced) is Part.DEPUTY
    (row,) = cases_of(deputy).rows
    assert (row.case, row.part) == (announced, Part.DEPUTY)


def test_colleagues_are_those_who_could_be_deputy(announced: Case, colleague: User) -> None:
    assert list(colleagues_for(announced)) == [colleague]
    assignment = cases.deputised(announced, colleague)
    assert not colleagues_for(announced).exists()
    assert case_header(Case.objects.get(pk=announced.pk)).deputies == (assignment,)
    actions.end_assignment(
        assignment=assignment, on=cases.today(), by=cases.adviser_of(announced).pk
    )
    assert case_header(Case.objects.get(pk=announced.pk)).deputies == (assignment,)

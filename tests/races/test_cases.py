"""Two people in one case: nothing is done twice or lost, and lists show what both have done."""

from __future__ import annotations

from typing import Any

import pytest

from bindeglied.accounts.models import Membership
from bindeglied.casework import actions
from bindeglied.casework.actions.keep_lists import list_columns
from bindeglied.casework.list_faults import ListCheck
from bindeglied.casework.models import (
    Assignment,
    Case,
    CaseState,
    Contact,
    FactKind,
    HouseholdRole,
    Part,
    Person,
    TaskState,
)
from bindeglied.casework.transitions import NotAllowed
from bindeglied.trail.ids import new_id
from bindeglied.trail.versions import ChangedMeanwhile
from tests.accounts.people import membership_of
from tests.casework import cases
from tests.casework.families import kept_of
from tests.casework.households import related
from tests.casework.screens import announcement
from tests.conftest import CastFixture
from tests.servers.two_at_once import EVERY_PAUSE, Deed, Pause, all_at_once, two_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def amira() -> Membership:
    return membership_of("Amira")


@pytest.fixture
def case(amira: Membership) -> Case:
    return cases.opened(cases.registered(amira))


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


@EVERY_PAUSE
def test_two_who_register_get_two_numbers(pause: Pause, amira: Membership) -> None:
    first, second = two_at_once(
        lambda: cases.registered(amira), lambda: cases.registered(amira), pause=pause
    )
    assert int(second.number[-4:]) == int(first.number[-4:]) + 1


def test_four_who_register_get_four_numbers(amira: Membership) -> None:
    made = all_at_once(*(lambda: cases.registered(amira) for _ in range(4)))
    numbers = sorted(int(one.number[-4:]) for one in made)
    assert numbers == list(range(numbers[0], numbers[0] + 4))


def test_of_two_notes_the_later_contact_is_the_last_one_whoever_wrote_it_first(case: Case) -> None:
    later, earlier = cases.days_ago(1), cases.days_ago(3)
    due = cases.moment(2).date()
    first, second = two_at_once(
        lambda: cases.noted(case, happened_at=later, next_due_on=due),
        lambda: cases.noted(case, happened_at=earlier, next_due_on=cases.today()),
    )
    assert Contact.objects.filter(case=case).count() == 2
    found = fresh(case)
    assert (found.last_contact_at, found.next_due_on) == (later, due)
    assert kept_of(found) == list_columns(case.pk)


def test_what_four_write_at_the_same_moment_stands_in_the_lists(case: Case) -> None:
    deeds: list[Deed] = [
        lambda: cases.noted(case, next_due_on=cases.moment(9).date()),
        lambda: cases.tasked(case, in_days=4),
        lambda: cases.promised(case, in_days=5),
        lambda: cases.told(case, FactKind.NAME, "Aalto, Oksana"),
    ]
    before = fresh(case).version
    all_at_once(*deeds)
    found = fresh(case)
    assert kept_of(found) == list_columns(case.pk)
    assert (found.sort_name, found.next_due_on) == ("aalto oksana", cases.moment(4).date())
    assert found.version == before + len(deeds)


def test_the_first_contact_is_noted_once(case: Case) -> None:
    both = [lambda: cases.noted(case, is_first=True)] * 2
    became = two_at_once(*both)
    assert isinstance(became[1], NotAllowed)
    assert Contact.objects.filter(case=case, is_first=True).count() == 1


def test_a_note_is_corrected_once(case: Case) -> None:
    note = cases.noted(case)
    became = two_at_once(lambda: cases.corrected(note), lambda: cases.corrected(note, text="Nein"))
    assert "inzwischen berichtigt" in str(became[1])
    assert Contact.objects.get(corrects=note) == became[0]


def test_an_offer_is_answered_once(amira: Membership) -> None:
    case = cases.registered(amira)
    offer = cases.offered(case)
    became = two_at_once(
        lambda: cases.answered(offer, accepted=True),
        lambda: cases.answered(offer, accepted=False),
    )
    assert "schon beantwortet" in str(became[1])
    assert fresh(case).state == CaseState.OPEN


def test_a_case_is_offered_support_once(amira: Membership) -> None:
    case = cases.registered(amira)
    became = two_at_once(lambda: cases.offered(case), lambda: cases.offered(case))
    assert isinstance(became[1], NotAllowed)
    assert case.supportoffers.count() == 1


def test_a_colleague_becomes_deputy_once(case: Case, amira: Membership) -> None:
    user = cases.colleague_of(amira).user
    both = [lambda: cases.deputised(case, user)] * 2
    became = two_at_once(*both)
    assert "schon" in str(became[1])
    assert Assignment.objects.filter(case=case, part=Part.DEPUTY).count() == 1


def test_a_deputy_is_ended_by_two_and_the_earlier_day_holds(case: Case, amira: Membership) -> None:
    deputy = cases.deputised(case, cases.colleague_of(amira).user)
    by = amira.user_id

    def ends(in_days: int) -> Deed:
        on = cases.moment(in_days).date()
        return lambda: actions.end_assignment(assignment=deputy, on=on, by=by)

    became = two_at_once(ends(1), ends(5))
    assert "endet schon früher" in str(became[1])
    deputy.refresh_from_db()
    assert deputy.valid_until == cases.moment(1).date()


@pytest.mark.parametrize("is_ended_first", [True, False])
def test_a_task_is_changed_or_done(is_ended_first: bool, case: Case) -> None:
    task = cases.tasked(case)
    by = cases.adviser_of(case).pk
    words: dict[str, Any] = {"text": "Schule anrufen", "due_on": cases.today(), "by": by}
    both: list[Deed] = [
        lambda: actions.end_task(task=task, state=TaskState.DONE, by=by),
        lambda: actions.change_task(task=task, expected_version=1, **words),
    ]
    became = two_at_once(*(both if is_ended_first else reversed(both)))
    assert isinstance(became[1], NotAllowed) == is_ended_first
    task.refresh_from_db()
    assert task.state == TaskState.DONE
    assert task.text == ("Kita anrufen" if is_ended_first else "Schule anrufen")
    assert fresh(case).next_due_on is None


def test_an_appointment_is_moved_once(case: Case) -> None:
    appointment = cases.promised(case)
    by = cases.adviser_of(case).pk

    def moves(in_days: int) -> Deed:
        words: dict[str, Any] = {"starts_at": cases.moment(in_days), "is_confirmed": True}
        return lambda: actions.reschedule_appointment(
            appointment=appointment, expected_version=appointment.version, by=by, **words
        )

    became = two_at_once(moves(5), moves(7))
    assert isinstance(became[1], ChangedMeanwhile)
    assert fresh(case).next_due_on == cases.moment(5).date()


def becomes(person: Person, role: HouseholdRole) -> Deed:
    words: dict[str, Any] = {"is_said_adult": None, "lives_apart": False, "left_on": None}
    seen, by = Person.objects.get(pk=person.pk), cases.adviser_of(person.case).pk
    return lambda: actions.change_membership(
        person=seen, expected_version=person.version, household_role=role, by=by, **words
    )


def test_how_somebody_belongs_to_a_household_is_changed_by_one_at_a_time(case: Case) -> None:
    partner = related(case)
    parent, child = HouseholdRole.PARENT, HouseholdRole.CHILD
    became = two_at_once(becomes(partner, parent), becomes(partner, child))
    assert isinstance(became[1], ChangedMeanwhile)
    partner.refresh_from_db()
    assert partner.household_role == parent


def test_a_household_has_one_reference(case: Case) -> None:
    reference, partner, other = HouseholdRole.REFERENCE, related(case), related(case, "Ivan")
    becomes(cases.person_of(case), HouseholdRole.PARENT)()
    became = two_at_once(becomes(partner, reference), becomes(other, reference))
    assert "schon eine Bezugsperson" in str(became[1])
    found = Person.objects.filter(case=case, household_role=reference)
    assert found.get() == partner


def test_two_who_join_a_household_have_their_places(case: Case) -> None:
    two_at_once(lambda: related(case, "Andrij"), lambda: related(case, "Ivan"))
    found = Person.objects.filter(case=case).order_by("position")
    assert [(one.position, one.given_name) for one in found][1:] == [(2, "Andrij"), (3, "Ivan")]


def test_a_double_click_takes_up_one_person(cast: CastFixture) -> None:
    words = {"once": str(new_id()), **announcement()}
    browsers = [cast("Amira") for _ in range(2)]
    before = Case.objects.count()
    answers = two_at_once(*(lambda one=one: one.post("/faelle/neu/", words) for one in browsers))
    assert len({one.headers["Location"] for one in answers}) == 1
    assert Case.objects.count() == before + 1


@pytest.mark.parametrize("is_named_first", [True, False])
def test_somebody_is_found_by_the_name_that_two_facts_at_once_leave(
    is_named_first: bool, case: Case
) -> None:
    both: list[Deed] = [
        lambda: cases.told(case, FactKind.NAME, "Aalto, Oksana"),
        lambda: cases.told(case, FactKind.BIRTH, "1991-04-06"),
    ]
    two_at_once(*(both if is_named_first else reversed(both)))
    assert not list(ListCheck(case.organisation_id).faults())

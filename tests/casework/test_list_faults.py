"""`verify-lists`: whatever no longer follows from the rows is found, and named without content."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from bindeglied.casework.list_faults import (
    COLUMNS_DIFFER,
    TOKENS_LACK,
    TOKENS_TOO_MANY,
    ListCheck,
    ListFault,
)
from bindeglied.casework.models import (
    Appointment,
    Case,
    CaseState,
    Contact,
    FactKind,
    Person,
    PersonToken,
    PlanVersion,
    Task,
    TokenKind,
)
from bindeglied.trail.models import DataKey
from tests.casework import cases
from tests.casework.planting import change, delete, without_guards

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

Found = list[tuple[int | None, str, tuple[str, ...]]]


def faults(case: Case) -> Found:
    """The faults of one case, without its number."""
    found = [one for one in checked(case)[1] if one.case == case.number]
    return [(one.person, one.words, one.places) for one in found]


def checked(case: Case) -> tuple[ListCheck, list[ListFault]]:
    check = ListCheck(case.organisation_id)
    return check, list(check.faults())


def test_what_the_actions_and_the_demo_land_leave_has_no_fault(opened: Case) -> None:
    check, found = checked(opened)
    assert found == []
    assert check.cases == Case.objects.filter(organisation=opened.organisation_id).count() > 1
    assert check.people == Person.objects.filter(case__organisation=opened.organisation_id).count()
    assert check.gone == 0


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("sort_name", "verbenkova oksana"),
        ("last_contact_at", timezone.now()),
        ("next_due_on", cases.today()),
        ("state", CaseState.DECLINED),
    ],
)
def test_a_changed_column_of_a_case_is_named(column: str, value: Any, opened: Case) -> None:
    change(opened, column, value)
    assert faults(opened) == [(None, COLUMNS_DIFFER, (column,))]


@pytest.mark.parametrize(
    ("column", "value"), [("given_name", "Oksanna"), ("birth_on", cases.today())]
)
def test_a_changed_column_of_a_person_is_named(column: str, value: Any, opened: Case) -> None:
    person = Person.objects.get(case=opened)
    change(person, column, value)
    found = faults(opened)
    assert found[0] == (1, COLUMNS_DIFFER, (column,))
    assert not any(str(value) in str(one) for one in found)


def test_a_lost_and_an_added_token_are_told_apart(opened: Case) -> None:
    tokens = PersonToken.objects.filter(case=opened, kind=TokenKind.NAME)
    lost = tokens.order_by("token")[0]
    delete(lost)
    assert faults(opened) == [(1, TOKENS_LACK, ("name",))]
    change(tokens.order_by("token")[0], "token", "XXXX")
    assert (1, TOKENS_TOO_MANY, ("name",)) in faults(opened)


def test_a_telephone_number_that_cannot_be_looked_for_is_found(opened: Case) -> None:
    cases.told(opened, FactKind.TELEPHONE, "06201 000 77")
    assert faults(opened) == []
    token = PersonToken.objects.get(case=opened, kind=TokenKind.TELEPHONE)
    change(token, "token", "0" * 64)
    assert faults(opened) == [
        (1, TOKENS_LACK, ("telephone",)),
        (1, TOKENS_TOO_MANY, ("telephone",)),
    ]


def _contact(case: Case) -> None:
    change(Contact.objects.get(case=case), "happened_at", cases.days_ago(400))


def _task(case: Case) -> None:
    delete(Task.objects.get(case=case))


def _appointment(case: Case) -> None:
    delete(Task.objects.get(case=case))
    case.next_due_on = cases.today() + timedelta(days=3)
    case.save(update_fields=["next_due_on"])
    assert faults(case) == []
    change(Appointment.objects.get(case=case), "starts_at", cases.moment(5))


@pytest.mark.parametrize(
    ("write_past_it", "column"),
    [(_contact, "last_contact_at"), (_task, "next_due_on"), (_appointment, "next_due_on")],
)
def test_a_row_changed_behind_the_list_is_found(
    write_past_it: Callable[[Case], None], column: str, opened: Case
) -> None:
    cases.noted(opened)
    cases.promised(opened, in_days=3)
    cases.tasked(opened, in_days=1)
    assert faults(opened) == []
    without_guards()
    write_past_it(opened)
    assert faults(opened) == [(None, COLUMNS_DIFFER, (column,))]


def test_a_review_that_moved_is_found(agreed: PlanVersion) -> None:
    without_guards()
    change(agreed, "review_on", cases.today())
    assert faults(agreed.case) == [(None, COLUMNS_DIFFER, ("next_due_on",))]


def test_what_went_with_its_key_is_counted_and_no_fault(opened: Case) -> None:
    DataKey.objects.filter(owner=opened.pk).delete()
    check, found = checked(opened)
    assert found == []
    assert check.gone == 1

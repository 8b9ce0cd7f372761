"""The database itself keeps what was agreed and what was noted, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from bindeglied.casework.models import (
    Agreement,
    Case,
    ConfidedText,
    ContactAttempt,
    DomainRating,
    Fact,
    Goal,
    Measure,
    PlanPrint,
    PlanState,
    PlanVersion,
)
from bindeglied.trail.ids import new_id
from tests.casework import cases
from tests.casework.planting import GUARDS, change, copy, delete

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def printed(draft: PlanVersion) -> PlanVersion:
    cases.printed(cases.agreed(draft), b"%PDF")
    return draft


def refused(deed: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError, match="what was"), transaction.atomic():
        deed()


def other_value(row: models.Model, field: models.Field[Any, Any]) -> Any:
    """A value of the right kind that the column does not have."""
    match field:
        case models.ForeignKey() | models.UUIDField():
            return new_id()
        case models.BinaryField():
            return b"x"
        case models.DateTimeField():
            return cases.days_ago(500)
        case models.DateField():
            return cases.days_ago(500).date()
        case models.BooleanField():
            return not field.value_from_object(row)
        case models.IntegerField():
            return 77
    return "sick"


def noted_rows(case: Case) -> list[models.Model]:
    contact = cases.noted(case, confided="x")
    confided = ConfidedText.objects.get(contact=contact)
    attempt: ContactAttempt = cases.tried(case)
    return [contact, confided, attempt, Fact.objects.filter(case=case)[0]]


def rows_of(version: PlanVersion) -> list[models.Model]:
    """One row of every table that belongs to a version."""
    return [
        PlanVersion.objects.get(pk=version.pk),
        version.assessment,
        DomainRating.objects.get(assessment=version.assessment_id),
        Goal.objects.get(plan_version=version),
        Measure.objects.get(goal__plan_version=version),
        Agreement.objects.get(plan_version=version),
        PlanPrint.objects.get(plan_version=version),
    ]


def test_every_guard_is_there_after_all_migrations() -> None:
    query = (
        "SELECT tgname FROM pg_trigger"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {name for (name,) in cursor.fetchall()}
    assert {name for name, *_ in GUARDS} <= there
    assert len({name for name, *_ in GUARDS}) == len(GUARDS)


@pytest.mark.parametrize("number", range(4), ids=["contact", "confided", "attempt", "fact"])
def test_what_was_noted_is_neither_changed_nor_deleted(number: int, announced: Case) -> None:
    row = noted_rows(announced)[number]
    for field in row._meta.concrete_fields:
        refused(lambda field=field: change(row, str(field.column), other_value(row, field)))  # type: ignore[misc]
    refused(lambda: delete(row))
    refused(row.delete)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_no_column_of_what_was_agreed_is_changed(printed: PlanVersion) -> None:
    for row in rows_of(printed):
        for field in row._meta.concrete_fields:
            goes_on = isinstance(row, Goal | Measure | PlanVersion) and field.name == "state"
            if not goes_on:
                refused(lambda: change(row, str(field.column), other_value(row, field)))  # noqa: B023


def test_nothing_that_was_agreed_is_deleted(printed: PlanVersion) -> None:
    for row in rows_of(printed):
        refused(lambda: delete(row))  # noqa: B023


def test_nothing_is_added_to_what_was_agreed(printed: PlanVersion) -> None:
    rows = rows_of(printed)
    for row in rows[2:6]:
        refused(lambda: copy(row, id=new_id(), domain="work", position=9))  # noqa: B023


def test_nothing_moves_into_or_out_of_an_agreed_version(printed: PlanVersion) -> None:
    draft = cases.next_version(printed)
    agreed_goal, own_goal = (Goal.objects.get(plan_version=one) for one in (printed, draft))
    own_measure = Measure.objects.get(goal=own_goal)
    own_rating = DomainRating.objects.get(assessment=draft.assessment_id)
    refused(lambda: change(own_goal, "plan_version_id", printed.pk))
    refused(lambda: change(agreed_goal, "plan_version_id", draft.pk))
    refused(lambda: change(own_measure, "goal_id", agreed_goal.pk))
    refused(lambda: change(own_rating, "assessment_id", printed.assessment_id))


def test_a_version_goes_on_from_active_to_superseded_and_nowhere_else(
    agreed: PlanVersion,
) -> None:
    refused(lambda: change(agreed, "state", PlanState.DRAFT))
    change(agreed, "state", PlanState.SUPERSEDED)
    for state in (PlanState.ACTIVE, PlanState.DRAFT):
        refused(lambda: change(agreed, "state", state))  # noqa: B023


def test_states_go_on_while_the_version_is_active_only(agreed: PlanVersion) -> None:
    goal = Goal.objects.get(plan_version=agreed)
    measure = Measure.objects.get(goal=goal)
    change(goal, "state", "in_progress")
    change(measure, "state", "waiting")
    change(agreed, "state", PlanState.SUPERSEDED)
    refused(lambda: change(goal, "state", "reached"))
    refused(lambda: change(measure, "state", "done"))


def test_a_draft_is_free(draft: PlanVersion) -> None:
    change(draft, "language", "en")
    change(Goal.objects.get(plan_version=draft), "priority", 3)
    delete(Measure.objects.get(goal__plan_version=draft))
    delete(DomainRating.objects.get(assessment=draft.assessment_id))

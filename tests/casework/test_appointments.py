"""Appointments and tasks: agreed, changed, moved, held; what is due next follows from them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from bindeglied.casework import actions
from bindeglied.casework.models import (
    Appointment,
    AppointmentState,
    Case,
    PlanVersion,
    Task,
    TaskState,
)
from bindeglied.casework.transitions import NotAllowed
from bindeglied.trail.versions import ChangedMeanwhile
from tests.casework import cases
from tests.casework.screens import verbs_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SAME = ("minutes", "form", "place", "text", "with_whom", "needs_interpreter", "adviser_sex")


def recorded(one: Appointment, state: AppointmentState) -> None:
    by = cases.adviser_of(one.case).pk
    actions.record_appointment(appointment=one, state=state, by=by)


def moved(one: Appointment, in_days: int = 8, **words: Any) -> Appointment:
    usual = {"expected_version": one.version, "starts_at": cases.moment(in_days)}
    by = cases.adviser_of(one.case).pk
    return actions.reschedule_appointment(
        appointment=one, is_confirmed=True, by=by, **{**usual, **words}
    )


def due(case: Case) -> Any:
    case.refresh_from_db()
    return case.next_due_on and (case.next_due_on - cases.today()).days


def test_what_is_due_next_is_the_earliest_of_contact_review_appointment_and_task(
    agreed: PlanVersion,
) -> None:
    case = agreed.case
    assert due(case) == 180  # the review of the plan
    cases.noted(case, next_due_on=cases.today() + timedelta(days=40))
    assert due(case) == 40
    appointment = cases.promised(case, in_days=20)
    assert due(case) == 20
    task = cases.tasked(case, in_days=5)
    assert due(case) == 5
    actions.end_task(task=task, state=TaskState.DONE, by=cases.adviser_of(case).pk)
    assert due(case) == 20
    recorded(appointment, AppointmentState.CANCELLED_CLIENT)
    assert due(case) == 40


def test_a_moved_or_changed_date_moves_what_is_due(announced: Case) -> None:
    later = moved(cases.promised(announced, in_days=2), in_days=8)
    assert due(announced) == 8
    recorded(later, AppointmentState.CANCELLED_STAFF)
    assert due(announced) is None
    task = cases.tasked(announced, in_days=4)
    actions.change_task(
        task=task,
        expected_version=task.version,
        text="Kita noch einmal anrufen",
        due_on=cases.today() + timedelta(days=6),
        by=cases.adviser_of(announced).pk,
    )
    assert due(announced) == 6


@pytest.mark.parametrize("state", [AppointmentState.ATTENDED, AppointmentState.NO_SHOW])
def test_held_or_missed_only_once_its_time_has_come(
    state: AppointmentState, announced: Case
) -> None:
    coming = cases.promised(announced, in_days=1)
    with pytest.raises(NotAllowed):
        recorded(coming, state)
    past = cases.promised(announced, in_days=-1)
    recorded(past, state)
    past.refresh_from_db()
    assert past.state == state
    with pytest.raises(NotAllowed):
        recorded(past, AppointmentState.CANCELLED_STAFF)


def test_what_nobody_confirmed_is_not_held_but_may_be_called_off(announced: Case) -> None:
    past = cases.promised(announced, in_days=-1, is_confirmed=False)
    with pytest.raises(NotAllowed):
        recorded(past, AppointmentState.ATTENDED)
    recorded(past, AppointmentState.CANCELLED_CLIENT)


def test_a_moved_appointment_ends_and_the_new_one_takes_over(announced: Case) -> None:
    first = cases.promised(announced, in_days=2)
    second = moved(first)
    first.refresh_from_db()
    assert first.state == AppointmentState.RESCHEDULED
    assert second.replaces == first
    assert [getattr(first, name) for name in SAME] == [getattr(second, name) for name in SAME]
    with pytest.raises(NotAllowed):
        moved(first, in_days=9)
    with pytest.raises(NotAllowed, match="bisherige"):
        moved(second)
    with pytest.raises(NotAllowed, match="neue Zeit"):
        recorded(second, AppointmentState.RESCHEDULED)


def test_only_what_is_confirmed_is_moved(announced: Case) -> None:
    with pytest.raises(NotAllowed):
        moved(cases.promised(announced, is_confirmed=False))


def words_of(one: Appointment, **words: Any) -> Any:
    return {name: getattr(one, name) for name in ("starts_at", *SAME)} | words


def test_a_proposal_changes_its_time_and_a_confirmed_one_everything_else(announced: Case) -> None:
    by = cases.adviser_of(announced).pk
    proposed = cases.promised(announced, is_confirmed=False)
    later = words_of(proposed, starts_at=cases.moment(9), place="Café")
    past = {**later, "starts_at": timezone.now() - timedelta(minutes=1)}
    with pytest.raises(NotAllowed, match="vorbei"):
        actions.change_appointment(appointment=proposed, expected_version=1, words=past, by=by)
    actions.change_appointment(appointment=proposed, expected_version=1, words=later, by=by)
    fresh = Appointment.objects.get(pk=proposed.pk)
    assert (fresh.starts_at, fresh.place, fresh.version) == (cases.moment(9), "Café", 2)
    recorded(fresh, AppointmentState.CONFIRMED)
    with pytest.raises(NotAllowed, match="Verschieben"):
        actions.change_appointment(
            appointment=fresh,
            expected_version=3,
            words={**later, "starts_at": timezone.now()},
            by=by,
        )
    actions.change_appointment(
        appointment=fresh, expected_version=3, words={**later, "place": "Rathaus"}, by=by
    )
    assert Appointment.objects.get(pk=proposed.pk).place == "Rathaus"


def test_whoever_is_second_is_told(announced: Case) -> None:
    by = cases.adviser_of(announced).pk
    one, task = cases.promised(announced), cases.tasked(announced)
    for _ in range(2):
        words = words_of(one, text="anders")
        deed = {"appointment": one, "expected_version": 1, "words": words, "by": by}
        first = Appointment.objects.get(pk=one.pk).version == 1
        if first:
            actions.change_appointment(**deed)
            continue
        with pytest.raises(ChangedMeanwhile):
            actions.change_appointment(**deed)
    with pytest.raises(ChangedMeanwhile):
        moved(one, expected_version=1)
    with pytest.raises(ChangedMeanwhile):
        actions.change_task(task=task, expected_version=7, text="x", due_on=cases.today(), by=by)


def test_a_task_ends_once_and_says_by_whom(announced: Case) -> None:
    task, by = cases.tasked(announced), cases.adviser_of(announced).pk
    actions.end_task(task=task, state=TaskState.DROPPED, by=by)
    fresh = Task.objects.get(pk=task.pk)
    assert fresh.ended_by == by and fresh.ended_at is not None
    for state in TaskState:
        with pytest.raises(NotAllowed):
            actions.end_task(task=task, state=state, by=by)
    with pytest.raises(NotAllowed):
        actions.change_task(
            task=fresh, expected_version=fresh.version, text="x", due_on=cases.today(), by=by
        )


@pytest.mark.parametrize("minutes", [0, 4, 601])
def test_an_appointment_takes_5_to_600_minutes(minutes: int, announced: Case) -> None:
    with pytest.raises(NotAllowed):
        cases.promised(announced, minutes=minutes)


def test_a_task_needs_words(announced: Case) -> None:
    with pytest.raises(NotAllowed):
        cases.tasked(announced, text="  ")


def test_place_and_words_lie_sealed(announced: Case) -> None:
    cases.promised(announced, place="Geheimort", text="Geheimgrund", with_whom="Geheimperson")
    cases.tasked(announced, text="Geheimaufgabe")
    with connection.cursor() as cursor:
        cursor.execute("SELECT place, text, with_whom FROM casework_appointment")
        rows = [bytes(one) for one in cursor.fetchall()[-1]]
        cursor.execute("SELECT text FROM casework_task")
        rows += [bytes(one[0]) for one in cursor.fetchall()]
    assert all(b"Geheim" not in one for one in rows)
    assert Task.objects.filter(case=announced).get().text == "Geheimaufgabe"


def test_every_deed_leaves_its_event(announced: Case) -> None:
    recorded(moved(cases.promised(announced, in_days=2)), AppointmentState.CANCELLED_CLIENT)
    actions.end_task(
        task=cases.tasked(announced), state=TaskState.DONE, by=cases.adviser_of(announced).pk
    )
    assert verbs_of(announced)[1:] == [
        "appointment made",
        "appointment rescheduled",
        "appointment cancelled client",
        "task set",
        "task done",
    ]

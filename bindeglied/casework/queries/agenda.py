"""Appointments that wait and open tasks, of one case or of all that somebody accompanies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from bindeglied.accounts.models import Membership
from bindeglied.casework.access import cases_visible_to
from bindeglied.casework.household import names_of
from bindeglied.casework.models import (
    WAITING_APPOINTMENTS,
    Appointment,
    Case,
    Person,
    Task,
    TaskState,
)
from bindeglied.trail.data_keys import open_data_keys

WEEKS_AHEAD = 4
AT_MOST = 200


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One appointment or task; `at` is None for a task, `title` names the people of its case."""

    kind: Literal["appointment", "task"]
    on: date
    at: datetime | None
    title: str
    row: Appointment | Task


def agenda_of(member: Membership) -> list[AgendaRow]:
    """What waits and what comes in the next WEEKS_AHEAD weeks, in order, from four statements.

    Past appointments that nobody recorded and overdue tasks are among them.
    """
    until = timezone.localdate() + timedelta(weeks=WEEKS_AHEAD)
    visible = cases_visible_to(member)
    appointments = list(waiting_appointments(visible, until=until)[:AT_MOST])
    tasks = list(open_tasks(visible, until=until)[:AT_MOST])
    owners = {one.case_id for one in (*appointments, *tasks)}
    open_data_keys(owners)
    titles = titles_of(owners)
    rows = [
        AgendaRow("appointment", timezone.localdate(one.starts_at), one.starts_at, "", one)
        for one in appointments
    ]
    rows += [AgendaRow("task", one.due_on, None, "", one) for one in tasks]
    named = [AgendaRow(r.kind, r.on, r.at, titles.get(r.row.case_id, ""), r.row) for r in rows]
    return sorted(named, key=_moment)


def agenda_of_case(case: Case) -> list[AgendaRow]:
    """Everything in a case that waits or is open, in order, from two statements.

    Where nothing at all is due in the case, there is nothing to ask for.
    """
    if case.next_due_on is None:
        return []
    appointments = Appointment.objects.filter(case=case, state__in=WAITING_APPOINTMENTS)
    tasks = Task.objects.filter(case=case, state=TaskState.OPEN)
    rows = [
        AgendaRow("appointment", timezone.localdate(one.starts_at), one.starts_at, "", one)
        for one in appointments
    ]
    rows += [AgendaRow("task", one.due_on, None, "", one) for one in tasks]
    return sorted(rows, key=_moment)


def waiting_appointments(cases: QuerySet[Case], *, until: date) -> QuerySet[Appointment]:
    """The appointments of these cases that wait, up to and including a day, earliest first."""
    end = timezone.make_aware(datetime.combine(until + timedelta(days=1), datetime.min.time()))
    found = Appointment.objects.filter(
        case__in=cases, state__in=WAITING_APPOINTMENTS, starts_at__lt=end
    )
    return found.order_by("starts_at", "id")


def open_tasks(cases: QuerySet[Case], *, until: date) -> QuerySet[Task]:
    """The open tasks of these cases that are due up to and including a day, earliest first."""
    found = Task.objects.filter(case__in=cases, state=TaskState.OPEN, due_on__lte=until)
    return found.order_by("due_on", "id")


def titles_of(cases: set[UUID]) -> dict[UUID, str]:
    """The names of the people of each case, from one statement."""
    people: dict[UUID, list[Person]] = {}
    for person in Person.objects.filter(case__in=cases).order_by("position"):
        people.setdefault(person.case_id, []).append(person)
    return {case: names_of(members) for case, members in people.items()}


def _moment(row: AgendaRow) -> tuple[date, float, UUID]:
    # Of one day, a task stands before what has a time.
    return row.on, row.at.timestamp() if row.at else 0.0, row.row.pk

"""Set a task in a case, change it, and end it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.actions.record_deed import lock_case, record_deed, stamp
from bindeglied.casework.models import Case, Task, TaskState
from bindeglied.casework.transitions import TASK_STEPS, NotAllowed, require_step
from bindeglied.trail.versions import take_version


@transaction.atomic
def set_task(*, case: Case, text: str, due_on: date, by: UUID) -> Task:
    """Write down what `by` has promised to do until a day. Raises NotAllowed without words."""
    _require_words(text)
    case = lock_case(case.pk)
    task = Task.objects.create(case=case, text=text.strip(), due_on=due_on, **stamp(by))
    record_deed("task set", case=case, by=by, keeps_lists=True)
    return task


@transaction.atomic
def change_task(*, task: Task, expected_version: int, text: str, due_on: date, by: UUID) -> None:
    """Put an open task right.

    Raises NotAllowed, and ChangedMeanwhile unless `expected_version` is the one it has.
    """
    _require_words(text)
    case = lock_case(task.case_id)
    if Task.objects.get(pk=task.pk).state != TaskState.OPEN:
        raise NotAllowed(_("Diese Aufgabe ist schon abgeschlossen."))
    take_version(task, expected_version)
    task.text, task.due_on = text.strip(), due_on
    task.save(update_fields=["text", "due_on"])
    record_deed("task changed", case=case, by=by, keeps_lists=True)


@transaction.atomic
def end_task(*, task: Task, state: TaskState, by: UUID) -> None:
    """Put down that an open task is done, or no longer needed. Raises NotAllowed."""
    case = lock_case(task.case_id)
    fresh = Task.objects.get(pk=task.pk)
    require_step(TASK_STEPS, fresh.state, state)
    fresh.state, fresh.ended_at, fresh.ended_by = state, timezone.now(), by
    fresh.version += 1
    fresh.save(update_fields=["state", "ended_at", "ended_by", "version"])
    record_deed(f"task {state.value}", case=case, by=by, keeps_lists=True)


def _require_words(text: str) -> None:
    if not text.strip():
        raise NotAllowed(_("Schreiben Sie, was zu tun ist."))

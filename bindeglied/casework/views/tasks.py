"""Tasks: set, put right, done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bindeglied.accounts.access import for_roles
from bindeglied.casework import actions
from bindeglied.casework.access import CASE_WORKERS, get_case_for, get_task_for
from bindeglied.casework.forms.appointments import ChangedTaskForm, TaskForm
from bindeglied.casework.models import Task, TaskState
from bindeglied.casework.transitions import NotAllowed
from bindeglied.casework.views.form_pages import back_from, form_page, is_done, is_saved
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def new_task(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write down what is to be done."""
    member = request.member  # type: ignore[attr-defined]
    case = get_case_for(member, case_id)
    form = form_with_draft(request, TaskForm, owner=case.pk)
    if is_done(form, lambda: actions.set_task(case=case, by=member.user_id, **form.cleaned_data)):
        messages.success(
            request, _("Die Aufgabe ist notiert. Sie erscheint rechtzeitig auf „Heute“.")
        )
        return redirect("casework:case", case.pk)
    return form_page(request, "casework/new_task.html", case, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Put a task right, or end it."""
    member = request.member  # type: ignore[attr-defined]
    found = get_task_for(member, task_id)
    first = {"text": found.text, "due_on": found.due_on, "version": found.version}
    form = form_with_draft(request, ChangedTaskForm, owner=found.case_id, initial=first)
    about: dict[str, Any] = {"task": found, "by": member.user_id}
    if is_saved(form, lambda **words: actions.change_task(**about, **words), lambda: _now(found)):
        messages.success(request, _("Die Aufgabe ist geändert."))
        return redirect("casework:case", found.case_id)
    is_open = found.state == TaskState.OPEN
    return form_page(request, "casework/task.html", found.case, form, task=found, is_open=is_open)


def _now(found: Task) -> dict[str, Any]:
    fresh = Task.objects.get(pk=found.pk)
    return {"text": fresh.text, "due_on": fresh.due_on}


@require_POST
@for_roles(*CASE_WORKERS)
@once
def task_state(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Put down that a task is done, or no longer needed."""
    member = request.member  # type: ignore[attr-defined]
    found = get_task_for(member, task_id)
    wanted = request.POST.get("state", "")
    try:
        if wanted not in TaskState.values:
            raise NotAllowed(_("Diesen Stand gibt es nicht."))
        state = TaskState(wanted)
        actions.end_task(task=found, state=state, by=member.user_id)
        messages.success(request, _("Festgehalten: %(state)s.") % {"state": state.label})
    except NotAllowed as refusal:
        messages.error(request, refusal.reason)
    return back_from(request, found.case_id)

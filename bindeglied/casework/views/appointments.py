"""Appointments: agreed on, put right, moved, held or called off, and the slip to take along."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.casework import actions
from bindeglied.casework.access import CASE_WORKERS, get_appointment_for, get_case_for
from bindeglied.casework.forms.appointments import (
    ChangedAppointmentForm,
    NewAppointmentForm,
    RescheduleForm,
)
from bindeglied.casework.languages import InterpreterNeed
from bindeglied.casework.models import Appointment, AppointmentState
from bindeglied.casework.queries.talks import known_for_talks, title_of
from bindeglied.casework.transitions import APPOINTMENT_STEPS, NotAllowed
from bindeglied.casework.views.form_pages import (
    back_from,
    form_page,
    is_done,
    is_saved,
    note_look_at,
)
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once

WORDS = (
    *("starts_at", "minutes", "form", "place", "text", "with_whom"),
    *("needs_interpreter", "adviser_sex"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def new_appointment(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Agree on an appointment."""
    member = request.member  # type: ignore[attr-defined]
    case = get_case_for(member, case_id)
    needed = known_for_talks(case).interpreting == InterpreterNeed.NEEDED
    first = {"needs_interpreter": needed}
    form = form_with_draft(request, NewAppointmentForm, owner=case.pk, initial=first)
    if is_done(form, lambda: actions.make_appointment(case=case, **_deed(form, member.user_id))):
        messages.success(request, _("Der Termin ist eingetragen."))
        return redirect("casework:case", case.pk)
    return form_page(request, "casework/new_appointment.html", case, form)


def _deed(form: Any, by: UUID) -> dict[str, Any]:
    typed = form.cleaned_data
    words = {name: typed[name] for name in WORDS}
    return {"words": words, "is_confirmed": typed["is_confirmed"], "by": by}


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def appointment(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """One appointment: what became of it, and what is to be put right."""
    member = request.member  # type: ignore[attr-defined]
    made = get_appointment_for(member, appointment_id)
    form = form_with_draft(
        request, ChangedAppointmentForm, owner=made.case_id, initial=_as_it_is(made)
    )
    if is_saved(form, lambda **words: _changed(made, member.user_id, words), lambda: _now(made)):
        messages.success(request, _("Der Termin ist geändert."))
        return redirect("casework:case", made.case_id)
    return form_page(request, "casework/appointment.html", made.case, form, **_steps(made))


def _changed(made: Appointment, by: UUID, words: dict[str, Any]) -> None:
    expected = words.pop("expected_version")
    actions.change_appointment(
        appointment=made,
        expected_version=expected,
        words=words,  # type: ignore[arg-type]
        by=by,
    )


def _as_it_is(made: Appointment) -> dict[str, Any]:
    return {name: getattr(made, name) for name in (*WORDS, "version")}


def _now(made: Appointment) -> dict[str, Any]:
    fresh = Appointment.objects.get(pk=made.pk)
    return {name: getattr(fresh, name) for name in WORDS}


def _steps(made: Appointment) -> dict[str, Any]:
    """What may become of the appointment, for its buttons; held or missed once it has begun."""
    steps = APPOINTMENT_STEPS[made.state]
    has_begun = made.starts_at <= timezone.now()
    return {"appointment": made, "steps": steps, "is_waiting": bool(steps), "has_begun": has_begun}


@require_POST
@for_roles(*CASE_WORKERS)
@once
def appointment_state(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Put down what became of an appointment; after a talk comes its note."""
    member = request.member  # type: ignore[attr-defined]
    made = get_appointment_for(member, appointment_id)
    wanted = request.POST.get("state", "")
    try:
        if wanted not in AppointmentState.values:
            raise NotAllowed(_("Diesen Stand gibt es nicht."))
        state = AppointmentState(wanted)
        actions.record_appointment(appointment=made, state=state, by=member.user_id)
    except NotAllowed as refusal:
        messages.error(request, refusal.reason)
        return redirect("casework:appointment", made.pk)
    return _after(request, made, state)


def _after(request: HttpRequest, made: Appointment, state: AppointmentState) -> HttpResponse:
    if state == AppointmentState.ATTENDED:
        messages.success(request, _("Der Termin ist festgehalten. Jetzt fehlt nur die Notiz."))
        return redirect("casework:contact", made.case_id)
    messages.success(request, _("Festgehalten: %(state)s.") % {"state": state.label})
    return back_from(request, made.case_id)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def reschedule(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Move a confirmed appointment."""
    member = request.member  # type: ignore[attr-defined]
    made = get_appointment_for(member, appointment_id)
    first = {"starts_at": made.starts_at, "version": made.version}
    form = form_with_draft(request, RescheduleForm, owner=made.case_id, initial=first)
    about: dict[str, Any] = {"appointment": made, "by": member.user_id}
    if is_saved(form, lambda **words: actions.reschedule_appointment(**about, **words), lambda: {}):
        messages.success(request, _("Der Termin ist verschoben."))
        return redirect("casework:case", made.case_id)
    return form_page(request, "casework/reschedule.html", made.case, form, appointment=made)


@require_safe
@for_roles(*CASE_WORKERS)
def slip(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """A slip with day, time and place, to print and give along."""
    member = request.member  # type: ignore[attr-defined]
    made = get_appointment_for(member, appointment_id)
    note_look_at(request, made.case, "appointment printed")
    page = {"appointment": made, "case": made.case, "title": title_of(made.case)}
    return render(request, "casework/slip.html", page)

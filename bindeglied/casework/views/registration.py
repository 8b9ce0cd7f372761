"""Taking up a person who was announced."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bindeglied.accounts.access import for_roles
from bindeglied.casework.access import CASE_WORKERS
from bindeglied.casework.actions import note_alike, register_person
from bindeglied.casework.forms.registration import RegistrationForm
from bindeglied.casework.queries import Alike, alike_people
from bindeglied.casework.transitions import NotAllowed
from bindeglied.law.counselling import counselling_from
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once

# The button with which a person is taken up although somebody alike is known.
ANYWAY = "trotzdem"


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def announce(request: HttpRequest) -> HttpResponse:
    """Take up a person; while a day of moving in is chosen, say how long that gives."""
    if request.method == "GET" and request.htmx:  # type: ignore[attr-defined]
        return render(request, "casework/reckoned.html", reckoned(request.GET.get("moved_in_on")))
    member = request.member  # type: ignore[attr-defined]
    form = form_with_draft(request, RegistrationForm, organisation=member.organisation)
    alike = alike_to(request, form, member) if form.is_valid() else None
    case = _registered(form, member) if form.is_valid() and not alike else None
    if case is not None:
        messages.success(request, _("Die Person ist aufgenommen. Als Nächstes: Kontakt aufnehmen."))
        return redirect("casework:case", case.pk)
    words = reckoned(form["moved_in_on"].value())
    return render(request, "casework/announce.html", {"form": form, "alike": alike, **words})


def reckoned(typed: Any) -> dict[str, Any]:
    """How long somebody who moved in on a day may be accompanied; empty without a day."""
    try:
        day = typed if isinstance(typed, date) else date.fromisoformat(typed or "")
        time = counselling_from(day)
    except ValueError:
        return {}
    except LookupError:
        return {"day_without_rule": True}
    words = _("nicht belegt, bitte prüfen") if time.is_unverified else _("belegt")
    return {"time": time, "certainty": words}


def alike_to(request: HttpRequest, form: Any, member: Any) -> Alike | None:
    """Who may be the same person; nobody once the person is to be taken up anyway.

    `form` is sound and has the names, the birth date and the telephone number.
    """
    if ANYWAY in request.POST:
        return None
    names = ("given_name", "family_name", "birth_on", "telephone")
    found = alike_people(member, **{name: form.cleaned_data[name] for name in names})
    note_alike(
        shown=[hit.person.case_id for hit in found.shown],
        hidden=found.hidden,
        by=member.user_id,
        organisation=member.organisation_id,
    )
    return found


def _registered(form: RegistrationForm, member: Any) -> Any:
    try:
        return register_person(organisation=member.organisation, by=member.user_id, **form.words)
    except NotAllowed as refusal:
        form.add_error(None, refusal.reason)
        return None

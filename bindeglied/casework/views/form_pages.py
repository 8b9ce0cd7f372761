"""What the pages with one form of a case share: the look noted, the refusal said at the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bindeglied.casework.models import Case
from bindeglied.casework.queries.talks import title_of
from bindeglied.casework.transitions import NotAllowed
from bindeglied.trail.reading import note_look
from bindeglied.trail.versions import ChangedMeanwhile, both_texts
from bindeglied.ui.registry import frame_addresses

CONFLICT = 409


def note_look_at(request: HttpRequest, case: Case, verb: str = "case looked at") -> None:
    """Note that this answer shows something of a case."""
    member = request.member  # type: ignore[attr-defined]
    words = {"by": member.user_id, "organisation": member.organisation_id}
    note_look(request, verb, record_kind="case", record_key=case.pk, **words)


def form_page(
    request: HttpRequest, template: str, case: Case, form: Form | None, **more: Any
) -> HttpResponse:
    """The page of one form of a case."""
    note_look_at(request, case)
    status = CONFLICT if getattr(form, "conflict", None) else 200
    page = {"case": case, "form": form, "title": title_of(case), **more}
    return render(request, template, page, status=status)


def is_done(form: Form, deed: Callable[[], object]) -> bool:
    """Do a deed with a form that is sound; a refusal becomes a fault of the form."""
    if not form.is_valid():
        return False
    try:
        deed()
    except NotAllowed as refusal:
        form.add_error(None, refusal.reason)
    return form.is_valid()


def is_saved(
    form: Form, deed: Callable[..., object], theirs: Callable[[], Mapping[str, Any]]
) -> bool:
    """Do a deed with the words of a form that carries a version; a refusal becomes a fault.

    Where somebody else was faster the form shows both texts; `theirs` reads what stands there now.
    """
    if not form.is_valid():
        return False
    words = dict(form.cleaned_data)
    try:
        deed(expected_version=words.pop("version"), **words)
    except NotAllowed as refusal:
        form.add_error(None, refusal.reason)
    except ChangedMeanwhile as conflict:
        both_texts(form, theirs(), version=conflict.current.version)
        return False
    return form.is_valid()


def back_from(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """To where a one-click form stood: the page of the day, the calendar, else the case."""
    places = {"heute": frame_addresses["home"], "kalender": "casework:calendar"}
    place = places.get(request.POST.get("von", ""))
    return redirect(place) if place else redirect("casework:case", case_id)

"""What the pages with one form of a case share: the look noted, the refusal said at the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bindeglied.casework.models import Case
from bindeglied.casework.queries.talks import title_of
from bindeglied.casework.transitions import NotAllowed
from bindeglied.trail.reading import note_look


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
    return render(request, template, {"case": case, "form": form, "title": title_of(case), **more})


def is_done(form: Form, deed: Callable[[], object]) -> bool:
    """Do a deed with a form that is sound; a refusal becomes a fault of the form."""
    if not form.is_valid():
        return False
    try:
        deed()
    except NotAllowed as refusal:
        form.add_error(None, refusal.reason)
    return form.is_valid()

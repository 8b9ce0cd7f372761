"""The one page about a case, to look at before a talk or to print."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.casework.access import CASE_WORKERS, get_case_for
from bindeglied.casework.queries.case_sheet import case_sheet
from bindeglied.casework.views.form_pages import note_look_at


@require_safe
@for_roles(*CASE_WORKERS)
def sheet(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who, what next, what is agreed, whom to call; never what was confided."""
    case = get_case_for(request.member, case_id)  # type: ignore[attr-defined]
    note_look_at(request, case, "case sheet printed")
    page = {"case": case, "sheet": case_sheet(case), "now": timezone.localtime()}
    return render(request, "casework/sheet.html", page | {"day": timezone.localdate()})

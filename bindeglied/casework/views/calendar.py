"""The appointments of the coming weeks, and for whom a new thing is to be written."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.casework.access import CASE_WORKERS
from bindeglied.casework.queries import cases_of
from bindeglied.casework.queries.agenda import WEEKS_AHEAD, agenda_of
from bindeglied.trail.reading import note_look

LONGEST = 80


@require_safe
@for_roles(*CASE_WORKERS)
def calendar(request: HttpRequest) -> HttpResponse:
    """What waits and what comes, day by day."""
    member = request.member  # type: ignore[attr-defined]
    _note(request, "appointments listed")
    rows = agenda_of(member)
    days = [(day, list(of_day)) for day, of_day in groupby(rows, key=lambda row: row.on)]
    page = {"days": days, "weeks": WEEKS_AHEAD, "now": timezone.localtime()}
    return render(request, "casework/calendar.html", page)


@require_safe
@for_roles(*CASE_WORKERS)
def choose(request: HttpRequest, deed: str) -> HttpResponse:
    """For whom: the people that one accompanies, each leading to the form wanted."""
    member = request.member  # type: ignore[attr-defined]
    _note(request, "cases listed")
    text = request.GET.get("text", "").strip()[:LONGEST]
    rows = cases_of(member, text=text).rows
    page = {"rows": rows, "text": text, "deed": deed, "target": f"casework:{deed}"}
    return render(request, "casework/choose.html", page)


def _note(request: HttpRequest, verb: str) -> None:
    member = request.member  # type: ignore[attr-defined]
    organisation = member.organisation_id
    words = {"by": member.user_id, "organisation": organisation}
    note_look(request, verb, record_kind="organisation", record_key=organisation, **words)

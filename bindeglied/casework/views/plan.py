"""The plan of a person: looked at, begun, carried on."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.casework import actions
from bindeglied.casework.access import CASE_WORKERS, get_person_for, get_plan_version_for
from bindeglied.casework.transitions import NotAllowed
from bindeglied.casework.views.plan_pages import by_of, show_plan
from bindeglied.trail.once import once


@require_safe
@for_roles(*CASE_WORKERS)
def plan(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """A version of a plan: a draft to work on, or an agreed one to read."""
    version = get_plan_version_for(request.member, version_id)  # type: ignore[attr-defined]
    asked = request.GET
    return show_plan(
        request, version, domain=asked.get("bereich", ""), person=asked.get("person", "")
    )


@require_POST
@for_roles(*CASE_WORKERS)
@once
def begin(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Begin the plan of a person, or with that person the plan of the family.

    An own plan stands beside that of the family where the button asks for it.
    """
    person = get_person_for(request.member, person_id)  # type: ignore[attr-defined]
    try:
        version = actions.begin_plan(
            person=person,
            by=by_of(request),
            is_for_family=request.POST.get("fuer") == "familie",
            is_beside_family="daneben" in request.POST,
        )
    except NotAllowed as refusal:
        messages.error(request, refusal.reason)
        return redirect("casework:case", person.case_id)
    return redirect("casework:plan", version.pk)


@require_POST
@for_roles(*CASE_WORKERS)
@once
def begin_next(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Begin the next version as a copy of the agreed one."""
    version = get_plan_version_for(request.member, version_id)  # type: ignore[attr-defined]
    try:
        following = actions.begin_next_version(plan=version.plan, by=by_of(request))
    except NotAllowed as refusal:
        messages.error(request, refusal.reason)
        return redirect("casework:plan", version.pk)
    return redirect("casework:plan", following.pk)

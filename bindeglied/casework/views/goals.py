"""Goals: set and changed in a draft, their result noted in an agreed version."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from bindeglied.accounts.access import for_roles
from bindeglied.casework import actions
from bindeglied.casework.access import CASE_WORKERS, get_goal_for
from bindeglied.casework.forms.plan import GoalForm, PlanForm
from bindeglied.casework.forms.suggested import form_with_suggestions
from bindeglied.casework.household import people_of_plan
from bindeglied.casework.models import Domain, DomainRating, Goal, GoalState, Person, PlanVersion
from bindeglied.casework.suggestions import suggestions_for
from bindeglied.casework.views.plan_pages import (
    adult_in_view,
    back_to,
    by_of,
    draft_for,
    is_saved,
    note_how_it_goes_on,
    show_form,
    still_draft,
)
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once

NAMES = ("domain", "wording", "indicator", "target_on", "priority")


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def new(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Set a goal; the domain it was begun from is chosen already."""
    version = draft_for(request.member, version_id)  # type: ignore[attr-defined]
    first = {"version": version.version, "domain": request.GET.get("bereich", "")}
    form = form_with_suggestions(
        request, GoalForm, owner=version.case_id, initial=first, people=_people(version)
    )
    return _saved_or_shown(request, version, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def change(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """Change a goal."""
    goal = get_goal_for(request.member, goal_id)  # type: ignore[attr-defined]
    version = still_draft(goal.plan_version)
    first = {"version": version.version, **_as_it_is(goal)}
    form = form_with_draft(
        request, GoalForm, owner=goal.case_id, initial=first, people=_people(version)
    )
    return _saved_or_shown(request, version, form, goal)


def _saved_or_shown(
    request: HttpRequest, version: PlanVersion, form: Form, goal: Goal | None
) -> HttpResponse:
    saved: list[Goal] = []
    about: dict[str, Any] = {"plan_version": version, "goal": goal, "by": by_of(request)}
    if is_saved(
        form,
        lambda **words: saved.append(actions.save_goal(**about, **words)),
        lambda: _as_it_is(Goal.objects.filter(pk=goal.pk).first()) if goal else {},
    ):
        goal = saved[0]
        person = adult_in_view(request) or goal.applies_to_id
        return back_to(version, goal.domain, f"ziel-{goal.pk}", person=person)
    # The script asks for the suggestions of another domain by its name in the address.
    domain = request.GET.get("domain") or str(form["domain"].value())
    more: dict[str, Any] = {"goal": goal, "wishes": _wishes(version, domain)}
    if goal is None:
        more["suggestions"] = suggestions_for(domain)
    return show_form(request, "casework/plan_goal.html", version, form, **more)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def remove(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """Ask whether to take a goal out of the draft, and do it."""
    goal = get_goal_for(request.member, goal_id)  # type: ignore[attr-defined]
    version = still_draft(goal.plan_version)
    about: dict[str, Any] = {"plan_version": version, "goal": goal, "by": by_of(request)}
    form = PlanForm(request.POST or None, initial={"version": version.version})
    if is_saved(form, lambda **words: actions.remove_goal(**about, **words), dict):
        return back_to(version, goal.domain, person=adult_in_view(request))
    return show_form(request, "casework/plan_remove.html", version, form, goal=goal)


@require_POST
@for_roles(*CASE_WORKERS)
@once
def result(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """Note how a goal of the agreed version goes on."""
    goal = get_goal_for(request.member, goal_id)  # type: ignore[attr-defined]
    about: dict[str, Any] = {"goal": goal, "by": by_of(request)}
    note_how_it_goes_on(
        request, GoalState, lambda state: actions.record_goal_result(state=state, **about)
    )
    place = f"ziel-{goal.pk}"
    return back_to(goal.plan_version, goal.domain, place, person=adult_in_view(request))


def _as_it_is(goal: Goal | None) -> dict[str, Any]:
    if goal is None:
        return {}
    first = {name: getattr(goal, name) for name in NAMES}
    if goal.plan_version.plan.is_for_family:
        first["applies_to"] = str(goal.applies_to_id or "")
    return first


def _people(version: PlanVersion) -> list[Person]:
    """Whom a goal can be for: in the plan of one person there is nothing to choose."""
    return people_of_plan(version.plan) if version.plan.is_for_family else []


def _wishes(version: PlanVersion, domain: str) -> list[dict[str, Any]]:
    """What is wished for in a domain, and who wishes it: in a family perhaps several."""
    if domain not in Domain.values:
        return []
    ratings = DomainRating.objects.filter(assessment=version.assessment_id, domain=domain)
    return [
        {"wish": one.wish, "person": one.person or version.plan.person}
        for one in ratings.select_related("person").order_by("person__position")
        if one.wish
    ]

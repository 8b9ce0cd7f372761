"""Steps towards a goal: planned in a draft, their progress noted in an agreed version."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from bindeglied.accounts.access import for_roles
from bindeglied.casework import actions
from bindeglied.casework.access import CASE_WORKERS, get_goal_for, get_measure_for
from bindeglied.casework.forms.plan import MeasureForm, PlanForm
from bindeglied.casework.models import Goal, Measure, MeasureState
from bindeglied.casework.suggestions import suggestion_with
from bindeglied.casework.views.plan_pages import (
    adult_in_view,
    back_to,
    by_of,
    is_saved,
    note_how_it_goes_on,
    show_form,
    still_draft,
)
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once

NAMES = ("text", "who", "who_name", "due_on")


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def new(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """Plan a step."""
    goal = get_goal_for(request.member, goal_id)  # type: ignore[attr-defined]
    first = {"version": still_draft(goal.plan_version).version, **_proposed(goal)}
    form = form_with_draft(request, MeasureForm, owner=goal.case_id, initial=first)
    return _saved_or_shown(request, goal, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def change(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """Change a step."""
    measure = get_measure_for(request.member, measure_id)  # type: ignore[attr-defined]
    version = still_draft(measure.goal.plan_version)
    first = {"version": version.version, **_as_it_is(measure)}
    form = form_with_draft(request, MeasureForm, owner=measure.case_id, initial=first)
    return _saved_or_shown(request, measure.goal, form, measure)


def _saved_or_shown(
    request: HttpRequest, goal: Goal, form: MeasureForm, measure: Measure | None
) -> HttpResponse:
    about: dict[str, Any] = {"goal": goal, "measure": measure, "by": by_of(request)}
    if is_saved(
        form,
        lambda **words: actions.save_measure(**about, **words),
        lambda: _as_it_is(Measure.objects.filter(pk=measure.pk).first()) if measure else {},
    ):
        return _back(request, goal, f"ziel-{goal.pk}")
    more = {"goal": goal, "measure": measure, "is_proposed": not measure and bool(_proposed(goal))}
    return show_form(request, "casework/plan_measure.html", goal.plan_version, form, **more)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def remove(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """Ask whether to take a step out of the draft, and do it."""
    measure = get_measure_for(request.member, measure_id)  # type: ignore[attr-defined]
    goal, version = measure.goal, still_draft(measure.goal.plan_version)
    about: dict[str, Any] = {"measure": measure, "by": by_of(request)}
    form = PlanForm(request.POST or None, initial={"version": version.version})
    if is_saved(form, lambda **words: actions.remove_measure(**about, **words), dict):
        return _back(request, goal, f"ziel-{goal.pk}")
    more = {"goal": goal, "measure": measure}
    return show_form(request, "casework/plan_remove.html", version, form, **more)


@require_POST
@for_roles(*CASE_WORKERS)
@once
def progress(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """Note how a step of the agreed version goes on."""
    measure = get_measure_for(request.member, measure_id)  # type: ignore[attr-defined]
    about: dict[str, Any] = {"measure": measure, "by": by_of(request)}
    note_how_it_goes_on(
        request, MeasureState, lambda state: actions.record_progress(state=state, **about)
    )
    return _back(request, measure.goal, f"schritt-{measure.pk}")


def _back(request: HttpRequest, goal: Goal, place: str) -> HttpResponseRedirect:
    """To the plan, with the adult in view who was in view before."""
    return back_to(goal.plan_version, goal.domain, place, person=adult_in_view(request))


def _as_it_is(measure: Measure | None) -> dict[str, Any]:
    return {name: getattr(measure, name) for name in NAMES} if measure else {}


def _proposed(goal: Goal) -> dict[str, Any]:
    """The first step of a suggested goal; nothing once there is a step."""
    suggestion = suggestion_with(goal.wording)
    if suggestion is None or goal.measures.exists():
        return {}
    return dict(suggestion.step_values())

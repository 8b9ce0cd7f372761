"""The page of one case: who, the plan, what happened, a note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.casework.access import CASE_WORKERS, get_case_with_team_for
from bindeglied.casework.household import is_adult, is_present
from bindeglied.casework.languages import language_name, need_of_interpreter
from bindeglied.casework.models import Answer, CaseState, FactKind
from bindeglied.casework.queries import (
    CaseHeader,
    TimelineRow,
    case_header,
    facts_of,
    language_of,
    timeline,
)
from bindeglied.casework.queries.agenda import agenda_of_case
from bindeglied.casework.queries.case_page import entitlement_of
from bindeglied.casework.queries.talks import GOING_ON, KnownForTalks
from bindeglied.casework.queries.team import people_of_team
from bindeglied.casework.views.form_pages import note_look_at
from bindeglied.casework.views.notes import note_form
from bindeglied.casework.views.plan_context import plan_cards
from bindeglied.casework.views.timeline_filter import history
from bindeglied.law.counselling import months_of

PARTS = ("menschen", "plan", "verlauf")
# So much of the history is opened at once; the rest is one link away.
NEWEST = 10


@require_safe
@for_roles(*CASE_WORKERS)
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Everything about a case on one page; on the phone in three parts."""
    member = request.member  # type: ignore[attr-defined]
    shown = get_case_with_team_for(member, case_id)
    note_look_at(request, shown)
    header, rows = case_header(shown), timeline(shown, member)
    page = {
        "case": shown,
        **history(request, rows, people_of_team(shown), at_most=NEWEST),
        "part": _part(request),
        "plans": (plans := _plans(header)),
        **_people(header),
        **_next_step(rows),
        "form": _quick_note(request, header, rows, plans),
    }
    return render(request, "casework/case.html", page)


def _part(request: HttpRequest) -> str:
    part = request.GET.get("teil", "plan")
    return part if part in PARTS else "plan"


def _people(header: CaseHeader) -> dict[str, Any]:
    people = [
        {
            "person": person,
            "facts": (facts := facts_of(person)),
            "time": (time := entitlement_of(person)),
            "time_is_unverified": time is not None and months_of(time.rule_version).is_unverified,
            "is_adult": is_adult(person),
            "language": language_of(person),
            "is_set_apart": person.lives_apart or not is_present(person),
            "missing_kind": _first_missing({one.kind for one in facts}),
        }
        for person in header.people
    ]
    return {
        "header": header,
        # Who lives apart or has left stands below the others.
        "people": sorted(people, key=lambda one: bool(one["is_set_apart"])),
        "deputies": (*header.deputies, *header.coming_deputies),
        "day": timezone.localdate(),
        "spoken": ", ".join(language_name(code) for code in header.languages),
        "interpreting": need_of_interpreter(header.interpreting),
        "writers": people_of_team(header.case),
        "agenda": agenda_of_case(header.case),
    }


def _plans(header: CaseHeader) -> list[dict[str, Any]]:
    """The plans of the people, once they are accompanied; before that there is none."""
    return plan_cards(header.people) if header.state is CaseState.OPEN else []


def _first_missing(known: set[FactKind]) -> str:
    return next((kind.value for kind in FactKind if kind not in known), FactKind.ADDRESS.value)


def _next_step(rows: Sequence[TimelineRow]) -> dict[str, Any]:
    """What the page proposes as the next step is seen from what happened so far."""
    offers = (row.row for row in rows if row.kind == "offer")
    return {
        "attempts": sum(row.kind == "attempt" for row in rows),
        "has_first_contact": _has_first(rows),
        "offer": next((one for one in offers if one.answer == Answer.WAITING), None),
    }


def _has_first(rows: Sequence[TimelineRow]) -> bool:
    return any(row.kind == "contact" and row.row.is_first for row in rows)


def _quick_note(
    request: HttpRequest,
    header: CaseHeader,
    rows: Sequence[TimelineRow],
    plans: Sequence[dict[str, Any]],
) -> Any:
    # Drawing the form takes a fifth of the time of the page: it opens with one key, and stands
    # open where something was typed before.
    if not header.case.has_half_note:
        return None
    # The cards of the plans have fetched the goals already.
    goals = [goal for plan in plans for goal in plan["plan_goals"]]
    known = KnownForTalks(
        language=next(iter(header.languages), ""),
        interpreting=header.interpreting,
        has_first_contact=_has_first(rows),
        people=header.people,
        goals=tuple(goal for goal in goals if goal.state in GOING_ON),
    )
    return note_form(request, header.case, known)

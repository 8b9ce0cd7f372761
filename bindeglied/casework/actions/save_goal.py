"""Set or change a goal in a draft."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from bindeglied.casework.actions.change_draft import change_draft
from bindeglied.casework.actions.record_deed import stamp
from bindeglied.casework.models import Domain, Goal, PlanVersion, Priority
from bindeglied.casework.transitions import NotAllowed


@transaction.atomic
def save_goal(
    *,
    plan_version: PlanVersion,
    expected_version: int,
    goal: Goal | None,
    domain: Domain,
    wording: str,
    indicator: str,
    target_on: date | None,
    priority: Priority,
    by: UUID,
) -> Goal:
    """Change `goal`, or with None add one at the end.

    `wording` is a sentence the person could say, `indicator` how one knows that it is reached.
    Raises NotAllowed without a wording; other errors as for `change_draft`.
    """
    if not wording.strip():
        raise NotAllowed(_("Es fehlt das Ziel in Worten."))
    change_draft(
        "goal changed" if goal else "goal set",
        plan_version=plan_version,
        expected_version=expected_version,
        by=by,
    )
    saved = goal or Goal(
        case_id=plan_version.case_id,
        plan_version=plan_version,
        position=_next_position(plan_version),
        **stamp(by),
    )
    if saved.plan_version_id != plan_version.pk:
        raise ValueError("a goal of another version")
    saved.domain, saved.wording, saved.indicator = domain, wording.strip(), indicator.strip()
    saved.target_on, saved.priority = target_on, priority
    saved.save()
    return saved


def _next_position(plan_version: PlanVersion) -> int:
    goals = Goal.objects.filter(plan_version=plan_version)
    return (goals.aggregate(last=Max("position"))["last"] or 0) + 1

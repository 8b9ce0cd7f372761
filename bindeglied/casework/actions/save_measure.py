"""Set or change a step towards a goal in a draft."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from bindeglied.casework.actions.change_draft import change_draft
from bindeglied.casework.actions.record_deed import stamp
from bindeglied.casework.models import Goal, Measure, Who
from bindeglied.casework.transitions import NotAllowed


@transaction.atomic
def save_measure(
    *,
    goal: Goal,
    expected_version: int,
    measure: Measure | None,
    text: str,
    who: Who,
    who_name: str,
    due_on: date | None,
    by: UUID,
) -> Measure:
    """Change `measure`, or with None add one at the end of the goal.

    `expected_version` is that of the goal's plan version; `who_name` names the service or person.
    Raises NotAllowed without a text; other errors as for `change_draft`.
    """
    if not text.strip():
        raise NotAllowed(_("Es fehlt der Schritt in Worten."))
    change_draft(
        "measure changed" if measure else "measure set",
        plan_version=goal.plan_version,
        expected_version=expected_version,
        by=by,
    )
    saved = measure or Measure(
        case_id=goal.case_id, goal=goal, position=_next_position(goal), **stamp(by)
    )
    if saved.goal_id != goal.pk:
        raise ValueError("a measure of another goal")
    saved.text, saved.who, saved.who_name = text.strip(), who, who_name.strip()
    saved.due_on = due_on
    saved.save()
    return saved


def _next_position(goal: Goal) -> int:
    measures = Measure.objects.filter(goal=goal)
    return (measures.aggregate(last=Max("position"))["last"] or 0) + 1

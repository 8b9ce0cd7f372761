"""Record how far a goal of the agreed plan is reached."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from bindeglied.casework.actions.record_deed import lock_case, record_deed
from bindeglied.casework.actions.record_progress import require_active
from bindeglied.casework.models import Goal, GoalState
from bindeglied.casework.transitions import GOAL_STEPS, require_step


@transaction.atomic
def record_goal_result(*, goal: Goal, state: GoalState, by: UUID) -> None:
    """Put a goal of the active version into its next state; an end is an end. Raises NotAllowed."""
    case = lock_case(goal.case_id)
    fresh = Goal.objects.get(pk=goal.pk)
    require_active(fresh.plan_version_id)
    require_step(GOAL_STEPS, fresh.state, state)
    goal.state = state
    goal.save(update_fields=["state"])
    record_deed("goal result recorded", case=case, by=by)

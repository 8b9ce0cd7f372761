"""Take a goal out of a draft, with its measures."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from bindeglied.casework.actions.change_draft import change_draft
from bindeglied.casework.models import Goal, PlanVersion


@transaction.atomic
def remove_goal(*, plan_version: PlanVersion, expected_version: int, goal: Goal, by: UUID) -> None:
    """Remove a goal of this draft. Errors as for `change_draft`."""
    change_draft(
        "goal removed", plan_version=plan_version, expected_version=expected_version, by=by
    )
    Goal.objects.filter(plan_version=plan_version, pk=goal.pk).delete()

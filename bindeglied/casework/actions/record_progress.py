"""Record how a step of the agreed plan goes on."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bindeglied.casework.actions.record_deed import lock_case, record_deed
from bindeglied.casework.models import Measure, MeasureState, PlanState, PlanVersion
from bindeglied.casework.transitions import MEASURE_STEPS, NotAllowed, require_step


@transaction.atomic
def record_progress(*, measure: Measure, state: MeasureState, by: UUID) -> None:
    """Put a measure of the active version into its next state. Raises NotAllowed."""
    case = lock_case(measure.case_id)
    fresh = Measure.objects.select_related("goal").get(pk=measure.pk)
    require_active(fresh.goal.plan_version_id)
    require_step(MEASURE_STEPS, fresh.state, state)
    measure.state = state
    measure.save(update_fields=["state"])
    record_deed("progress recorded", case=case, by=by)


def require_active(plan_version_id: UUID) -> None:
    """Raise NotAllowed unless the version is agreed and not superseded."""
    state = PlanVersion.objects.values_list("state", flat=True).get(pk=plan_version_id)
    if state != PlanState.ACTIVE:
        raise NotAllowed(_("Den Stand hält man in der vereinbarten Fassung fest."))

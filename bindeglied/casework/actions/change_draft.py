"""What every change to a draft of a plan does first."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from bindeglied.casework.actions.record_deed import lock_case, record_deed
from bindeglied.casework.models import Case, PlanState, PlanVersion
from bindeglied.casework.transitions import NotAllowed
from bindeglied.trail.versions import take_version


def change_draft(verb: str, *, plan_version: PlanVersion, expected_version: int, by: UUID) -> Case:
    """Take a draft for a change by `by`, and write the event; gives its case.

    `expected_version` is the version that `by` has seen. Raises NotAllowed if the draft was agreed
    meanwhile, ChangedMeanwhile if it was changed.
    """
    case = lock_case(plan_version.case_id)
    state = PlanVersion.objects.values_list("state", flat=True).get(pk=plan_version.pk)
    if state != PlanState.DRAFT:
        raise NotAllowed(
            _("Diese Fassung ist vereinbart und bleibt, wie sie ist. Schreiben Sie sie fort.")
        )
    take_version(plan_version, expected_version)
    record_deed(verb, case=case, by=by)
    return case

"""Take a step out of a draft."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from bindeglied.casework.actions.change_draft import change_draft
from bindeglied.casework.models import Measure


@transaction.atomic
def remove_measure(*, measure: Measure, expected_version: int, by: UUID) -> None:
    """Remove a measure; `expected_version` is that of its plan version.

    Errors as for `change_draft`.
    """
    change_draft(
        "measure removed",
        plan_version=measure.goal.plan_version,
        expected_version=expected_version,
        by=by,
    )
    Measure.objects.filter(pk=measure.pk).delete()

"""Take the rating of an area of life back: it counts as not discussed."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from bindeglied.casework.actions.change_draft import change_draft
from bindeglied.casework.models import Domain, Person, PlanVersion
from bindeglied.casework.queries import ratings_of


@transaction.atomic
def clear_domain(
    *,
    plan_version: PlanVersion,
    expected_version: int,
    domain: Domain,
    by: UUID,
    person: Person | None = None,
) -> None:
    """Remove what was found in one area, of one adult as for `rate_domain`.

    Errors as for `change_draft`.
    """
    change_draft(
        "domain cleared", plan_version=plan_version, expected_version=expected_version, by=by
    )
    ratings_of(plan_version, person.pk if person else None).filter(domain=domain).delete()

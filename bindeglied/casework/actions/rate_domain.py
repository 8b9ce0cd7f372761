"""Rate one area of life that was discussed."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bindeglied.casework.actions.change_draft import change_draft
from bindeglied.casework.actions.record_deed import stamp
from bindeglied.casework.household import assessed_in
from bindeglied.casework.models import (
    Domain,
    DomainRating,
    Independence,
    Need,
    Person,
    Plan,
    PlanVersion,
    Resource,
)
from bindeglied.casework.queries import rated_as, ratings_of
from bindeglied.casework.transitions import NotAllowed


@transaction.atomic
def rate_domain(
    *,
    plan_version: PlanVersion,
    expected_version: int,
    domain: Domain,
    need: int | None,
    resource: int | None,
    independence: int | None,
    wish: str,
    by: UUID,
    person: Person | None = None,
) -> DomainRating:
    """Keep what was found in one area: need and resource 0 to 4, independence 1 to 4, the wish.

    None leaves a level open; with nothing at all the area was not discussed. In a plan of the
    family `person` is the adult of whom it is said, None whoever began it. Raises NotAllowed, also
    for somebody whom the plan does not cover, and ChangedMeanwhile as `change_draft` does.
    """
    levels = _levels(need, resource, independence)
    if levels == "- - -" and not wish.strip():
        raise NotAllowed(_("Zu diesem Lebensbereich ist nichts angegeben."))
    _require_assessed(plan_version.plan, person or plan_version.plan.person)
    change_draft(
        "domain rated", plan_version=plan_version, expected_version=expected_version, by=by
    )
    of_whom = person.pk if person else None
    rating = ratings_of(plan_version, of_whom).filter(domain=domain).first() or DomainRating(
        case_id=plan_version.case_id,
        assessment_id=plan_version.assessment_id,
        person_id=rated_as(plan_version, of_whom),
        domain=domain,
    )
    rating.levels, rating.wish = levels, wish.strip()
    for column, value in stamp(by).items():
        setattr(rating, column, value)
    rating.save()
    return rating


def _require_assessed(plan: Plan, person: Person) -> None:
    """Source: own rule R-PLAN-2."""
    if person not in assessed_in(plan):
        raise NotAllowed(_("Der Plan gilt nicht für diese Person."))


def _levels(need: int | None, resource: int | None, independence: int | None) -> str:
    scales = ((Need, need), (Resource, resource), (Independence, independence))
    for scale, level in scales:
        if level is not None and level not in scale.values:
            raise NotAllowed(_("Diese Stufe gibt es nicht."))
    return " ".join("-" if level is None else str(int(level)) for _scale, level in scales)

"""Change how a person belongs to the household of a case."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.actions.add_person import require_one_reference
from bindeglied.casework.actions.record_deed import lock_case, record_deed
from bindeglied.casework.models import HouseholdRole, Person
from bindeglied.casework.transitions import NotAllowed
from bindeglied.trail.versions import take_version


@transaction.atomic
def change_membership(
    *,
    person: Person,
    expected_version: int,
    household_role: HouseholdRole,
    is_said_adult: bool | None,
    lives_apart: bool,
    left_on: date | None,
    by: UUID,
) -> None:
    """Put down role, living apart, and since when somebody no longer belongs to the household.

    No reason is asked for. Whoever left stays a person of the case, with plan and entitlement, and
    comes back by an empty `left_on`. Raises NotAllowed, and ChangedMeanwhile unless
    `expected_version` is the one the person has.
    """
    case = lock_case(person.case_id)
    if left_on is not None and left_on > timezone.localdate():
        raise NotAllowed(_("Dieser Tag liegt in der Zukunft."))
    if left_on is None:
        require_one_reference(case, household_role, besides=person.pk)
    take_version(person, expected_version)
    person.household_role, person.is_said_adult = household_role, is_said_adult
    person.lives_apart, person.left_on = lives_apart, left_on
    person.save(update_fields=["household_role", "is_said_adult", "lives_apart", "left_on"])
    record_deed("membership changed", case=case, by=by)

"""Add a person to the household of a case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.actions.new_person import Origin, known_facts, new_person
from bindeglied.casework.actions.record_deed import lock_case, record_deed
from bindeglied.casework.models import Case, CaseKind, FactKind, HouseholdRole, Person
from bindeglied.casework.transitions import NotAllowed


@transaction.atomic
def add_person(
    *,
    case: Case,
    given_name: str,
    family_name: str,
    household_role: HouseholdRole,
    is_said_adult: bool | None,
    lives_apart: bool,
    facts: Mapping[FactKind, str],
    origin: Origin,
    entitlement_starts_on: date | None,
    by: UUID,
) -> Person:
    """Add somebody to a case, which thereby becomes one of a family; gives the person.

    `facts` are those other than the name, days as ISO; all come from `origin` and hold from its
    day on. `is_said_adult` counts only without a birth date, and is needed then. The person's own
    months of counselling begin on `entitlement_starts_on`, or are not known yet. Raises NotAllowed.
    """
    known = known_facts(given_name, family_name, facts)
    if origin.on > timezone.localdate():
        raise NotAllowed(_("Der Tag der Quelle liegt in der Zukunft."))
    if FactKind.BIRTH not in known and is_said_adult is None:
        raise NotAllowed(_("Ohne Geburtsdatum: Bitte sagen Sie, ob die Person erwachsen ist."))
    case = lock_case(case.pk)
    require_one_reference(case, household_role)
    person = new_person(
        case=case,
        known=known,
        origin=origin,
        entitlement_starts_on=entitlement_starts_on,
        by=by,
        household_role=household_role,
        is_said_adult=is_said_adult,
        lives_apart=lives_apart,
    )
    Case.objects.filter(pk=case.pk).update(kind=CaseKind.FAMILY)
    record_deed("person added", case=case, by=by)
    return person


def require_one_reference(
    case: Case, household_role: HouseholdRole, *, besides: UUID | None = None
) -> None:
    """Raise NotAllowed if somebody else of the household is its reference person already."""
    if household_role != HouseholdRole.REFERENCE:
        return
    others = Person.objects.filter(case=case) if besides is None else _besides(case, besides)
    if others.filter(household_role=HouseholdRole.REFERENCE, left_on=None).exists():
        raise NotAllowed(
            _("Der Haushalt hat schon eine Bezugsperson. Ändern Sie zuerst deren Rolle.")
        )


def _besides(case: Case, person: UUID) -> QuerySet[Person]:
    return Person.objects.filter(case=case).exclude(pk=person)

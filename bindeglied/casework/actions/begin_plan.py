"""Begin the plan of a person: first assessment and first version, both drafts."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.actions.record_deed import lock_case, record_deed, stamp
from bindeglied.casework.household import adults_of, is_present, people_of_plan
from bindeglied.casework.models import (
    Assessment,
    AssessmentKind,
    CaseState,
    Person,
    Plan,
    PlanVersion,
)
from bindeglied.casework.printing import PRINT_LANGUAGES
from bindeglied.casework.queries import language_of
from bindeglied.casework.transitions import NotAllowed

ELSE_ENGLISH = "en"
LEAST_OF_A_FAMILY = 2


@transaction.atomic
def begin_plan(
    *, person: Person, by: UUID, is_for_family: bool = False, is_beside_family: bool = False
) -> PlanVersion:
    """Begin a plan in an open case, for a person or with that adult for the whole family.

    An own plan takes the place of that of the family for the person, unless it stands beside it:
    then it is for what concerns only them, and the other goes on covering them, also whoever
    began it. The person's language is that of the print, if it knows it.
    Raises NotAllowed if the case is not open, the person or the family has such a plan, there is
    no family, or no plan of the family that an own one could stand beside.
    Source: pact, 1.2 (integration plan per adult or per family); own rule R-PLAN-2.
    """
    case = lock_case(person.case_id)
    if case.state != CaseState.OPEN:
        raise NotAllowed(_("Ein Plan beginnt, wenn das Angebot angenommen ist."))
    if Plan.objects.filter(person=person, is_for_family=False).exists():
        raise NotAllowed(_("Diese Person hat schon einen Plan. Schreiben Sie ihn fort."))
    if is_for_family:
        _require_family(person)
    if is_beside_family:
        _require_covered(person)
    newest = Plan.objects.filter(case=case).aggregate(newest=Max("number"))["newest"] or 0
    plan = Plan.objects.create(
        case=case,
        person=person,
        number=newest + 1,
        is_for_family=is_for_family,
        is_beside_family=is_beside_family,
        **stamp(by),
    )
    version = _first_version(plan, by)
    record_deed("plan begun", case=case, by=by)
    return version


def _first_version(plan: Plan, by: UUID) -> PlanVersion:
    """The first version of a plan and its assessment, both drafts."""
    assessment = Assessment.objects.create(
        case_id=plan.case_id,
        person=plan.person,
        kind=AssessmentKind.INITIAL,
        begun_on=timezone.localdate(),
        **stamp(by),
    )
    language = language_of(plan.person)
    return PlanVersion.objects.create(
        case_id=plan.case_id,
        plan=plan,
        assessment=assessment,
        number=1,
        language=language if language in PRINT_LANGUAGES else ELSE_ENGLISH,
        **stamp(by),
    )


def _require_family(person: Person) -> None:
    people = [one for one in Person.objects.filter(case=person.case_id) if is_present(one)]
    if person not in adults_of(people) or len(people) < LEAST_OF_A_FAMILY:
        raise NotAllowed(_("Einen Plan für die Familie beginnt ein Erwachsener mit Familie."))
    if Plan.objects.filter(case=person.case_id, is_for_family=True).exists():
        raise NotAllowed(_("Diese Familie hat schon einen Plan. Schreiben Sie ihn fort."))


def _require_covered(person: Person) -> None:
    """Source: own rule R-PLAN-2."""
    plan = Plan.objects.filter(case=person.case_id, is_for_family=True).first()
    if plan is None or person not in adults_of(people_of_plan(plan)):
        raise NotAllowed(_("Daneben steht ein eigener Plan nur, wo der Plan für die Familie gilt."))

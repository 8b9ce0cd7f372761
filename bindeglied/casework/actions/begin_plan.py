"""Begin the plan of a person: first assessment and first version, both drafts."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.actions.record_deed import lock_case, record_deed, stamp
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


@transaction.atomic
def begin_plan(*, person: Person, by: UUID) -> PlanVersion:
    """Begin a plan in an open case; the person's language is that of the print, if it knows it.

    Raises NotAllowed if the case is not open or the person has a plan.
    Source: pact, 1.2 (individual integration plan).
    """
    case = lock_case(person.case_id)
    if case.state != CaseState.OPEN:
        raise NotAllowed(_("Ein Plan beginnt, wenn das Angebot angenommen ist."))
    if Plan.objects.filter(person=person).exists():
        raise NotAllowed(_("Diese Person hat schon einen Plan. Schreiben Sie ihn fort."))
    newest = Plan.objects.filter(case=case).aggregate(newest=Max("number"))["newest"] or 0
    plan = Plan.objects.create(case=case, person=person, number=newest + 1, **stamp(by))
    assessment = Assessment.objects.create(
        case=case,
        person=person,
        kind=AssessmentKind.INITIAL,
        begun_on=timezone.localdate(),
        **stamp(by),
    )
    language = language_of(person)
    version = PlanVersion.objects.create(
        case=case,
        plan=plan,
        assessment=assessment,
        number=1,
        language=language if language in PRINT_LANGUAGES else ELSE_ENGLISH,
        **stamp(by),
    )
    record_deed("plan begun", case=case, by=by)
    return version

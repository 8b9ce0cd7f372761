"""Agree on a draft: from then on it is frozen."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.actions.change_draft import change_draft
from bindeglied.casework.actions.keep_lists import keep_lists
from bindeglied.casework.actions.record_deed import lock_case, stamp
from bindeglied.casework.freezing import digest_of, frozen_bytes
from bindeglied.casework.models import (
    AgreedHow,
    Agreement,
    AssessmentState,
    CaseState,
    PlanState,
    PlanVersion,
)
from bindeglied.casework.queries import what_is_missing
from bindeglied.casework.transitions import (
    LONGEST_REVIEW_MONTHS,
    PLAN_STEPS,
    NotAllowed,
    require_step,
)
from bindeglied.law.counselling import last_day


@transaction.atomic
def agree_plan(
    *,
    plan_version: PlanVersion,
    expected_version: int,
    how: AgreedHow,
    place: str,
    interpreting: str,
    reason: str,
    agreed_on: date,
    by: UUID,
) -> None:
    """Note that the person agreed, on paper, on screen, or orally with a reason, and freeze it.

    The version that was active is superseded, the assessment completed. The print to keep shows
    the digest, hence comes after this by `keep_print`.
    Raises NotAllowed with all that is missing; other errors as for `change_draft`.
    Source: pact, 1.2 (steps and measures bindingly described); own rules R-PLAN-1, 3 and 4.
    """
    case = lock_case(plan_version.case_id)
    version = PlanVersion.objects.select_related("plan__person", "assessment", "case").get(
        pk=plan_version.pk
    )
    # Of another version than the one that was read, what is missing says nothing.
    if version.version == expected_version:
        _require_complete(version, how, reason, agreed_on)
    change_draft("plan agreed", plan_version=version, expected_version=expected_version, by=by)
    require_step(PLAN_STEPS, version.state, PlanState.ACTIVE)
    agreement = Agreement.objects.create(
        case=case,
        plan_version=version,
        person=version.plan.person,
        how=how,
        place=place.strip(),
        reason=reason.strip(),
        interpreting=interpreting.strip(),
        agreed_on=agreed_on,
        **stamp(by),
    )
    _complete_assessment(version, agreed_on)
    _freeze(version, agreement, by)
    keep_lists(case=case)
    plan_version.refresh_from_db()


def _require_complete(version: PlanVersion, how: AgreedHow, reason: str, agreed_on: date) -> None:
    if version.state != PlanState.DRAFT:
        return  # `change_draft` says so
    if version.case.state != CaseState.OPEN:
        raise NotAllowed(_("Einen Plan vereinbart man in einem Fall, der in Begleitung ist."))
    missing = what_is_missing(version)
    if agreed_on > timezone.localdate():
        missing.append(_("Der Tag der Vereinbarung liegt in der Zukunft."))
    if how == AgreedHow.ORAL and not reason.strip():
        missing.append(_("Mündlich vereinbart: Bitte nennen Sie den Grund."))
    if version.review_on is not None and not missing:
        latest = last_day(agreed_on, LONGEST_REVIEW_MONTHS)
        if not agreed_on < version.review_on <= latest:
            missing.append(
                _("Die Überprüfung liegt nach der Vereinbarung und höchstens 12 Monate später.")
            )
    earlier = PlanVersion.objects.filter(plan=version.plan_id, state=PlanState.ACTIVE)
    if earlier.filter(agreed_on__gt=agreed_on).exists():
        missing.append(_("Die vorige Fassung wurde später vereinbart."))
    if missing:
        raise NotAllowed(" ".join(missing))


def _complete_assessment(version: PlanVersion, agreed_on: date) -> None:
    assessment = version.assessment
    assessment.state, assessment.completed_on = AssessmentState.COMPLETED, agreed_on
    assessment.save(update_fields=["state", "completed_on"])


def _freeze(version: PlanVersion, agreement: Agreement, by: UUID) -> None:
    for active in PlanVersion.objects.filter(plan=version.plan_id, state=PlanState.ACTIVE):
        require_step(PLAN_STEPS, active.state, PlanState.SUPERSEDED)
        active.state = PlanState.SUPERSEDED
        active.save(update_fields=["state"])
    version.state = PlanState.ACTIVE
    version.agreed_on, version.agreed_at = agreement.agreed_on, agreement.recorded_at
    version.agreed_by = by
    version.frozen = frozen_bytes(version)
    version.digest = digest_of(version.frozen)
    version.save()

"""Agree on a draft: from then on it is frozen."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.actions.change_draft import change_draft
from bindeglied.casework.actions.keep_lists import keep_lists
from bindeglied.casework.actions.record_deed import lock_case, stamp
from bindeglied.casework.freezing import digest_of, frozen_bytes
from bindeglied.casework.household import adults_of, people_of_plan
from bindeglied.casework.models import (
    Abstention,
    AgreedHow,
    Agreement,
    AssessmentState,
    CaseState,
    NotAgreed,
    Person,
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
    abstained: Mapping[UUID, NotAgreed] | None = None,
    asked: Collection[UUID] | None = None,
) -> None:
    """Note that the person agreed, on paper, on screen, or orally with a reason, and freeze it.

    In a plan of the family every adult answers for themselves: all agree but those of `abstained`
    (ids of people and why), and at least one does. Those others may agree later (`agree_later`);
    they are counselled whatever they say. `asked` are the ids of all who were asked, so that nobody
    agrees who has joined the household meanwhile; None where nobody can have.

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
    adults, abstained = _signers(version), abstained or {}
    _require_agreeing(adults, abstained)
    _require_asked(version, adults, asked)
    change_draft("plan agreed", plan_version=version, expected_version=expected_version, by=by)
    require_step(PLAN_STEPS, version.state, PlanState.ACTIVE)
    agreement: dict[str, Any] = {
        "how": how,
        "place": place.strip(),
        "reason": reason.strip(),
        "interpreting": interpreting.strip(),
        "agreed_on": agreed_on,
    }
    agreed_at = _write_down(version, adults, abstained, agreement, by)
    _complete_assessment(version, agreed_on)
    _freeze(version, agreed_on, agreed_at, by)
    keep_lists(case=case)
    plan_version.refresh_from_db()


def _signers(version: PlanVersion) -> list[Person]:
    """Who agrees for themselves: the person of the plan, or every adult whom it covers."""
    if not version.plan.is_for_family:
        return [version.plan.person]
    return adults_of(people_of_plan(version.plan))


def _require_agreeing(adults: list[Person], abstained: Mapping[UUID, NotAgreed]) -> None:
    """Source: own rules R-PLAN-2 (every adult agrees for themselves) and R-PLAN-3."""
    if not abstained.keys() <= {one.pk for one in adults}:
        raise NotAllowed(_("Der Plan gilt nicht für diese Person."))
    if len(abstained) == len(adults):
        raise NotAllowed(
            _("Mindestens ein Erwachsener muss zustimmen. Beraten wird auch ohne Plan.")
        )


def _require_asked(
    version: PlanVersion, adults: list[Person], asked: Collection[UUID] | None
) -> None:
    """Source: own rule R-PLAN-2 (every adult agrees for themselves)."""
    is_other = version.plan.is_for_family and {one.pk for one in adults} != set(asked or ())
    if asked is not None and is_other:
        raise NotAllowed(
            _("Der Haushalt hat sich inzwischen geändert. Bitte öffnen Sie die Seite noch einmal.")
        )


def _write_down(
    version: PlanVersion,
    adults: list[Person],
    abstained: Mapping[UUID, NotAgreed],
    agreement: Mapping[str, Any],
    by: UUID,
) -> datetime:
    """The answer of each adult; gives the moment of all of them."""
    about, moment = {"case_id": version.case_id, "plan_version": version}, stamp(by)
    for person in adults:
        if person.pk in abstained:
            why = abstained[person.pk]
            Abstention.objects.create(person=person, why=why, **about, **moment)
        else:
            Agreement.objects.create(person=person, **agreement, **about, **moment)
    return moment["recorded_at"]


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


def _freeze(version: PlanVersion, agreed_on: date, agreed_at: datetime, by: UUID) -> None:
    for active in PlanVersion.objects.filter(plan=version.plan_id, state=PlanState.ACTIVE):
        require_step(PLAN_STEPS, active.state, PlanState.SUPERSEDED)
        active.state = PlanState.SUPERSEDED
        active.save(update_fields=["state"])
    version.state = PlanState.ACTIVE
    version.agreed_on, version.agreed_at, version.agreed_by = agreed_on, agreed_at, by
    version.frozen = frozen_bytes(version)
    version.digest = digest_of(version.frozen)
    version.save()

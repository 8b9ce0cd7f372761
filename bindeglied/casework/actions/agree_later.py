"""An adult who did not agree to a plan of the family at first agrees later."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.actions.record_deed import lock_case, record_deed, stamp
from bindeglied.casework.models import (
    Abstention,
    AgreedHow,
    Agreement,
    LateDecline,
    PlanState,
    PlanVersion,
)
from bindeglied.casework.transitions import NotAllowed


@transaction.atomic
def agree_later(
    *,
    abstention: Abstention,
    how: AgreedHow,
    place: str,
    interpreting: str,
    reason: str,
    agreed_on: date,
    by: UUID,
) -> None:
    """Note that somebody who declined or was absent agrees to the same frozen version after all.

    The agreement is a row with a day of its own; what was frozen, its digest and its print stay.
    Raises NotAllowed if another version is in force, the person agreed or declined later already,
    the day lies before the agreement or in the future, or there is no reason for an oral one.
    Source: own rule R-PLAN-2 (every adult agrees for themselves).
    """
    case = lock_case(abstention.case_id)
    version = require_still_open(abstention, agreed_on)
    if how == AgreedHow.ORAL and not reason.strip():
        raise NotAllowed(_("Mündlich vereinbart: Bitte nennen Sie den Grund."))
    Agreement.objects.create(
        case=case,
        plan_version=version,
        person_id=abstention.person_id,
        how=how,
        place=place.strip(),
        reason=reason.strip(),
        interpreting=interpreting.strip(),
        agreed_on=agreed_on,
        **stamp(by),
    )
    record_deed("plan agreed later", case=case, by=by)


def require_still_open(abstention: Abstention, on: date) -> PlanVersion:
    """The version to which somebody may still answer on this day; the case is locked.

    Raises NotAllowed if another version is in force, the person agreed or declined later already,
    or the day lies before the agreement or in the future.
    """
    version = PlanVersion.objects.get(pk=abstention.plan_version_id)
    agreed = Agreement.objects.filter(plan_version=version, person=abstention.person_id)
    declined = LateDecline.objects.filter(abstention=abstention)
    if version.state != PlanState.ACTIVE or agreed.exists():
        raise NotAllowed(_("Für diese Fassung lässt sich keine Antwort mehr festhalten."))
    if declined.exists():
        raise NotAllowed(
            _("Die Person hat diese Fassung abgelehnt. Der nächsten kann sie zustimmen.")
        )
    if on > timezone.localdate():
        raise NotAllowed(_("Dieser Tag liegt in der Zukunft."))
    if version.agreed_on is None or on < version.agreed_on:
        raise NotAllowed(_("Die Fassung wurde erst später vereinbart."))
    return version

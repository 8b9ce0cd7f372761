"""An adult who was absent when a plan of the family was agreed declines it later."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bindeglied.casework.actions.agree_later import require_still_open
from bindeglied.casework.actions.record_deed import lock_case, record_deed, stamp
from bindeglied.casework.models import Abstention, LateDecline, NotAgreed
from bindeglied.casework.transitions import NotAllowed


@transaction.atomic
def decline_later(*, abstention: Abstention, declined_on: date, by: UUID) -> None:
    """Note that somebody who was absent does not agree to the version in force.

    They are counselled as before, and may agree to the next version. What was frozen, its digest
    and its print stay. `declined_on` is from the day of the agreement to today.
    Raises NotAllowed if another version is in force, the person was not absent, agreed or declined
    later already, or the day lies before the agreement or in the future.
    Source: own rule R-PLAN-2 (every adult agrees for themselves).
    """
    case = lock_case(abstention.case_id)
    if abstention.why != NotAgreed.ABSENT:
        raise NotAllowed(_("Die Person hat diese Fassung schon abgelehnt."))
    require_still_open(abstention, declined_on)
    LateDecline.objects.create(
        case=case, abstention=abstention, declined_on=declined_on, **stamp(by)
    )
    record_deed("plan declined later", case=case, by=by)

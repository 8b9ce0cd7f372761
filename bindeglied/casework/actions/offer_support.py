"""Offer support to an announced person."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.actions.record_deed import lock_case, record_deed, stamp
from bindeglied.casework.models import Case, CaseState, SupportOffer
from bindeglied.casework.transitions import CASE_STEPS, NotAllowed, require_step


@transaction.atomic
def offer_support(*, case: Case, offered_on: date, by: UUID) -> SupportOffer:
    """Note that support was offered on a day; the case waits for the answer.

    Also again, after somebody declined or could not be reached. Raises NotAllowed.
    Source: pact, 1.1 (first contact and offer of support).
    """
    if offered_on > timezone.localdate():
        raise NotAllowed(_("Der Tag des Angebots liegt in der Zukunft."))
    case = lock_case(case.pk)
    require_step(CASE_STEPS, case.state, CaseState.OFFERED)
    offer = SupportOffer.objects.create(case=case, offered_on=offered_on, **stamp(by))
    case.state = CaseState.OFFERED
    case.save(update_fields=["state"])
    record_deed("support offered", case=case, by=by)
    return offer

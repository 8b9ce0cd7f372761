"""Note the answer to an offer of support."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.actions.record_deed import lock_case, record_deed
from bindeglied.casework.models import Answer, CaseState, SupportOffer
from bindeglied.casework.transitions import CASE_STEPS, NotAllowed, require_step


@transaction.atomic
def answer_offer(
    *,
    offer: SupportOffer,
    accepted: bool,
    answered_on: date,
    informed_on: date | None,
    reason: str,
    by: UUID,
) -> None:
    """Note that the person accepted, which opens the case, or declined, with or without a reason.

    Accepting needs `informed_on`: the day on which the notice on data protection was handed out.
    Raises NotAllowed.
    Source: GDPR Art. 13; pact, 1.1; taking part is voluntary.
    """
    case = lock_case(offer.case_id)
    fresh = SupportOffer.objects.get(pk=offer.pk)
    new_state = CaseState.OPEN if accepted else CaseState.DECLINED
    if fresh.answer != Answer.WAITING:
        raise NotAllowed(_("Dieses Angebot ist schon beantwortet."))
    require_step(CASE_STEPS, case.state, new_state)
    _require_days(fresh.offered_on, answered_on, informed_on, accepted=accepted)
    fresh.answer = Answer.ACCEPTED if accepted else Answer.DECLINED
    fresh.answered_on, fresh.reason = answered_on, reason.strip()
    fresh.save(update_fields=["answer", "answered_on", "reason"])
    case.state = new_state
    case.informed_on = informed_on or case.informed_on
    case.save(update_fields=["state", "informed_on"])
    record_deed("offer accepted" if accepted else "offer declined", case=case, by=by)


def _require_days(
    offered_on: date, answered_on: date, informed_on: date | None, *, accepted: bool
) -> None:
    today = timezone.localdate()
    if answered_on < offered_on:
        raise NotAllowed(_("Die Antwort liegt vor dem Angebot."))
    if answered_on > today or (informed_on is not None and informed_on > today):
        raise NotAllowed(_("Der Tag liegt in der Zukunft."))
    if accepted and informed_on is None:
        raise NotAllowed(
            _("Vor der Begleitung muss über den Datenschutz informiert sein (Art. 13 DSGVO).")
        )

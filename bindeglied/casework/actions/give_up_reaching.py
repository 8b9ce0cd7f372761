"""Note that a person could not be reached."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.actions.record_deed import lock_case, record_deed
from bindeglied.casework.models import Answer, Case, CaseState, ContactAttempt, SupportOffer
from bindeglied.casework.transitions import (
    CASE_STEPS,
    LEAST_ATTEMPTS,
    LEAST_FORMS,
    NotAllowed,
    require_step,
)


@transaction.atomic
def give_up_reaching(*, case: Case, by: UUID) -> None:
    """Put a case aside after at least three attempts in at least two forms.

    An offer that waits stays without an answer. Raises NotAllowed.
    Source: own proposal (domain research of 2026, casework 1.4); no rule was found.
    """
    case = lock_case(case.pk)
    require_step(CASE_STEPS, case.state, CaseState.NOT_REACHED)
    forms = list(ContactAttempt.objects.filter(case=case).values_list("form", flat=True))
    if len(forms) < LEAST_ATTEMPTS or len(set(forms)) < LEAST_FORMS:
        raise NotAllowed(
            _("Dafür braucht es mindestens %(attempts)s Versuche auf mindestens %(forms)s Wegen.")
            % {"attempts": LEAST_ATTEMPTS, "forms": LEAST_FORMS}
        )
    for offer in SupportOffer.objects.filter(case=case, answer=Answer.WAITING):
        offer.answer, offer.answered_on = Answer.NONE, timezone.localdate()
        offer.save(update_fields=["answer", "answered_on"])
    case.state = CaseState.NOT_REACHED
    case.save(update_fields=["state"])
    record_deed("not reached", case=case, by=by)

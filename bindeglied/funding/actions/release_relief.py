"""Release the relief of a year, by a second person."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.funding.actions.enter_in_ledger import Entered, enter_in_ledger
from bindeglied.funding.actions.open_survey import lock_survey, record_survey_event
from bindeglied.funding.actions.prepare_relief import PROGRAMME, lock_relief
from bindeglied.funding.models import LedgerKind, ReliefAllocation, ReliefState
from bindeglied.funding.transitions import RELIEF_STEPS, NotAllowed, require_step

RELIEF_SHARE = "relief share"


@transaction.atomic
def release_relief(*, allocation: ReliefAllocation, by: UUID) -> ReliefAllocation:
    """Make the shares binding and enter each in the ledger as allocated.

    Raises NotAllowed: whoever prepared it asks, the count was opened again since, it is released
    or replaced already.
    """
    survey = lock_survey(allocation.survey_id)
    lock_relief()
    allocation = ReliefAllocation.objects.get(pk=allocation.pk)
    require_step(RELIEF_STEPS, allocation.state, ReliefState.RELEASED)
    if allocation.prepared_by == by:
        raise NotAllowed(_("Freigeben muss eine zweite Person; vorbereitet haben es Sie."))
    if survey.closed_at is None or survey.closed_at > allocation.prepared_at:
        raise NotAllowed(
            _("Die Zählung wurde seit dieser Berechnung wieder geöffnet. Bitte neu berechnen.")
        )
    allocation.state = ReliefState.RELEASED
    allocation.released_at, allocation.released_by = timezone.now(), by
    allocation.save(update_fields=["state", "released_at", "released_by"])
    _enter(allocation, by)
    record_survey_event("relief released", survey, by=by, organisation=None)
    return allocation


def _enter(allocation: ReliefAllocation, by: UUID) -> None:
    enter_in_ledger(
        (
            Entered(
                kind=LedgerKind.ALLOCATED,
                programme=PROGRAMME,
                year=allocation.year,
                amount_eur=share.share_eur,
                source_kind=RELIEF_SHARE,
                source_key=share.pk,
                municipality=share.municipality_id,
            )
            for share in allocation.shares.order_by("municipality")
        ),
        by=by,
    )

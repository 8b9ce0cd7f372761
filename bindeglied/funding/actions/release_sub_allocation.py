"""Release what a colleague prepared, or take it back."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.funding.actions.enter_in_ledger import Entered, enter_in_ledger
from bindeglied.funding.actions.enter_notice import PROGRAMME, lock_notices, require_holding
from bindeglied.funding.models import (
    FrameNotice,
    LedgerKind,
    SubAllocation,
    SubAllocationState,
    SubShare,
)
from bindeglied.funding.transitions import SUB_ALLOCATION_STEPS, NotAllowed, require_step
from bindeglied.trail.actions import record_event

SOURCE_KIND = "sub share"


@transaction.atomic
def release_sub_allocation(
    *, sub_allocation: SubAllocation, by: UUID, organisation: UUID
) -> SubAllocation:
    """Make the shares binding and enter each as granted; an earlier release is replaced.

    The entries of replaced shares are taken back by the same amounts below 0, so that each adds up
    to 0. Raises NotAllowed for whoever prepared it, after the notice was corrected, and where it
    does not wait for a release any more.
    """
    found = _locked(sub_allocation, SubAllocationState.RELEASED)
    if found.prepared_by == by:
        raise NotAllowed(
            _("Sie haben diese Verteilung selbst vorbereitet; freigeben muss sie jemand anderes.")
        )
    notices = FrameNotice.objects.filter(kreis=found.notice.kreis_id, year=found.notice.year)
    require_holding(found.notice_id)
    for earlier in SubAllocation.objects.filter(
        notice__in=notices, state=SubAllocationState.RELEASED
    ):
        _enter(earlier, -1, by)
        SubAllocation.objects.filter(pk=earlier.pk).update(state=SubAllocationState.REPLACED)
    _decide(found, SubAllocationState.RELEASED, by)
    _enter(found, 1, by)
    _record("sub allocation released", found, by, organisation)
    return found


@transaction.atomic
def withdraw_sub_allocation(
    *, sub_allocation: SubAllocation, by: UUID, organisation: UUID
) -> SubAllocation:
    """Take back what waits for its release; it stays readable. Raises NotAllowed."""
    found = _locked(sub_allocation, SubAllocationState.WITHDRAWN)
    _decide(found, SubAllocationState.WITHDRAWN, by)
    _record("sub allocation withdrawn", found, by, organisation)
    return found


def _locked(sub_allocation: SubAllocation, wanted: SubAllocationState) -> SubAllocation:
    rows = SubAllocation.objects.select_related("notice")
    notice = rows.get(pk=sub_allocation.pk).notice
    # The notices first: whoever corrects one holds them and then withdraws this row.
    lock_notices(notice.kreis_id, notice.year)
    found = rows.select_for_update(of=("self",)).get(pk=sub_allocation.pk)
    require_step(SUB_ALLOCATION_STEPS, found.state, wanted)
    return found


def _decide(found: SubAllocation, state: SubAllocationState, by: UUID) -> None:
    found.state, found.decided_at, found.decided_by = state, timezone.now(), by
    found.save(update_fields=["state", "decided_at", "decided_by"])


def _enter(sub_allocation: SubAllocation, sign: int, by: UUID) -> None:
    notice = sub_allocation.notice
    enter_in_ledger(
        (
            Entered(
                kind=LedgerKind.GRANTED,
                programme=PROGRAMME,
                year=notice.year,
                amount_eur=sign * share.amount_eur,
                source_kind=SOURCE_KIND,
                source_key=share.pk,
                kreis=notice.kreis_id,
                municipality=share.municipality_id,
            )
            for share in SubShare.objects.filter(sub_allocation=sub_allocation).order_by("pk")
        ),
        by=by,
    )


def _record(verb: str, found: SubAllocation, by: UUID, organisation: UUID) -> None:
    record_event(
        verb,
        record_kind="sub allocation",
        record_key=found.pk,
        by=by,
        organisation=organisation,
    )

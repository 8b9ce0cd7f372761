"""Divide a notice among recipients, so that a second person can release it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.funding.actions.enter_notice import lock_notices, require_holding
from bindeglied.funding.models import (
    FrameNotice,
    SubAllocation,
    SubAllocationKey,
    SubAllocationState,
    SubShare,
)
from bindeglied.funding.queries.dividing import (
    Division,
    Eligible,
    KnownWeights,
    divided,
    known_weights,
    recipients_of,
    why_not,
)
from bindeglied.funding.transitions import NotAllowed
from bindeglied.law.sub_allocation import DoesNotAddUp, SubAllocated
from bindeglied.trail.actions import record_event


@dataclass(frozen=True, slots=True)
class PassingOn:
    """What a Kreis says beside the figures: for what it keeps its share, where the weights come
    from, and its own text for the recipients.
    """

    own_share_reason: str = ""
    weights_source: str = ""
    own_text: str = ""


@transaction.atomic
def prepare_sub_allocation(
    *, notice: FrameNotice, division: Division, words: PassingOn, by: UUID, organisation: UUID
) -> SubAllocation:
    """Divide the amount of a notice exactly and keep the shares, waiting for their release.

    Every municipality of the Kreis has a share, be it 0; a provider where it gets something or has
    a weight, because every weight is part of the computation of all others.
    Raises NotAllowed where the shares cannot be the amount, something is typed for a recipient
    that is none, words are missing, the notice was corrected, or a sub-allocation waits already.
    """
    _require_words(division, words)
    _require_free(notice)
    among, known = recipients_of(notice.kreis_id), known_weights(notice.kreis_id)
    if {*division.weights, *division.fixed_eur} - {one.key for one in among}:
        raise NotAllowed(_("Diese Empfängerin gibt es in Ihrem Kreis nicht."))
    try:
        result = divided(notice, division, among=among, known=known)
    except DoesNotAddUp as reason:
        raise NotAllowed(why_not(reason)) from reason
    kept = SubAllocation.objects.create(
        notice=notice,
        key=division.key,
        counted_on=_counted_on(division, known),
        weights_source=words.weights_source.strip(),
        has_base=division.has_base,
        to_the_euro=division.to_the_euro,
        own_share_eur=division.own_share_eur,
        own_share_reason=words.own_share_reason.strip(),
        own_text=words.own_text.strip(),
        prepared_at=timezone.now(),
        prepared_by=by,
    )
    _keep_shares(kept, result, among)
    record_event(
        "sub allocation prepared",
        record_kind="sub allocation",
        record_key=kept.pk,
        by=by,
        organisation=organisation,
    )
    return kept


def _require_words(division: Division, words: PassingOn) -> None:
    if division.own_share_eur < 0:
        raise NotAllowed(_("Der eigene Anteil liegt unter 0."))
    if division.own_share_eur and not words.own_share_reason.strip():
        raise NotAllowed(_("Es fehlt, wofür der Kreis einen Anteil behält."))
    typed = division.key in (SubAllocationKey.PERSONS, SubAllocationKey.WEIGHTS)
    if typed and not words.weights_source.strip():
        raise NotAllowed(_("Es fehlt, woher die eingetragenen Zahlen kommen."))


def _require_free(notice: FrameNotice) -> None:
    lock_notices(notice.kreis_id, notice.year)
    require_holding(notice.pk)
    waiting = SubAllocation.objects.filter(notice=notice, state=SubAllocationState.PREPARED)
    if waiting.exists():
        raise NotAllowed(_("Es wartet schon eine Verteilung auf ihre Freigabe."))


def _counted_on(division: Division, known: KnownWeights) -> date | None:
    days = {
        SubAllocationKey.COUNTED: known.counted_on,
        SubAllocationKey.INHABITANTS: known.inhabitants_on,
    }
    return days.get(SubAllocationKey(division.key))


def _keep_shares(kept: SubAllocation, result: SubAllocated, among: list[Eligible]) -> None:
    SubShare.objects.bulk_create(
        SubShare(
            sub_allocation=kept,
            municipality_id=None if one.is_provider else one.key,
            provider_id=UUID(one.key) if one.is_provider else None,
            weight=share.recipient.weight,
            fixed_eur=Decimal(share.recipient.fixed_cents) / 100,
            amount_eur=Decimal(share.cents) / 100,
        )
        for one, share in zip(among, result.shares, strict=True)
        if not one.is_provider or share.cents or share.recipient.weight
    )

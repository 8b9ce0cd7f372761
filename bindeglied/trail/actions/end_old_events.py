"""The end of events after twelve months; their seals stay."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from bindeglied.trail.actions.record_event import record_event
from bindeglied.trail.chain import INSTALLATION, twelve_months_before
from bindeglied.trail.models import Event, Seal

SEALS_AT_ONCE = 50


def end_old_events(*, now: datetime | None = None) -> int:
    """End the events of all batches whose newest event is twelve months old; gives how many.

    A few batches at a time, each time a transaction of its own: whoever calls again after a stop
    goes on where it was. It has no `by`: time ends them, and each time that is an event.
    """
    now = now or timezone.now()
    total = 0
    while oldest := _batches_to_end(now).first():
        total += _end_some_batches(oldest.chain, now)
    return total


def _batches_to_end(now: datetime) -> QuerySet[Seal]:
    old = Seal.objects.filter(ended_at=None, newest_event_at__lte=twelve_months_before(now))
    return old.order_by("newest_event_at", "pk")


@transaction.atomic
def _end_some_batches(chain: UUID, now: datetime) -> int:
    seals = _batches_to_end(now).filter(chain=chain).select_for_update()[:SEALS_AT_ONCE]
    ending = [seal.pk for seal in seals]
    if not ending:
        return 0  # somebody else was faster
    ended, _ = Event.objects.filter(seal__in=ending).delete()
    Seal.objects.filter(pk__in=ending).update(ended_at=now)
    record_event(
        "events ended",
        record_kind="chain",
        record_key=chain,
        by=None,
        organisation=None if chain == INSTALLATION else chain,
    )
    return ended

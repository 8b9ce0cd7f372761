"""Sealing events in batches: a short step of its own, after the deed was committed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.utils import timezone

from bindeglied.trail.chain import (
    BEGINNING,
    chain_of,
    digest,
    event_bytes,
    events_digest,
    is_digest,
    seal_bytes,
)
from bindeglied.trail.heads import LOG, append_head, length_of_heads, read_heads
from bindeglied.trail.models import Event, Seal
from bindeglied.trail.queries import (
    WaitingEvent,
    chains_that_wait,
    trail_key,
    trail_keys,
    waiting_events,
)

BATCH = 32
# So long may the oldest event wait before the next write of its chain seals the batch.
PATIENCE = timedelta(minutes=1)


def seal_events(*, chain: UUID, at_once: bool = False, now: datetime | None = None) -> int:
    """Seal the waiting events of a chain, at most BATCH; gives how many.

    Without `at_once`, only where the batch is full or its oldest event has waited long enough.
    Two writers at once make the same next number, and the database lets only the first one have
    it: the other leaves the events to it and gives 0. It has no `by`: nobody seals, the
    installation does.
    """
    now = now or timezone.now()
    waiting = waiting_events(chain, at_most=BATCH)
    if not waiting or not (at_once or _is_due(waiting, now)):
        return 0
    key, waiting = _of_one_key(waiting)
    seal = _next_seal(chain, waiting, now, key)
    try:
        with transaction.atomic():
            seal.save(force_insert=True)
            held = Event.objects.filter(pk__in=[event.id for event in waiting], seal=None)
            if held.update(seal=seal) != len(waiting):
                raise IntegrityError("a waiting event has vanished meanwhile")
    except IntegrityError:
        return 0
    transaction.on_commit(lambda: append_head(seal))
    return len(waiting)


def seal_all_events(*, now: datetime | None = None) -> int:
    """Seal whatever waits, in every chain; gives how many events."""
    total = 0
    for chain in chains_that_wait():
        while sealed := seal_events(chain=chain, at_once=True, now=now):
            total += sealed
    return total


def append_missing_heads() -> int:
    """Write the heads that a crash between commit and writing kept back; gives how many.

    Only a newest seal directly behind the last head of its chain: where more is lacking, lines
    have been removed, and that remains to be found.
    """
    logged: dict[UUID, int] = {}
    for head in read_heads(length_of_heads()):
        logged[head.chain] = max(head.number, logged.get(head.chain, 0))
    newest = Seal.objects.values_list("chain").annotate(newest=Max("number"))
    missing = [(chain, number) for chain, number in newest if number == logged.get(chain, 0) + 1]
    for chain, number in missing:
        append_head(Seal.objects.get(chain=chain, number=number))
    return len(missing)


def seal_after_commit(organisation: UUID | None) -> None:
    """See to the chain of this organisation once the running transaction is committed."""
    step = _SealAfterCommit(chain_of(organisation))
    if all(planned != step for _, planned, *_ in connection.run_on_commit):
        transaction.on_commit(step)


@dataclass(frozen=True, slots=True)
class _SealAfterCommit:
    chain: UUID

    def __call__(self) -> None:
        try:
            seal_events(chain=self.chain)
        except Exception:
            # The deed is done and its event written; the next write or `bindeglied tidy` seals it.
            LOG.exception("chain %s could not be sealed", self.chain)


def _is_due(waiting: list[WaitingEvent], now: datetime) -> bool:
    oldest = min(event.occurred_at for event in waiting)
    return len(waiting) == BATCH or oldest <= now - PATIENCE


def _of_one_key(waiting: list[WaitingEvent]) -> tuple[bytes, list[WaitingEvent]]:
    """The key of the first waiting event, and those that follow it with the same key.

    Only while the master key is being changed can older events wait that carry the older key.
    """
    if len(settings.WRAPPING_KEYS) == 1:
        return trail_key(), waiting
    events = Event.objects.in_bulk([event.id for event in waiting])
    for key in trail_keys():
        same = list(takewhile(lambda one: _carries(events.get(one.id), key), waiting))  # noqa: B023
        if same:
            return key, same
    return trail_key(), waiting  # changed by somebody, which verification will say


def _carries(event: Event | None, key: bytes) -> bool:
    return event is not None and is_digest(key, event_bytes(event), event.digest)


def _next_seal(chain: UUID, waiting: list[WaitingEvent], now: datetime, key: bytes) -> Seal:
    newest = waiting[0]
    seal = Seal(
        chain=chain,
        number=(newest.newest_number or 0) + 1,
        previous_digest=bytes(newest.newest_digest or BEGINNING),
        events_count=len(waiting),
        events_digest=events_digest(bytes(event.digest) for event in waiting),
        newest_event_at=max(event.occurred_at for event in waiting),
        sealed_at=now,
    )
    seal.digest = digest(key, seal_bytes(seal))
    return seal

"""Seals over the events of a generated Land, joined on to what each chain holds already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from bindeglied.demo.actions.generated.rows import Batch, table_of
from bindeglied.demo.actions.generated.story import EventRow
from bindeglied.trail.actions.seal_events import BATCH
from bindeglied.trail.chain import BEGINNING, digest, events_digest, seal_bytes
from bindeglied.trail.heads import append_head
from bindeglied.trail.ids import new_id
from bindeglied.trail.models import Event, Seal


@dataclass(slots=True)
class Chain:
    """A chain that grows: the number and digest of its newest seal."""

    organisation: UUID
    number: int = 0
    digest: bytes = BEGINNING

    def seal(self, events: list[EventRow], batch: Batch, key: bytes, now: datetime) -> None:
        """Put the events of a chain under seals, in the order of their ids, into `batch`."""
        events.sort(key=lambda event: str(event.values[0]))
        newest = None
        for start in range(0, len(events), BATCH):
            newest = self._seal_some(events[start : start + BATCH], batch, key, now)
        if newest is not None:
            # Of each chain the last head says as much as all of them would.
            transaction.on_commit(partial(append_head, newest))

    def _seal_some(self, events: list[EventRow], batch: Batch, key: bytes, now: datetime) -> Seal:
        self.number += 1
        seal = Seal(
            id=new_id(),
            chain=self.organisation,
            number=self.number,
            previous_digest=self.digest,
            events_count=len(events),
            events_digest=events_digest(event.digest for event in events),
            newest_event_at=max(event.occurred_at for event in events),
            sealed_at=now,
        )
        seal.digest = self.digest = digest(key, seal_bytes(seal))
        columns = {name: seal.__dict__[name] for name in table_of(Seal, batch.vendor).names}
        batch.add(Seal, columns)
        table = table_of(Event, batch.vendor)
        for event in events:
            event.values.append(seal.pk.hex)
            batch.rows.setdefault(Event, []).append(table.row(event.values))
        return seal


def chain_of(organisation: UUID) -> Chain:
    """The chain of an organisation as it stands in the database."""
    newest = Seal.objects.filter(chain=organisation).order_by("-number").first()
    if newest is None:
        return Chain(organisation)
    return Chain(organisation, newest.number, bytes(newest.digest))

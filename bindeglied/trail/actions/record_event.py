"""Writing one event, in the transaction of the deed it tells of."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from bindeglied.trail.actions.seal_events import seal_after_commit
from bindeglied.trail.chain import digest, event_bytes
from bindeglied.trail.models import Event
from bindeglied.trail.queries import trail_key


def record_event(
    verb: str,
    *,
    record_kind: str,
    record_key: UUID | str,
    by: UUID | None,
    organisation: UUID | None,
) -> Event:
    """Write that `by`, acting for `organisation`, did `verb` to a record.

    `verb` and `record_kind` are words of our own, at most 60 letters; never content, never a name.
    `by` is None where nobody is signed in or the installation itself acts. Once the deed is
    committed, the chain of the organisation is sealed where that is due.
    """
    event = Event(
        occurred_at=timezone.now(),
        organisation_id=organisation,
        user_id=by,
        verb=verb,
        record_kind=record_kind,
        record_key=str(record_key),
    )
    event.digest = digest(trail_key(), event_bytes(event))
    event.save(force_insert=True)
    seal_after_commit(organisation)
    return event

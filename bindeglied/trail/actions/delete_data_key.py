"""The end of content: its key is deleted, here and in every backup that will be restored."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bindeglied.trail.actions.record_event import record_event
from bindeglied.trail.deletions import (
    Deletion,
    append_deletion,
    deletions_file,
    overwrite_deleted,
    read_deletions,
    replay,
)
from bindeglied.trail.models import DataKey, Event

VERB = "data key deleted"
RECORD_KIND = "data key"


def delete_data_key(*, owner: UUID, by: UUID | None, organisation: UUID | None) -> None:
    """Make everything unreadable that the key of `owner` opens, for ever.

    The event stands in the running transaction, and only its commit lets the key go: a deed that
    fails deletes nothing. First the deletion is on the disk, then the key goes. Where the machine
    stops in between, `finish_deletions` goes on.
    """
    with transaction.atomic():
        record_event(
            VERB, record_kind=RECORD_KIND, record_key=owner, by=by, organisation=organisation
        )
        deletion = Deletion(owner, _moment_of(owner))
        transaction.on_commit(lambda: _delete(deletion))


def finish_deletions() -> int:
    """Delete keys whose deletion was decided and then cut off; gives how many. Without `by`."""
    decided = Event.objects.filter(record_kind=RECORD_KIND, verb=VERB)
    unlisted = {
        Deletion(UUID(event.record_key), event.occurred_at)
        for event in decided.iterator()
        if DataKey.objects.filter(owner=event.record_key, made_at__lte=event.occurred_at).exists()
    }
    for deletion in unlisted:
        append_deletion(deletion)
    gone = replay(read_deletions(deletions_file()))
    overwrite_deleted()
    return gone


def _moment_of(owner: UUID) -> datetime:
    """Now, but not before the key was made: a clock that was put back must not save it."""
    made = DataKey.objects.filter(owner=owner).values_list("made_at", flat=True)
    return max([timezone.now(), *made])


def _delete(deletion: Deletion) -> None:
    append_deletion(deletion)
    replay([deletion])
    overwrite_deleted()

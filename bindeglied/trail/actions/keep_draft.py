"""Keeping what is typed, and forgetting it once it was sent or is no longer wanted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bindeglied.trail.data_keys import make_data_key
from bindeglied.trail.models import Draft, SentForm


class AlreadySent(Exception):
    """The form with this key was sent, so there is nothing left to keep."""


def keep_draft(
    *, by: UUID, place: str, owner: UUID, content: str, form_key: UUID | None
) -> datetime:
    """Keep the content of a form that is sent to `place`, sealed with the key of `owner`.

    Gives the moment. Raises AlreadySent if the form with `form_key` was sent, and KeyGone if the
    key of the owner was deleted. No event: a draft is nobody's deed yet.
    """
    if owner == by:
        make_data_key(by)
    now = timezone.now()
    words = {"owner": owner, "content": content, "saved_at": now}
    with transaction.atomic(), _unsent(by, form_key):
        Draft.objects.update_or_create(user=by, place=place, defaults=words)
    return now


def forget_draft(*, by: UUID, place: str) -> None:
    """Delete what this person typed for this address, if there is anything."""
    Draft.objects.filter(user=by, place=place).delete()


@contextmanager
def _unsent(by: UUID, form_key: UUID | None) -> Iterator[None]:
    """Hold the key of a form for a moment, as its deed does: who comes second waits for the first.

    Without it, a save that overtakes the deed would leave a draft of what was sent already.
    """
    if form_key is None:
        yield
        return
    now = timezone.now()
    held, is_new = SentForm.objects.get_or_create(
        sender=str(by), key=form_key, defaults={"content_digest": "", "sent_at": now}
    )
    if not is_new:
        raise AlreadySent(str(form_key))
    yield
    held.delete()

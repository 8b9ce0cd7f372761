"""Give somebody a secret address for their calendar program, a new one, or take it back."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bindeglied.accounts.models import Membership
from bindeglied.accounts.models.invitation import digest_of
from bindeglied.casework.models import CalendarFeed
from bindeglied.trail.actions import record_event


@transaction.atomic
def make_feed(*, member: Membership, by: UUID) -> str:
    """Make the secret token of the calendar of `member`; the one before opens nothing any more.

    The token is given back here and never again.
    """
    token = secrets.token_urlsafe(32)
    words = {"token_digest": digest_of(token), "made_at": timezone.now()}
    _feed, is_new = CalendarFeed.objects.update_or_create(membership=member, defaults=words)
    _record("calendar feed made" if is_new else "calendar feed renewed", member, by)
    return token


@transaction.atomic
def withdraw_feed(*, member: Membership, by: UUID) -> None:
    """Let the address of the calendar of `member` open nothing from now on; without one, nothing
    happens."""
    deleted, _ = CalendarFeed.objects.filter(membership=member).delete()
    if deleted:
        _record("calendar feed withdrawn", member, by)


def _record(verb: str, member: Membership, by: UUID) -> None:
    record_event(
        verb,
        record_kind="membership",
        record_key=member.pk,
        by=by,
        organisation=member.organisation_id,
    )

"""Forget invitations that were answered, withdrawn or ran out long ago."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from bindeglied.accounts.models import Invitation

KEPT = timedelta(days=90)


def forget_old_invitations(now: datetime) -> int:
    """Delete invitations that came to their end 90 days before `now`; how many those were.

    An accepted one leaves person and membership; events stay as long as the log does. The
    installation does it by itself, hence without `by`.
    """
    limit = now - KEPT
    ended = Q(accepted_at__lte=limit) | Q(withdrawn_at__lte=limit) | Q(expires_at__lte=limit)
    deleted, _ = Invitation.objects.filter(ended).delete()
    return deleted

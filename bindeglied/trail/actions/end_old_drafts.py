"""End drafts that nobody went on with."""

from __future__ import annotations

from datetime import datetime, timedelta

from bindeglied.trail.models import Draft

KEPT = timedelta(days=30)


def end_old_drafts(now: datetime) -> int:
    """Delete the drafts last saved 30 days before `now` or earlier; how many those were.

    The installation does it by itself, hence without `by`.
    """
    deleted, _ = Draft.objects.filter(saved_at__lte=now - KEPT).delete()
    return deleted

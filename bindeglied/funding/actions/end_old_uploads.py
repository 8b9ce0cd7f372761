"""End uploads that nobody took over."""

from __future__ import annotations

from datetime import datetime, timedelta

from bindeglied.funding.models import CountUpload

KEPT = timedelta(days=30)


def end_old_uploads(now: datetime) -> int:
    """Delete the files uploaded 30 days before `now` or earlier; how many those were.

    The installation does it by itself, hence without `by`.
    """
    deleted, _ = CountUpload.objects.filter(uploaded_at__lte=now - KEPT).delete()
    return deleted

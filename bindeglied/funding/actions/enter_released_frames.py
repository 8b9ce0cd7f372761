"""Enter the frames that were released before there was a ledger."""

from __future__ import annotations

from django.db import transaction

from bindeglied.funding.actions.enter_frames import SOURCE_KIND, enter_frames
from bindeglied.funding.models import FrameRelease, LedgerEntry


@transaction.atomic
def enter_released_frames() -> int:
    """Append what each release of which nothing stands in the ledger allocates; how many releases.

    Oldest first, because a later release enters what it differs by. There is no `by`: the
    installation itself brings its data up to date.
    """
    entered = LedgerEntry.objects.filter(source_kind=SOURCE_KIND).values("source_key")
    releases = FrameRelease.objects.filter(released_at__isnull=False, first_year__isnull=False)
    missing = releases.exclude(frames__in=entered).order_by("released_at", "id")
    for release in missing:
        enter_frames(release, by=None)
    return len(missing)

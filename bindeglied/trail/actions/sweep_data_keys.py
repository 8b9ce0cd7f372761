"""Keys whose owner never came to be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from bindeglied.trail.models import DataKey
from bindeglied.trail.registry import key_owners

KEPT = timedelta(hours=24)
AT_ONCE = 500
# So many at once are no accidents: then it is the content that is lacking, not the owners.
MOST = 20
LARGEST_SHARE = 0.1


class TooManyOrphans(Exception):
    """Most likely the keys lie beside the content of another installation; nothing was swept."""

    def __init__(self, count: int) -> None:
        super().__init__(str(count))
        self.count = count


def sweep_data_keys(now: datetime) -> int:
    """Delete the keys made 24 hours before `now` or earlier that nobody owns; gives how many.

    The installation does it by itself, hence without `by`. They opened nothing, so this is no
    deletion that a restored backup would have to repeat. Raises TooManyOrphans.
    """
    orphans = list(_orphans(now))
    if len(orphans) > max(MOST, LARGEST_SHARE * DataKey.objects.count()):
        raise TooManyOrphans(len(orphans))
    for start in range(0, len(orphans), AT_ONCE):
        DataKey.objects.filter(owner__in=orphans[start : start + AT_ONCE]).delete()
    return len(orphans)


def _orphans(now: datetime) -> Iterator[UUID]:
    old = DataKey.objects.filter(made_at__lte=now - KEPT).values_list("owner", flat=True)
    owners = old.order_by("owner").iterator(AT_ONCE)
    while some := list(islice(owners, AT_ONCE)):
        known: set[UUID] = set()
        for owners_among in key_owners:
            known |= owners_among(some)
        yield from (owner for owner in some if owner not in known)

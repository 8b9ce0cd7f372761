"""Data keys move under the newest master key; what they open stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.db import transaction

from bindeglied.trail.data_keys import is_wrapped_anew, unwrap, wrap
from bindeglied.trail.deletions import overwrite_deleted
from bindeglied.trail.models import DataKey
from bindeglied.trail.routers import KEYS


def rewrap_data_keys(*, at_once: int = 200) -> Iterator[int]:
    """Wrap every data key with the newest master key; gives how many keys, batch by batch.

    Each batch is a transaction of its own: stopped in between and called again, it goes on where
    it was. Raises Unreadable for a key that no master key opens. It has no `by`: the installation
    does it.
    """
    owners = DataKey.objects.order_by("owner").values_list("owner", flat=True).iterator(at_once)
    while some := list(islice(owners, at_once)):
        with transaction.atomic(KEYS):
            rows = DataKey.objects.select_for_update().filter(owner__in=some)
            old = [row for row in rows if not is_wrapped_anew(row.owner, bytes(row.wrapped))]
            for row in old:
                row.wrapped = wrap(row.owner, unwrap(row.owner, bytes(row.wrapped)))
            DataKey.objects.bulk_update(old, ["wrapped"])
        yield len(old)
    overwrite_deleted()

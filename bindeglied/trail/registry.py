"""What packages above tell the trail, filled by whoever starts, in `apps.py`."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

from bindeglied.ui.registry import Contributions

# (ids) -> those that own content sealed with their data key. A key whose owner nobody knows a day
# later is swept: the transaction that was to make the owner never came to its end.
key_owners: Contributions[Callable[[Collection[UUID]], set[UUID]]] = Contributions()

"""Public ids: UUID version 7, ordered by time, also made on a device without a network."""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A new id; later ids sort after earlier ones."""
    return uuid7()

"""The data keys: made before their content, opened while somebody may read, deleted with a case.

Opened keys are remembered while a `key_ring` is open, which is one request, and never longer: a
key that was deleted opens nothing from the next request on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from bindeglied.trail.models.data_key import DataKey
from bindeglied.trail.sealing import KEY_LENGTH, seal, unseal

_ring: ContextVar[dict[UUID, bytes] | None] = ContextVar("opened_keys", default=None)


class KeyGone(Exception):
    """The key was deleted, and with it the content."""


@contextmanager
def key_ring() -> Iterator[None]:
    """Remember opened keys until the end of the block."""
    token = _ring.set({})
    try:
        yield
    finally:
        _ring.reset(token)


def make_data_key(owner: UUID) -> None:
    """Make the key of an owner, unless there is one.

    It is committed at once, before the content, so that content without a key cannot exist; a key
    whose owner never came to be is swept by `bindeglied tidy`.
    """
    wrapped = seal(settings.WRAPPING_KEY, os.urandom(KEY_LENGTH), _place(owner))
    DataKey.objects.get_or_create(
        owner=owner, defaults={"wrapped": wrapped, "made_at": timezone.now()}
    )


def data_key(owner: UUID) -> bytes:
    """The 32 bytes of an owner's key. Raises KeyGone."""
    ring = _ring.get()
    if ring is not None and owner in ring:
        return ring[owner]
    try:
        row = DataKey.objects.get(owner=owner)
    except DataKey.DoesNotExist as reason:
        raise KeyGone(str(owner)) from reason
    key = unseal(settings.WRAPPING_KEY, bytes(row.wrapped), _place(owner))
    if ring is not None:
        ring[owner] = key
    return key


def _place(owner: UUID) -> bytes:
    return b"data key of " + owner.bytes

"""The data keys: made before their content, opened while somebody may read, deleted with a case.

Opened keys are remembered while a `key_ring` is open, which is one request, and never longer: a
key that was deleted opens nothing from the next request on.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from bindeglied.trail.models.data_key import DataKey
from bindeglied.trail.sealing import KEY_LENGTH, Unreadable, seal, unseal

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
    wrapped = wrap(owner, os.urandom(KEY_LENGTH))
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
    key = unwrap(owner, bytes(row.wrapped))
    if ring is not None:
        ring[owner] = key
    return key


def open_data_keys(owners: Iterable[UUID]) -> None:
    """Open the keys of many owners with one statement, for a page that shows rows of all of them.

    Only while a `key_ring` is open; a key that is gone stays away, and reading its content raises.
    """
    ring = _ring.get()
    wanted = set(owners) - set(ring or {})
    if ring is None or not wanted:
        return
    for row in DataKey.objects.filter(owner__in=wanted):
        ring[row.owner] = unwrap(row.owner, bytes(row.wrapped))


def wrap(owner: UUID, key: bytes) -> bytes:
    """The key of an owner as it may lie in the database."""
    return seal(settings.WRAPPING_KEYS[0], key, _place(owner))


def unwrap(owner: UUID, wrapped: bytes) -> bytes:
    """The key of an owner, while the master key is being changed with an older one too.

    Raises Unreadable.
    """
    *newer, oldest = settings.WRAPPING_KEYS
    for wrapping_key in newer:
        with suppress(Unreadable):
            return unseal(wrapping_key, wrapped, _place(owner))
    return unseal(oldest, wrapped, _place(owner))


def is_wrapped_anew(owner: UUID, wrapped: bytes) -> bool:
    """Whether the newest master key opens it."""
    try:
        unseal(settings.WRAPPING_KEYS[0], wrapped, _place(owner))
    except Unreadable:
        return False
    return True


def _place(owner: UUID) -> bytes:
    return b"data key of " + owner.bytes

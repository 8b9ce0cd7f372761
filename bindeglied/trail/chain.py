"""What holds events and seals together: their bytes and digests. No database, no clock.

Every event carries a digest of its own, made with a key that the database does not know; a seal
carries one over the digests of its events and over the seal before it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

DIGEST_LENGTH = 32
# Events without an organisation form the chain of the installation itself.
INSTALLATION = UUID(int=0)
# Stands before the first seal of a chain.
BEGINNING = bytes(DIGEST_LENGTH)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def chain_of(organisation: UUID | None) -> UUID:
    """The chain in which events of this organisation stand."""
    return organisation or INSTALLATION


def canonical(*parts: bytes | None) -> bytes:
    """Bytes that no other row of parts has.

    Each part stands behind its length, so that nothing can move over the border between two;
    None is told from empty.
    """
    return b"".join(b"-" if part is None else b"%d:%s" % (len(part), part) for part in parts)


def event_bytes(event: Any) -> bytes:
    """The bytes of an event: every column but its own digest and its seal."""
    return canonical(
        b"event",
        event.id.bytes,
        _moment(event.occurred_at),
        _id(event.organisation_id),
        _id(event.user_id),
        event.verb.encode(),
        event.record_kind.encode(),
        event.record_key.encode(),
        None if event.content_digest is None else bytes(event.content_digest),
    )


def seal_bytes(seal: Any) -> bytes:
    """The bytes of a seal: every column but its id, its own digest and the end of its events."""
    return canonical(
        b"seal",
        seal.chain.bytes,
        b"%d" % seal.number,
        bytes(seal.previous_digest),
        b"%d" % seal.events_count,
        bytes(seal.events_digest),
        _moment(seal.newest_event_at),
        _moment(seal.sealed_at),
    )


def digest(key: bytes, text: bytes) -> bytes:
    """HMAC-SHA256: 32 bytes that nobody without the key can make."""
    return hmac.digest(key, text, "sha256")


def is_digest(key: bytes, text: bytes, found: bytes | memoryview) -> bool:
    """Whether `found` is the digest of `text`."""
    return hmac.compare_digest(digest(key, text), bytes(found))


def events_digest(digests: Iterable[bytes]) -> bytes:
    """One digest over those of several events, in the order of their ids."""
    together = hashlib.sha256()
    for one in digests:
        together.update(one)
    return together.digest()


def twelve_months_before(moment: datetime) -> datetime:
    """The same moment a year earlier; of 29 February it is the 28th."""
    try:
        return moment.replace(year=moment.year - 1)
    except ValueError:
        return moment.replace(year=moment.year - 1, day=28)


def _moment(moment: datetime) -> bytes:
    return b"%d" % ((moment - _EPOCH) // _MICROSECOND)


def _id(value: UUID | None) -> bytes | None:
    return None if value is None else value.bytes

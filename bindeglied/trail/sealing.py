"""AES-GCM over one value: unreadable without its key, and useless in any other place.

No database. A sealed value is one byte for the form, 12 bytes of nonce, then text and tag.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_LENGTH = 32
_FORM = b"\x01"
_NONCE_LENGTH, _TAG_LENGTH = 12, 16


class Unreadable(Exception):
    """The key does not open this value: another key, another place, or changed bytes."""


class Sealer:
    """Seals many values under one key; what it makes, `unseal` opens."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, content: bytes, place: bytes) -> bytes:
        """As the function `seal`."""
        nonce = os.urandom(_NONCE_LENGTH)
        return _FORM + nonce + self._cipher.encrypt(nonce, content, _FORM + place)


def seal(key: bytes, content: bytes, place: bytes) -> bytes:
    """`content` sealed for one place (table, row and column; see `chain.canonical`)."""
    return Sealer(key).seal(content, place)


def unseal(key: bytes, sealed: bytes, place: bytes) -> bytes:
    """The content of a sealed value. Raises Unreadable."""
    form, nonce, text = sealed[:1], sealed[1 : 1 + _NONCE_LENGTH], sealed[1 + _NONCE_LENGTH :]
    if form != _FORM or len(text) < _TAG_LENGTH:
        raise Unreadable("not a sealed value of a known form")
    try:
        return AESGCM(key).decrypt(nonce, text, _FORM + place)
    except InvalidTag as reason:
        raise Unreadable("another key, another place, or changed bytes") from reason

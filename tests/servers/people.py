"""The cast as one meets it from outside: names, addresses and the printed password."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time

PASSWORD = "Bindeglied-Demo"
NAMES = (
    *("Amira", "Bernd", "Clara", "Deniz", "Eva", "Frank", "Gesa", "Heidi", "Ingo", "Jonas"),
    "Kerstin",
)
WITHOUT_MEMBERSHIP = "Jonas"
PERIOD_SECONDS = 30
# A code that is about to change would be wrong by the time it arrives.
MARGIN_SECONDS = 4


def email_of(name: str) -> str:
    return f"{name.lower()}@demo.example"


def code_of(secret: str) -> str:
    """The six digits that an app with this key shows now, valid for some seconds more.

    Source: RFC 6238 with SHA-1, a step of 30 seconds, six digits.
    """
    left = PERIOD_SECONDS - time.time() % PERIOD_SECONDS
    if left < MARGIN_SECONDS:
        time.sleep(left + 0.2)
    step = struct.pack(">Q", int(time.time()) // PERIOD_SECONDS)
    digest = hmac.new(base64.b32decode(secret), step, hashlib.sha1).digest()
    (number,) = struct.unpack_from(">I", digest, digest[-1] & 0x0F)
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


def wrong_code(secret: str) -> str:
    """Six digits that the app does not show."""
    return f"{(int(code_of(secret)) + 1) % 1_000_000:06}"

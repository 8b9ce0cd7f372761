"""Telephone numbers as they are looked for: digits in one form, kept as a keyed digest."""

from __future__ import annotations

import hmac
import re
from hashlib import sha256
from uuid import UUID

from django.conf import settings

SHORTEST = 5
_NUMBER = re.compile(r"[\d\s()/.+\-–]+")
_GERMANY = "0049"


def digits_of(text: str) -> str:
    """The digits of a number as dialled within Germany, or "" if the text is no number.

    "+49 (0)6201 12-34", "0049620112 34" and "06201 1234" give the same.
    """
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        return ""
    digits = re.sub(r"\D", "", text.replace("+", "00", 1).replace("(0)", ""))
    if digits.startswith(_GERMANY):
        digits = "0" + digits.removeprefix(_GERMANY).lstrip("0")
    return digits if len(digits) >= SHORTEST else ""


def number_tokens(text: str, organisation_id: UUID) -> list[str]:
    """Under what a number of this organisation is kept: the newest key first, older ones while
    the master key is being changed; empty if the text is no number."""
    digits = digits_of(text)
    content = f"telephone {organisation_id} {digits}".encode()
    return [hmac.digest(key, content, sha256).hex() for key in settings.SEARCH_KEYS if digits]

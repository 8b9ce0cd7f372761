"""Words that occur nowhere but in one class of content of one case, so that a leak has a name."""

from __future__ import annotations

from hashlib import sha256
from string import ascii_lowercase

LETTERS = 14
ADVISERS = ("Amira", "Bernd")

# Names are plain by decision, for lists and search; everything else is sealed.
PLAIN = ("given", "family", "relative")
SEALED = (
    *("announcer", "telephone", "address", "document"),
    *("otheraddress", "teller"),
    *("remark", "note", "corrected", "place", "confided", "released"),
    *("answer", "wish", "goal", "indicator", "step", "service"),
    *("meetingplace", "matter", "company", "task"),
    *("client", "office", "reason", "agreedat", "interpreter", "print", "draft", "scan"),
)


def word(kind: str, adviser: str) -> str:
    """The canary of a class of content in the case of an adviser.

    No two of them are alike: the search forgives wrong letters.
    """
    assert kind in PLAIN or kind in SEALED, kind
    made = sha256(f"{kind} of {adviser}".encode()).digest()[:LETTERS]
    return "qx" + "".join(ascii_lowercase[byte % 26] for byte in made)


def found_in(text: bytes, adviser: str) -> set[str]:
    """The classes of content of that adviser's case whose canary occurs, in whatever case."""
    lower = text.lower()
    return {kind for kind in (*PLAIN, *SEALED) if word(kind, adviser).encode() in lower}

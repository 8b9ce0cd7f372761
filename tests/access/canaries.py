"""Words that occur nowhere but in one class of content of one case, so that a leak has a name."""

from __future__ import annotations

import re

ADVISERS = ("Amira", "Bernd")

# Names are plain by decision, for lists and search; everything else is sealed.
PLAIN = ("given", "family", "relative")
SEALED = (
    *("announcer", "telephone", "address", "document"),
    *("otheraddress", "teller"),
    *("remark", "note", "corrected", "place", "confided", "released"),
    *("answer", "wish", "goal", "indicator", "step", "service"),
    *("meetingplace", "matter", "company", "task"),
    *("client", "office", "reason", "agreedat", "interpreter", "print", "draft"),
)


def word(kind: str, adviser: str) -> str:
    """The canary of a class of content in the case of an adviser."""
    assert kind in PLAIN or kind in SEALED, kind
    return f"qx{adviser.lower()}{kind}"


def found_in(text: bytes, adviser: str) -> set[str]:
    """The classes of content of that adviser's case whose canary occurs, in whatever case."""
    kinds = "|".join(sorted((*PLAIN, *SEALED), key=len, reverse=True))
    words = rf"qx{adviser.lower()}({kinds})".encode()
    return {one.decode().lower() for one in re.findall(words, text, re.IGNORECASE)}

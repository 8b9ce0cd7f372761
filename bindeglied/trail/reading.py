"""What an answer shows, noted while it is answered and written before it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

# The verb under which the page of the day is noted; by it one's last visit is known.
DAY_LOOKED_AT = "day looked at"


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a record, to become one event."""

    verb: str
    record_kind: str
    record_key: str
    by: UUID | None
    organisation: UUID | None


def note_look(
    request: HttpRequest,
    verb: str,
    *,
    record_kind: str,
    record_key: UUID | str,
    by: UUID | None,
    organisation: UUID | None,
) -> None:
    """Remember that this request shows a record; the middleware writes it: no log, no page."""
    looks_of(request).append(Look(verb, record_kind, str(record_key), by, organisation))


def looks_of(request: HttpRequest) -> list[Look]:
    """The looks noted so far, in order."""
    if not hasattr(request, "noted_looks"):
        request.noted_looks = []  # type: ignore[attr-defined]
    return request.noted_looks  # type: ignore[attr-defined,no-any-return]

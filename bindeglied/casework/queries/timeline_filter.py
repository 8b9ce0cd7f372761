"""A part of what happened in a case: by kind, topic, form, who wrote it, and period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bindeglied.casework.queries.timeline import RowKind, TimelineRow

# An answer is looked for together with its offer, who declined a plan together with who agreed.
KINDS: dict[str, tuple[RowKind, ...]] = {
    "contact": ("contact",),
    "attempt": ("attempt",),
    "offer": ("offer", "answer"),
    "agreement": ("agreement", "decline"),
}


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """What of the timeline is wanted; what is empty does not narrow it.

    `kind` is a key of KINDS, `topic` a code of Domain, `form` one of ContactForm, `by` the id of
    somebody who wrote or corrected; `first` and `last` are days, both included.
    """

    kind: str = ""
    topic: str = ""
    form: str = ""
    by: UUID | None = None
    first: date | None = None
    last: date | None = None

    @property
    def narrows(self) -> bool:
        return self != TimelineFilter()


def narrowed(rows: Sequence[TimelineRow], wanted: TimelineFilter) -> list[TimelineRow]:
    """The rows that are wanted, in their order, without a statement. Of a corrected note the
    newest says what it is about."""
    return [row for row in rows if _is_wanted(row, wanted)]


def _is_wanted(row: TimelineRow, wanted: TimelineFilter) -> bool:
    return (
        (not wanted.kind or row.kind in KINDS[wanted.kind])
        and (not wanted.topic or wanted.topic in topics_in(row))
        and (not wanted.form or wanted.form == form_in(row))
        and (wanted.by is None or wanted.by in writers_of(row))
        and (wanted.first is None or row.on >= wanted.first)
        and (wanted.last is None or row.on <= wanted.last)
    )


def topics_in(row: TimelineRow) -> tuple[str, ...]:
    """What a contact is about; nothing else has topics."""
    return tuple(row.row.topics) if row.kind == "contact" else ()


def form_in(row: TimelineRow) -> str:
    """How somebody was talked to, or tried to be; empty for everything else."""
    return str(row.row.form) if row.kind in ("contact", "attempt") else ""


def writers_of(row: TimelineRow) -> set[UUID]:
    """Who wrote a row, its corrections included."""
    if row.kind == "answer":
        return set()  # nobody is known to have written it
    return {row.row.recorded_by, *(one.recorded_by for one in row.corrections)}

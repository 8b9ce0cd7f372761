"""What every deed in a case does: take the case for itself, stamp rows, leave an event."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from bindeglied.casework.actions.keep_lists import renewed_columns
from bindeglied.casework.models import Case
from bindeglied.trail.actions import record_event


class Stamp(TypedDict):
    """When and by whom a row was written down."""

    recorded_at: datetime
    recorded_by: UUID


def stamp(by: UUID) -> Stamp:
    """The stamp of a row that `by` writes now."""
    return {"recorded_at": timezone.now(), "recorded_by": by}


def lock_case(case_id: UUID) -> Case:
    """The case as it is now; until the end of the transaction nobody else changes it."""
    return Case.objects.select_for_update(of=("self",)).get(pk=case_id)


def record_deed(verb: str, *, case: Case, by: UUID, keeps_lists: bool = False) -> None:
    """Write the event of a deed in a case and raise the version of the case.

    `verb` as for `record_event`: words of our own, never content. `keeps_lists` says that the deed
    changed what the columns of lists follow from: they are written anew with the version.
    """
    columns = renewed_columns(case) if keeps_lists else {}
    Case.objects.filter(pk=case.pk).update(version=F("version") + 1, **columns)
    record_event(
        verb, record_kind="case", record_key=case.pk, by=by, organisation=case.organisation_id
    )

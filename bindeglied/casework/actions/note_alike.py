"""Note in other cases that somebody like their people is about to be registered."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from bindeglied.trail.actions import record_event


@transaction.atomic
def note_alike(
    *, shown: Iterable[UUID], hidden: Iterable[UUID], by: UUID, organisation: UUID
) -> None:
    """Leave an event in each case whose people were shown, or hinted at, to `by`.

    So whoever is responsible sees on the page "who looked" that somebody tried.
    """
    for verb, cases in (("shown as alike", shown), ("hinted at as alike", hidden)):
        for case_id in dict.fromkeys(cases):
            record_event(
                verb, record_kind="case", record_key=case_id, by=by, organisation=organisation
            )

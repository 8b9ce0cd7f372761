"""Release the planning frames that follow from a count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bindeglied.funding.models import FrameRelease, FrameState, PlanningFrame
from bindeglied.law.planning_frame import planning_frames
from bindeglied.law.rulebook import rules_on
from bindeglied.trail.actions import record_event


@transaction.atomic
def release_frames(
    *, label: str, on: date, persons: Mapping[str, int], counted_on: date, by: UUID | None
) -> FrameRelease:
    """Compute and keep the final frames of all counted municipalities.

    `persons` maps an AGS of eight digits to the persons counted there (0 or more); together they
    are the whole count. `on` chooses the rule version in force. `by` is None where the
    installation itself acts. Returns the release.
    Raises NoFrameByFormula if the version does not divide by persons, LookupError before the
    first version, ValueError for counts out of range.
    Source: VwV Integrationsmanagement of 11.12.2017; see docs/law/vwv-integrationsmanagement.md.
    """
    rules = rules_on(on)
    keys = sorted(persons)
    result = planning_frames(rules, [persons[key] for key in keys])
    release = FrameRelease.objects.create(
        label=label,
        rule_version=rules.version,
        pool_eur=Decimal(result.pool_cents) / 100,
        total_persons=result.total_persons,
        counted_on=counted_on,
        state=FrameState.FINAL,
        released_at=timezone.now(),
        released_by=by,
    )
    PlanningFrame.objects.bulk_create(
        PlanningFrame(
            release=release, municipality_id=key, persons=persons[key], frame_eur=Decimal(frame)
        )
        for key, frame in zip(keys, result.frames_eur, strict=True)
    )
    record_event(
        "frames released",
        record_kind="frame release",
        record_key=release.pk,
        by=by,
        organisation=None,
    )
    return release

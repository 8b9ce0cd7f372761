"""Release the planning frames that follow from a count, without a survey and two persons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from bindeglied.funding.actions.enter_frames import enter_frames
from bindeglied.funding.models import FrameKind, FrameRelease, PlanningFrame, ReleaseState
from bindeglied.law.planning_frame import planning_frames
from bindeglied.law.rulebook import rules_on
from bindeglied.trail.actions import record_event


@transaction.atomic
def release_frames(
    *,
    label: str,
    on: date,
    persons: Mapping[str, int],
    counted_on: date,
    by: None,
    years: tuple[int, int] | None = None,
) -> FrameRelease:
    """Compute and keep the final frames of all counted municipalities, as the installation does.

    People prepare frames and another one releases them (`prepare_frames`); this is for the demo,
    whose frames rest on unverified values and say so. `persons` maps an AGS of eight digits to
    the persons counted there (0 or more); together they are the whole count. `on` chooses the
    rule version in force. With `years`, first and last, the frames are entered in the ledger.
    Returns the release.
    Raises NoFrameByFormula if the version does not divide by persons, LookupError before the
    first version, ValueError for counts out of range.
    Source: VwV Integrationsmanagement of 11.12.2017; see docs/law/vwv-integrationsmanagement.md.
    """
    rules = rules_on(on)
    keys = sorted(persons)
    result = planning_frames(rules, [persons[key] for key in keys])
    release = FrameRelease.objects.create(
        label=label,
        first_year=years[0] if years else None,
        last_year=years[1] if years else None,
        rule_version=rules.version,
        pool_eur=Decimal(result.pool_cents) / 100,
        total_persons=result.total_persons,
        counted_on=counted_on,
        kind=FrameKind.FINAL,
    )
    PlanningFrame.objects.bulk_create(
        _frame(release, key, persons[key], Decimal(frame))
        for key, frame in zip(keys, result.frames_eur, strict=True)
    )
    release.state, release.released_at = ReleaseState.RELEASED, timezone.now()
    release.save(update_fields=["state", "released_at"])
    enter_frames(release, by=by)
    record_event(
        "frames released",
        record_kind="frame release",
        record_key=release.pk,
        by=by,
        organisation=None,
    )
    return release


def _frame(release: FrameRelease, ags: str, persons: int, euro: Decimal) -> PlanningFrame:
    return PlanningFrame(
        release=release,
        municipality_id=ags,
        persons=persons,
        frame_eur=euro,
        year_frame_eur=euro,
    )

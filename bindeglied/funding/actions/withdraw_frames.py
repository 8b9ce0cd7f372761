"""Withdraw frames that were only prepared."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from bindeglied.funding.models import FrameRelease, ReleaseState
from bindeglied.funding.transitions import RELEASE_STEPS, require_step
from bindeglied.trail.actions import record_event


@transaction.atomic
def withdraw_frames(*, release: FrameRelease, by: UUID) -> None:
    """Set prepared frames aside; they stay readable for the Land. Raises NotAllowed."""
    release = FrameRelease.objects.select_for_update().get(pk=release.pk)
    require_step(RELEASE_STEPS, release.state, ReleaseState.WITHDRAWN)
    release.state = ReleaseState.WITHDRAWN
    release.save(update_fields=["state"])
    record_event(
        "prepared frames withdrawn",
        record_kind="frame release",
        record_key=release.pk,
        by=by,
        organisation=None,
    )

"""That amounts of single municipalities were shown is noted."""

from __future__ import annotations

from django.http import HttpRequest

from bindeglied.funding.models import FrameRelease
from bindeglied.trail.reading import note_look


def note_look_at_release(
    request: HttpRequest, release: FrameRelease, verb: str = "frames looked at"
) -> None:
    """Note that this answer shows something of a release."""
    member = request.member  # type: ignore[attr-defined]
    note_look(
        request,
        verb,
        record_kind="frame release",
        record_key=release.pk,
        by=member.user_id,
        organisation=member.organisation_id,
    )

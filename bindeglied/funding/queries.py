"""Reads over planning frames."""

from __future__ import annotations

from django.db.models import QuerySet

from bindeglied.accounts.models import Membership
from bindeglied.funding.access import frames_visible_to
from bindeglied.funding.models import FrameRelease, PlanningFrame


def newest_release(member: Membership) -> FrameRelease | None:
    """The newest release that holds a frame the person may see, or None."""
    visible = frames_visible_to(member).values("release")
    return FrameRelease.objects.filter(pk__in=visible).order_by("-released_at", "-id").first()


def frames_of(member: Membership, release: FrameRelease) -> QuerySet[PlanningFrame]:
    """The frames of one release that the person may see, by name."""
    frames = frames_visible_to(member).filter(release=release)
    return frames.order_by("municipality__name", "municipality_id")

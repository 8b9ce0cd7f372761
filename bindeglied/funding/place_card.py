"""The planning frame on the open page of a municipality, for those who may see it."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from bindeglied.funding.access import frames_visible_to
from bindeglied.funding.models import PlanningFrame, ReleaseState
from bindeglied.funding.queries import newest_release


def frame_card(request: HttpRequest) -> str:
    """The frame with the way to its reason; nothing for visitors and other roles."""
    member = request.member  # type: ignore[attr-defined]
    ags = request.resolver_match.kwargs.get("ags", "") if request.resolver_match else ""
    release = newest_release(member) if member else None
    if release is None:
        return ""
    frame = frames_visible_to(member).filter(release=release, municipality=ags).first()
    return render_to_string("funding/place_card.html", {"frame": frame}, request) if frame else ""


def count_card(request: HttpRequest) -> str:
    """The way to the open map of the counts, for everybody."""
    ags = request.resolver_match.kwargs.get("ags", "") if request.resolver_match else ""
    if not PlanningFrame.objects.filter(release__state=ReleaseState.RELEASED).exists():
        return ""
    return render_to_string("funding/public_link.html", {"kreis_ags": ags[:5]}, request)

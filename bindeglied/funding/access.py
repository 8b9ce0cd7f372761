"""Who sees planning frames with their counts: the recipient, its Kreis and the Land.

Nobody else: from a frame the number of people counted can be worked out, and in a small
municipality that is one family.
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from bindeglied.accounts.models import Membership, Role
from bindeglied.funding.models import PlanningFrame
from bindeglied.places.models import Kreis

LAND_READERS = (Role.LAND_OFFICER,)
FRAME_READERS = (Role.FUNDING_OFFICER, *LAND_READERS)


def frames_visible_to(member: Membership) -> QuerySet[PlanningFrame]:
    """The frames that somebody may see, of every release.

    A municipality sees its own, a Kreis those of its municipalities, the Land all.
    """
    frames = PlanningFrame.objects.select_related("municipality", "release")
    if member.role == Role.LAND_OFFICER:
        return frames
    if member.role != Role.FUNDING_OFFICER:
        return frames.none()
    organisation = member.organisation
    if organisation.kreis_id:
        return frames.filter(municipality__kreis=organisation.kreis_id)
    if organisation.municipality_id:
        return frames.filter(municipality=organisation.municipality_id)
    return frames.none()


def get_kreis_for(member: Membership, kreis_ags: str) -> Kreis:
    """The Kreis, if the person may see the frame of any of its municipalities; else Http404."""
    visible = frames_visible_to(member).values("municipality__kreis")
    return get_object_or_404(Kreis, pk=kreis_ags, pk__in=visible)

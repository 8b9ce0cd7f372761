"""What funding puts on the page of the day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from bindeglied.funding.access import frames_visible_to
from bindeglied.funding.queries import newest_release
from bindeglied.ui.registry import TodayRow
from bindeglied.ui.templatetags.formats import euro, number, short_date


def frame_rows(member: Any) -> Iterable[TodayRow]:
    """One row for the newest released frame, for those who may see it."""
    release = newest_release(member)
    if release is None:
        return
    frames = frames_visible_to(member).filter(release=release)
    sums = frames.aggregate(frame=Sum("frame_eur"), persons=Sum("persons"))
    yield TodayRow(
        icon="map",
        title=_("Planungsrahmen %(label)s: %(frame)s im Jahr")
        % {"label": release.label, "frame": euro(sums["frame"])},
        text=_("%(persons)s Personen, gezählt am %(day)s")
        % {"persons": number(sums["persons"]), "day": short_date(release.counted_on)},
        deed=_("Ansehen"),
        href=reverse("funding:frames"),
        since=release.get_state_display(),
    )

"""Which frames a page shows: of which release, in which order, with which name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpRequest
from django.utils.http import urlencode

from bindeglied.funding import queries
from bindeglied.funding.models import FrameRelease
from bindeglied.funding.queries import FrameFigures
from bindeglied.funding.views.area_maps import FRAMES, VIEWS, wanted_view
from bindeglied.funding.views.sorting import in_order, wanted_order
from bindeglied.places.folding import folded


@dataclass(frozen=True, slots=True)
class WantedFrames:
    """What the address asks for; `releases` are those one may choose from, newest first."""

    release: FrameRelease
    releases: Sequence[FrameRelease]
    order: str
    name: str
    view: str

    def shown(self, rows: Sequence[FrameFigures]) -> list[FrameFigures]:
        """The rows with this name in this order."""
        wanted = folded(self.name)
        return in_order([row for row in rows if wanted in folded(row.name)], self.order)

    @property
    def more(self) -> str:
        """What an address carries on besides the order, beginning with an ampersand."""
        words = {"name": self.name} if self.name else {}
        if self.release != self.releases[0]:
            words["freigabe"] = str(self.release.pk)
        if self.view != FRAMES:
            words["karte"] = self.view
        return f"&{urlencode(words)}" if words else ""

    @property
    def beside_view(self) -> str:
        """The same without the view, for the switch of the map."""
        return f"&sortierung={self.order}" + replace(self, view=FRAMES).more

    @property
    def into_kreis(self) -> str:
        """What the address of a Kreis is followed by, so that the same release is shown there."""
        is_newest = self.release == self.releases[0]
        return "" if is_newest else f"?freigabe={self.release.pk}"


def wanted_frames(request: HttpRequest) -> WantedFrames | None:
    """What somebody wants to see, or None where they may see no frame at all.

    Without a release in the address, or with one they may not see, it is the newest.
    """
    releases = list(queries.releases_seen_by(request.member))  # type: ignore[attr-defined]
    if not releases:
        return None
    asked = _id(request.GET.get("freigabe", ""))
    chosen = next((one for one in releases if one.pk == asked), releases[0])
    name = request.GET.get("name", "").strip()[:80]
    view = wanted_view(request.GET.get("karte", ""), tuple(VIEWS))
    return WantedFrames(chosen, releases, wanted_order(request), name, view)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

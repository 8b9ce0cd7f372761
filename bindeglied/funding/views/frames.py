"""Planning frames: the Land by Kreis, a Kreis by municipality, and why an amount is what it is."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.accounts.models import Role
from bindeglied.funding import queries
from bindeglied.funding.access import FRAME_READERS, get_kreis_for
from bindeglied.funding.models import FrameRelease
from bindeglied.funding.models.frame_release import WHOLE_YEAR
from bindeglied.funding.views.area_maps import FRAMES, VIEWS, area_map
from bindeglied.funding.views.maps import map_of_kreis, map_of_land
from bindeglied.funding.views.reason import reason_for
from bindeglied.funding.views.rule_words import least_of
from bindeglied.funding.views.wanted_frames import WantedFrames, wanted_frames
from bindeglied.places.models import Kreis
from bindeglied.ui.maps import Map


@require_safe
@for_roles(*FRAME_READERS)
def frames(request: HttpRequest) -> HttpResponse:
    """The Land sees all Kreise; everybody else goes to the own Kreis."""
    member = request.member  # type: ignore[attr-defined]
    wanted = wanted_frames(request)
    if wanted is None:
        return render(request, "funding/no_frames.html")
    rows = queries.kreise_with_frames(member, wanted.release)
    if member.role != Role.LAND_OFFICER:
        return redirect("funding:kreis_frames", rows[0].ags)
    page = _page(wanted, rows) | {"map": _map_of_land(wanted, rows)}
    page["difference"] = sum(row.frame_eur for row in rows) - tranche_pool_of(wanted.release)
    return render(request, "funding/land_frames.html", page)


@require_safe
@for_roles(*FRAME_READERS)
def kreis_frames(request: HttpRequest, kreis_ags: str) -> HttpResponse:
    """The municipalities of a Kreis, on a map and in a table; one may say why."""
    member = request.member  # type: ignore[attr-defined]
    kreis = get_kreis_for(member, kreis_ags)
    wanted = wanted_frames(request)
    assert wanted is not None  # a visible Kreis has a visible frame
    rows = queries.municipalities_with_frames(member, wanted.release, kreis)
    only = rows[0].ags if len(rows) == 1 else ""  # a single row needs no click
    asked = request.GET.get("warum", only)
    page = _page(wanted, rows) | {"kreis": kreis}
    page["place"] = member.organisation.municipality or kreis.full_name
    page["reason"] = reason_for(member, wanted.release, asked)
    page["map"] = _map_of_kreis(wanted, kreis, rows, asked)
    return render(request, "funding/kreis_frames.html", page)


def _map_of_land(wanted: WantedFrames, rows: list[queries.FrameFigures]) -> Map:
    if wanted.view == FRAMES:
        return map_of_land(rows, wanted.into_kreis)
    way = "funding:kreis_frames"
    return area_map(
        wanted.view, rows, None, lambda ags: reverse(way, args=(ags,)) + wanted.into_kreis
    )


def _map_of_kreis(
    wanted: WantedFrames, kreis: Kreis, rows: list[queries.FrameFigures], asked: str
) -> Map:
    carried = f"{wanted.order}{wanted.more}"
    if wanted.view == FRAMES:
        return map_of_kreis(kreis, rows, carried, asked)
    here = reverse("funding:kreis_frames", args=(kreis.ags,))
    return area_map(
        wanted.view,
        rows,
        kreis,
        lambda ags: f"{here}?sortierung={carried}&warum={ags}#warum-{ags}",
    )


def _page(wanted: WantedFrames, rows: list[queries.FrameFigures]) -> dict[str, object]:
    rules, shown = queries.rules_of(wanted.release), wanted.shown(rows)
    return {
        "wanted": wanted,
        "release": wanted.release,
        "rules": rules,
        "rows": shown,
        "total": queries.total(rules, shown),
        "order": wanted.order,
        "view": wanted.view,
        "views": VIEWS.items(),
        "least": least_of(rules),
    }


def tranche_pool_of(release: FrameRelease) -> Decimal:
    """The part of the year's pool that a release divides, in euros."""
    return release.pool_eur * release.tranche_share / WHOLE_YEAR

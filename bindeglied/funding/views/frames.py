"""Planning frames: the Land by Kreis, a Kreis by municipality, and why an amount is what it is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.accounts.models import Role
from bindeglied.funding import queries
from bindeglied.funding.access import FRAME_READERS, get_kreis_for
from bindeglied.funding.models import FrameRelease
from bindeglied.funding.views.maps import map_of_kreis, map_of_land
from bindeglied.funding.views.reason import reason_for
from bindeglied.funding.views.sorting import in_order, wanted_order


@require_safe
@for_roles(*FRAME_READERS)
def frames(request: HttpRequest) -> HttpResponse:
    """The Land sees all Kreise; everybody else goes to the own Kreis."""
    member = request.member  # type: ignore[attr-defined]
    release = queries.newest_release(member)
    if release is None:
        return render(request, "funding/no_frames.html")
    rows = queries.kreise_with_frames(member, release)
    if member.role != Role.LAND_OFFICER:
        return redirect("funding:kreis_frames", rows[0].ags)
    page = _page(request, release, rows) | {"map": map_of_land(rows)}
    page["difference"] = sum(row.frame_eur for row in rows) - release.pool_eur
    return render(request, "funding/land_frames.html", page)


@require_safe
@for_roles(*FRAME_READERS)
def kreis_frames(request: HttpRequest, kreis_ags: str) -> HttpResponse:
    """The municipalities of a Kreis, on a map and in a table; one may say why."""
    member = request.member  # type: ignore[attr-defined]
    kreis = get_kreis_for(member, kreis_ags)
    release = queries.newest_release(member)
    assert release is not None  # a visible Kreis has a visible frame
    rows = queries.municipalities_with_frames(member, release, kreis)
    only = rows[0].ags if len(rows) == 1 else ""  # a single row needs no click
    asked = request.GET.get("warum", only)
    page = _page(request, release, rows) | {"kreis": kreis}
    page["place"] = member.organisation.municipality or kreis.full_name
    page["reason"] = reason_for(member, release, asked)
    page["map"] = map_of_kreis(kreis, rows, wanted_order(request), asked)
    return render(request, "funding/kreis_frames.html", page)


def _page(
    request: HttpRequest, release: FrameRelease, rows: list[queries.FrameFigures]
) -> dict[str, object]:
    rules, order = queries.rules_of(release), wanted_order(request)
    return {
        "release": release,
        "rules": rules,
        "rows": in_order(rows, order),
        "total": queries.total(rules, rows),
        "order": order,
    }

"""The open pages: the Land, a Kreis, a municipality."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from bindeglied.places import queries
from bindeglied.places.models import Kreis, Municipality
from bindeglied.places.register import LATEST_YEAR
from bindeglied.places.views.maps import map_of_kreis, map_of_land
from bindeglied.places.views.sorting import Sorting
from bindeglied.ui.maps import Map


@require_safe
def land(request: HttpRequest) -> HttpResponse:
    """The 44 Kreise on a map and in a table."""
    rows = queries.kreise_with_population()
    sorting = Sorting.of(request)
    page = {
        "rows": sorting.sorted(rows),
        "sorting": sorting.column,
        "total": queries.total_of(rows),
        "municipality_count": sum(row.municipalities for row in rows),
        "map": map_of_land(rows),
        "year": LATEST_YEAR,
    }
    return render(request, "places/land.html", page)


@require_safe
def kreis(request: HttpRequest, ags: str) -> HttpResponse:
    """The municipalities of a Kreis; a Stadtkreis is one municipality and shown as such."""
    place = get_object_or_404(Kreis, pk=ags)
    if place.is_city:
        return redirect("places:municipality", f"{ags}000")
    rows = queries.municipalities_of(place)
    sorting = Sorting.of(request)
    page = {
        "kreis": place,
        "rows": sorting.sorted(rows),
        "sorting": sorting.column,
        "total": queries.total_of(rows),
        "map": map_of_kreis(place, rows),
        "year": LATEST_YEAR,
    }
    return render(request, "places/kreis.html", page)


@require_safe
def municipality(request: HttpRequest, ags: str) -> HttpResponse:
    """What is known of a municipality, and where it lies in its Kreis."""
    places = Municipality.objects.select_related("kreis", "association")
    place = get_object_or_404(places, pk=ags)
    page = {
        "municipality": place,
        "kreis": place.kreis,
        "here": queries.figures_now(place),
        "figures": queries.figures_of(place),
        "fellows": queries.fellow_members(place),
        "map": _map_around(place),
    }
    return render(request, "places/municipality.html", page)


def _map_around(place: Municipality) -> Map:
    """A municipality lies in its Kreis, a Stadtkreis, having no other municipality, in the Land."""
    if place.kreis.is_city:
        return map_of_land(queries.kreise_with_population(), place.kreis)
    return map_of_kreis(place.kreis, queries.municipalities_of(place.kreis), place)

"""The open maps of the Land and of a Kreis: counts from five persons on, no frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bindeglied.funding.queries.public_counts import PublicArea, PublicFigures, public_figures
from bindeglied.funding.views.area_maps import (
    CLAIM,
    PERSONS,
    SETTLED,
    VIEWS,
    area_map,
    field_of,
    persons_text,
    wanted_view,
)
from bindeglied.funding.views.rule_words import least_of
from bindeglied.law.suppression import KnownCount
from bindeglied.places.models import Kreis

PUBLIC_VIEWS = (PERSONS, SETTLED, CLAIM)


@require_safe
def public_land(request: HttpRequest) -> HttpResponse:
    """All Kreise, each a way to its municipalities."""
    figures = public_figures()
    if figures is None:
        return render(request, "funding/public_map.html", {"figures": None})
    page = _page(request, figures, figures.kreise, None, figures.persons)
    return render(request, "funding/public_map.html", page)


@require_safe
def public_kreis(request: HttpRequest, kreis_ags: str) -> HttpResponse:
    """The municipalities of a Kreis."""
    kreis = get_object_or_404(Kreis, pk=kreis_ags)
    figures = public_figures()
    if figures is None or kreis.ags not in figures.municipalities:
        raise Http404
    (here,) = (one for one in figures.kreise if one.ags == kreis.ags)
    rows = figures.municipalities[kreis.ags]
    page = _page(request, figures, rows, kreis, here.persons)
    return render(request, "funding/public_map.html", page)


def _page(
    request: HttpRequest,
    figures: PublicFigures,
    rows: Sequence[PublicArea],
    kreis: Kreis | None,
    persons: KnownCount,
) -> dict[str, object]:
    view = wanted_view(request.GET.get("karte", ""), PUBLIC_VIEWS)
    return {
        "figures": figures,
        "release": figures.release,
        "kreis": kreis,
        "persons": persons_text(persons),
        "view": view,
        "views": [(one, VIEWS[one]) for one in PUBLIC_VIEWS],
        "rows": [(row, [field_of(one, row) for one in PUBLIC_VIEWS]) for row in rows],
        "has_open_claims": any(row.unknown for row in rows),
        "least": least_of(figures.rules),
        "map": area_map(view, rows, kreis, _way(kreis, view)),
    }


def _way(kreis: Kreis | None, view: str) -> Callable[[str], str | None]:
    if kreis is not None:
        return lambda ags: reverse("places:municipality", args=(ags,))
    return lambda ags: f"{reverse('funding:public_kreis', args=(ags,))}?karte={view}"

"""Finding a place by its name or its official key, while typing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from bindeglied.places.queries import FoundPlace, find_places
from bindeglied.ui.registry import SearchGroup, SearchHit

LONGEST = 80


@vary_on_headers("HX-Request")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """A fragment while typing, a whole page without a script."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    found = {"search_text": text, "hits": hits_for(text)}
    typing = getattr(request, "htmx", False)
    return render(request, "places/hits.html" if typing else "places/search.html", found)


def search_group(_member: object, text: str) -> SearchGroup:
    """What the global search shows of places; everybody may see all of them."""
    return SearchGroup(gettext_lazy("Gemeinden und Kreise"), "map-pin", hits_for(text))


def hits_for(text: str) -> tuple[SearchHit, ...]:
    return tuple(_hit(place) for place in find_places(text))


def _hit(place: FoundPlace) -> SearchHit:
    if place.is_kreis:
        text = _("%(kind)s · AGS %(ags)s") % {"kind": place.kind, "ags": place.ags}
        return SearchHit(place.name, text, reverse("places:kreis", args=(place.ags,)))
    words = {"kind": place.kind, "ags": place.ags, "kreis": place.lies_in}
    if place.lies_in:
        text = _("%(kind)s · %(kreis)s · AGS %(ags)s") % words
    else:
        text = _("%(kind)s · AGS %(ags)s") % words
    return SearchHit(place.name, text, reverse("places:municipality", args=(place.ags,)))

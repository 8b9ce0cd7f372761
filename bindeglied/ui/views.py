"""Pages of the look itself: light or dark, and the gallery of components."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from bindeglied.ui.context import THEME_COOKIE, THEMES
from bindeglied.ui.maps import LEVELS, LegendEntry, Map, MapShape

A_YEAR = 365 * 24 * 60 * 60
HATCHED = 2  # how many of the example map's fields are hatched


class ExampleForm(forms.Form):
    """Every kind of field once, for the gallery."""

    name = forms.CharField(
        label=_("Name"), help_text=_("So, wie die Person genannt werden möchte.")
    )
    day = forms.DateField(label=_("Datum"), widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(
        label=_("Art"), choices=[("a", _("Hausbesuch")), ("b", _("Anruf"))], required=False
    )
    agreed = forms.BooleanField(label=_("Ich bin einverstanden"), required=False)


@csrf_exempt  # a form token would be a cookie for every visitor; a foreign page can only darken
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen brightness in a cookie of its own and go back."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}):
        target = "/"
    response = HttpResponseRedirect(target)  # `redirect` takes a word for the name of a page
    if request.POST.get("theme") in THEMES:
        response.set_cookie(
            THEME_COOKIE,
            request.POST["theme"],
            max_age=A_YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """All components with their states, without any data."""
    sides = [
        {
            "side": side,
            "map": example_map(side),
            "form": ExampleForm(auto_id=f"{side}-%s"),
            "faulty": ExampleForm({"name": "", "day": ""}, auto_id=f"{side}-faulty-%s"),
        }
        for side in ("light", "dark", "rtl")
    ]
    return render(request, "ui/gallery.html", {"sides": sides})


def example_map(side: str) -> Map:
    """Five invented squares in the five classes, two hatched, one chosen."""
    shapes = [
        MapShape(
            key=f"{side}{level}",
            name=_now("Feld %(number)s") % {"number": level + 1},
            path=f"M{level * 110} 0h100v100h-100z",
            box=(level * 110, 0, level * 110 + 100, 100),
            label_x=level * 110 + 50,
            label_y=50,
            value_text=str(level),
            level=level,
            hatched=level < HATCHED,
            chosen=level == HATCHED,
        )
        for level in range(LEVELS)
    ]
    legend = [LegendEntry(str(level), level, level < HATCHED) for level in range(LEVELS)]
    title = _now("Beispielkarte")
    return Map(f"{title} ({side})", _now("Fünf erfundene Felder"), shapes, legend)

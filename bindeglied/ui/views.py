"""Pages of the look itself: light or dark, and the gallery of components."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from bindeglied.ui.context import THEME_COOKIE, THEMES

A_YEAR = 365 * 24 * 60 * 60


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


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen brightness in a cookie of its own and go back."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}):
        target = "/"
    response = redirect(target)
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
    forms_shown = {"form": ExampleForm(), "faulty": ExampleForm({"name": "", "day": ""})}
    return render(request, "ui/gallery.html", forms_shown)

"""Addresses of the whole product: which package answers where."""

from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

urlpatterns = [
    path("", include("bindeglied.desk.urls")),
    path("", include("bindeglied.ui.urls")),
    path("", include("bindeglied.casework.urls")),
    path("konto/", include("bindeglied.accounts.urls")),
    path("demo/", include("bindeglied.demo.urls")),
    path("orte/", include("bindeglied.places.urls")),
    path("foerderung/", include("bindeglied.funding.urls")),
    # Without a form token, which would give every visitor a cookie; see ui.views.theme.
    path("sprache/", csrf_exempt(set_language), name="set_language"),
]

handler403 = "bindeglied.desk.views.faults.refused"
handler404 = "bindeglied.desk.views.faults.not_found"
handler500 = "bindeglied.desk.views.faults.broken"
# Looked for by the sign-in library.
handler429 = "bindeglied.accounts.views.too_many"

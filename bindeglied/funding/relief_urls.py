"""Addresses of the relief for municipalities."""

from django.urls import path

from bindeglied.funding.views import relief

ONE = "<uuid:allocation_id>/"
KREIS = f"{ONE}kreis/<str:kreis_ags>/"

urlpatterns = [
    path("", relief.reliefs, name="reliefs"),
    path("berechnen/<uuid:survey_id>/", relief.prepare_relief, name="prepare_relief"),
    path(ONE, relief.relief, name="relief"),
    path(f"{ONE}freigeben/", relief.release_relief, name="release_relief"),
    path(f"{ONE}auszahlung/", relief.payouts, name="payouts"),
    path(f"{ONE}auszahlungsliste.<str:form>", relief.payouts_file, name="payouts_file"),
    path(KREIS, relief.relief_kreis, name="relief_kreis"),
    path(f"{KREIS}gemeinden.<str:form>", relief.relief_kreis_file, name="relief_kreis_file"),
]

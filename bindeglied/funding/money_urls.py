"""Addresses of money: the ledger by year, programme and place, and the pacts."""

from django.urls import path

from bindeglied.funding import views

PROGRAMME = "geld/<int:year>/<slug:programme>/"

urlpatterns = [
    path("geld/", views.money, name="money"),
    path("geld/programme.<str:form>", views.money_file, name="money_file"),
    path("geld/pakte/", views.pacts, name="pacts"),
    path("geld/pakte.<str:form>", views.pacts_file, name="pacts_file"),
    path(PROGRAMME, views.money_kreise, name="money_kreise"),
    path(f"{PROGRAMME}kreise.<str:form>", views.money_kreise_file, name="money_kreise_file"),
    path(f"{PROGRAMME}<slug:kreis_ags>/", views.money_kreis, name="money_kreis"),
    path(
        f"{PROGRAMME}<slug:kreis_ags>/gemeinden.<str:form>",
        views.money_kreis_file,
        name="money_kreis_file",
    ),
    path(
        f"{PROGRAMME}<slug:kind>/quellen/<slug:place>/", views.money_sources, name="money_sources"
    ),
]

from django.urls import path

from bindeglied.places import views

app_name = "places"

urlpatterns = [
    path("", views.land, name="land"),
    path("suche/", views.search, name="search"),
    path("gemeinde/<str:ags>/", views.municipality, name="municipality"),
    path("<str:ags>/", views.kreis, name="kreis"),
]

from django.urls import path

from bindeglied.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.home, name="home"),
    path("suche/", views.search, name="search"),
    path("entwurf/", views.draft, name="draft"),
    path("barrierefreiheit/", views.accessibility, name="accessibility"),
    path("datenschutz/", views.privacy, name="privacy"),
    path("lizenz/", views.licence, name="licence"),
]

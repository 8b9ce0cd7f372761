from django.urls import path

from bindeglied.funding import views

app_name = "funding"

urlpatterns = [
    path("planungsrahmen/", views.frames, name="frames"),
    path("regeln/", views.rules, name="rules"),
]

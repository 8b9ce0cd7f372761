from django.urls import path

from bindeglied.funding import views

app_name = "funding"

urlpatterns = [
    path("planungsrahmen/", views.frames, name="frames"),
    path("planungsrahmen/kreise.<str:form>", views.export_land, name="export_land"),
    path("planungsrahmen/<str:kreis_ags>/", views.kreis_frames, name="kreis_frames"),
    path("planungsrahmen/<str:kreis_ags>/gemeinden.<str:form>", views.export, name="export"),
    path("regeln/", views.rules, name="rules"),
]

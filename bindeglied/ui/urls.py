from django.urls import path

from bindeglied.ui import views

app_name = "ui"

urlpatterns = [
    path("helligkeit/", views.theme, name="theme"),
    path("bausteine/", views.gallery, name="gallery"),
]

from django.urls import path

from bindeglied.demo import views

app_name = "demo"

urlpatterns = [path("anmelden/", views.sign_in, name="sign_in")]

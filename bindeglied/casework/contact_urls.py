"""Addresses of the sheet of a case and of the advice at the counter."""

from django.urls import path

from bindeglied.casework import views

urlpatterns = [
    path("faelle/<uuid:case_id>/blatt/", views.sheet, name="sheet"),
    path("neu/kurzberatung/", views.new_counter_contact, name="new_counter_contact"),
    path("kurzberatungen/", views.counter_contacts, name="counter_contacts"),
    path(
        "kurzberatungen/<uuid:counter_contact_id>/entfernen/",
        views.remove_counter_contact,
        name="remove_counter_contact",
    ),
]

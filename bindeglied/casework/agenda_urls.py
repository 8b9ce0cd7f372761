"""Addresses of appointments and tasks."""

from django.urls import path

from bindeglied.casework import views

urlpatterns = [
    path("kalender/", views.calendar, name="calendar"),
    path("kalender/abonnieren/", views.subscribe, name="subscribe"),
    path("kalender/abonnieren/adresse/", views.make_feed, name="make_feed"),
    path("kalender/abonnieren/ende/", views.withdraw_feed, name="withdraw_feed"),
    path("kalender/<str:token>.ics", views.feed, name="feed"),
    path("neu/notiz/", views.choose, {"deed": "contact"}, name="note_for"),
    path("neu/termin/", views.choose, {"deed": "new_appointment"}, name="appointment_for"),
    path("neu/aufgabe/", views.choose, {"deed": "new_task"}, name="task_for"),
    path("faelle/<uuid:case_id>/termin/", views.new_appointment, name="new_appointment"),
    path("faelle/<uuid:case_id>/aufgabe/", views.new_task, name="new_task"),
    path("termine/<uuid:appointment_id>/", views.appointment, name="appointment"),
    path("termine/<uuid:appointment_id>/stand/", views.appointment_state, name="appointment_state"),
    path("termine/<uuid:appointment_id>/verschieben/", views.reschedule, name="reschedule"),
    path("termine/<uuid:appointment_id>/zettel/", views.slip, name="slip"),
    path("aufgaben/<uuid:task_id>/", views.task, name="task"),
    path("aufgaben/<uuid:task_id>/stand/", views.task_state, name="task_state"),
]

from django.urls import path

from bindeglied.casework import agenda_urls, contact_urls, plan_urls, views

app_name = "casework"

urlpatterns = [
    path("faelle/", views.cases, name="cases"),
    path("faelle/faelle.csv", views.cases_file, name="cases_file"),
    path("faelle/neu/", views.announce, name="announce"),
    path("faelle/<uuid:case_id>/", views.case, name="case"),
    path("faelle/menschen/<uuid:person_id>/angabe/", views.fact, name="fact"),
    path("faelle/<uuid:case_id>/mensch/", views.add_person, name="add_person"),
    path("faelle/menschen/<uuid:person_id>/haushalt/", views.membership, name="membership"),
    path("faelle/<uuid:case_id>/vertretung/", views.deputy, name="deputy"),
    path("faelle/vertretung/<uuid:assignment_id>/ende/", views.end_deputy, name="end_deputy"),
    path("faelle/<uuid:case_id>/kontaktversuch/", views.attempt, name="attempt"),
    path("faelle/<uuid:case_id>/nicht-erreicht/", views.give_up, name="give_up"),
    path("faelle/<uuid:case_id>/kontakt/", views.contact, name="contact"),
    path("faelle/kontakt/<uuid:contact_id>/berichtigen/", views.correct, name="correct"),
    path("faelle/kontakt/<uuid:contact_id>/anvertraut/", views.confided, name="confided"),
    path("faelle/<uuid:case_id>/angebot/", views.offer, name="offer"),
    path("faelle/angebot/<uuid:offer_id>/antwort/", views.answer, name="answer"),
    path("faelle/<uuid:case_id>/einsicht/", views.looks, name="looks"),
    path("faelle/<uuid:case_id>/einsicht.csv", views.looks_file, name="looks_file"),
    *agenda_urls.urlpatterns,
    *contact_urls.urlpatterns,
    *plan_urls.urlpatterns,
]

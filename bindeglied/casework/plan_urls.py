"""Addresses of assessment and plan; `urls.py` includes them."""

from django.urls import path

from bindeglied.casework.views import (
    goals,
    measures,
    one_go,
    plan,
    plan_agreement,
    plan_print,
    ratings,
    showing,
    signed_scans,
)

urlpatterns = [
    path("faelle/menschen/<uuid:person_id>/plan/", plan.begin, name="begin_plan"),
    path("plaene/<uuid:version_id>/", plan.plan, name="plan"),
    path("plaene/<uuid:version_id>/bereich/<slug:domain>/", ratings.rate, name="rate"),
    path(
        "plaene/<uuid:version_id>/bereich/<slug:domain>/<uuid:person_id>/",
        ratings.rate,
        name="rate_adult",
    ),
    path("plaene/<uuid:version_id>/in-einem-zug/<slug:domain>/", one_go.write, name="one_go"),
    path("plaene/<uuid:version_id>/ziel/", goals.new, name="new_goal"),
    path("plaene/ziel/<uuid:goal_id>/", goals.change, name="goal"),
    path("plaene/ziel/<uuid:goal_id>/entfernen/", goals.remove, name="remove_goal"),
    path("plaene/ziel/<uuid:goal_id>/stand/", goals.result, name="goal_result"),
    path("plaene/ziel/<uuid:goal_id>/schritt/", measures.new, name="new_measure"),
    path("plaene/schritt/<uuid:measure_id>/", measures.change, name="measure"),
    path("plaene/schritt/<uuid:measure_id>/entfernen/", measures.remove, name="remove_measure"),
    path("plaene/schritt/<uuid:measure_id>/stand/", measures.progress, name="progress"),
    path("plaene/<uuid:version_id>/beitraege/", plan_agreement.contributions, name="contributions"),
    path("plaene/<uuid:version_id>/vereinbaren/", plan_agreement.agree, name="agree"),
    path(
        "plaene/offen/<uuid:abstention_id>/zustimmen/",
        plan_agreement.agree_late,
        name="agree_late",
    ),
    path(
        "plaene/offen/<uuid:abstention_id>/ablehnen/",
        plan_agreement.decline_late,
        name="decline_late",
    ),
    path("plaene/<uuid:version_id>/scan/", signed_scans.attach, name="attach_scan"),
    path("plaene/scan/<uuid:scan_id>/", signed_scans.download, name="signed_scan"),
    path("plaene/<uuid:version_id>/fortschreiben/", plan.begin_next, name="next_version"),
    path("plaene/<uuid:version_id>/zeigen/", showing.show, name="show"),
    path("plaene/<uuid:version_id>/druck.pdf", plan_print.plan_pdf, name="print"),
]

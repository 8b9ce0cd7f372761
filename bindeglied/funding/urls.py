from django.urls import include, path

from bindeglied.funding import money_urls, views

app_name = "funding"

urlpatterns = [
    path("planungsrahmen/", views.frames, name="frames"),
    path("planungsrahmen/kreise.<str:form>", views.export_land, name="export_land"),
    path("planungsrahmen/simulation/", views.simulation, name="simulation"),
    path("planungsrahmen/simulation.<str:form>", views.simulation_file, name="simulation_file"),
    path("planungsrahmen/freigaben/", views.releases, name="releases"),
    path("planungsrahmen/freigaben/neu/", views.prepare, name="prepare_frames"),
    path("planungsrahmen/freigaben/<uuid:release_id>/", views.frame_release, name="frame_release"),
    path("planungsrahmen/freigaben/<uuid:release_id>/freigeben/", views.release, name="release"),
    path(
        "planungsrahmen/freigaben/<uuid:release_id>/verwerfen/",
        views.withdraw,
        name="withdraw_release",
    ),
    path("planungsrahmen/gemeinde/<str:ags>/", views.frame_sheet, name="frame_sheet"),
    path(
        "planungsrahmen/gemeinde/<str:ags>/blatt.pdf", views.frame_sheet_pdf, name="frame_sheet_pdf"
    ),
    path("planungsrahmen/<str:kreis_ags>/", views.kreis_frames, name="kreis_frames"),
    path("planungsrahmen/<str:kreis_ags>/gemeinden.<str:form>", views.export, name="export"),
    path("karte/", views.public_land, name="public_land"),
    path("karte/<str:kreis_ags>/", views.public_kreis, name="public_kreis"),
    path("zaehlung/", include("bindeglied.funding.survey_urls")),
    path("lastenausgleich/", include("bindeglied.funding.relief_urls")),
    path("regeln/", views.rules, name="rules"),
    path("regeln/vergleich/", views.rule_changes, name="rule_changes"),
    path("regeln/bestaetigen/", views.confirm_rule, name="confirm_rule"),
    path(
        "regeln/bestaetigen/<str:rule_version>/<slug:key>/",
        views.confirm_value,
        name="confirm_value",
    ),
    path("bescheide/", views.notices, name="notices"),
    path("bescheide/bescheide.<str:form>", views.notices_file, name="notices_file"),
    path("bescheide/neu/", views.enter_notice, name="enter_notice"),
    path("bescheide/datei/", views.import_notices, name="import_notices"),
    path("bescheide/vorlage.<str:form>", views.notices_template, name="notices_template"),
    path("bescheide/<uuid:notice_id>/", views.notice, name="notice"),
    path("bescheide/<uuid:notice_id>/berichtigen/", views.correct_notice, name="correct_notice"),
    path("bescheide/<uuid:notice_id>/verteilen/", views.sub_allocate, name="sub_allocate"),
    path("bescheide/<uuid:notice_id>/vergleich/", views.compare_keys, name="compare_keys"),
    path("verteilungen/<uuid:sub_allocation_id>/", views.sub_allocation, name="sub_allocation"),
    path(
        "verteilungen/<uuid:sub_allocation_id>/freigabe/",
        views.decide_sub_allocation,
        name="decide_sub_allocation",
    ),
    path(
        "verteilungen/<uuid:sub_allocation_id>/anteile.<str:form>",
        views.shares_file,
        name="shares_file",
    ),
    path(
        "verteilungen/<uuid:sub_allocation_id>/mitteilungen.pdf",
        views.share_letters,
        name="share_letters",
    ),
    *money_urls.urlpatterns,
]

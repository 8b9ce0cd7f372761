"""Addresses of counting."""

from django.urls import path

from bindeglied.funding.views import counts, relief, surveys, uploads

KREIS = "<uuid:survey_id>/kreis/<str:kreis_ags>/"

urlpatterns = [
    path("", surveys.surveys, name="surveys"),
    path("neu/", surveys.open_survey, name="open_survey"),
    path("<uuid:survey_id>/", surveys.survey, name="survey"),
    path("<uuid:survey_id>/kreise.<str:form>", surveys.survey_file, name="survey_file"),
    path("<uuid:survey_id>/abschliessen/", surveys.close_survey, name="close_survey"),
    path("<uuid:survey_id>/wieder/", relief.reopen_survey, name="reopen_survey"),
    path("<uuid:survey_id>/gemeinde/<str:ags>/", counts.count_history, name="count_history"),
    path(KREIS, counts.survey_kreis, name="survey_kreis"),
    path(f"{KREIS}gemeinden.<str:form>", counts.survey_kreis_file, name="survey_kreis_file"),
    path(f"{KREIS}eintragen/", counts.enter_counts, name="enter_counts"),
    path(f"{KREIS}datei/", uploads.upload_counts, name="upload_counts"),
    path("datei/<uuid:upload_id>/", uploads.upload, name="upload"),
    path(f"{KREIS}melden/", counts.report_counts, name="report_counts"),
]

"""A survey that runs, with a count of Schriesheim; its id stands under the words of the concept."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from bindeglied.accounts.models import User
from bindeglied.funding import actions
from bindeglied.funding.counts_upload import read_upload
from bindeglied.funding.models import CountSurvey, ReliefAllocation, ReliefState
from bindeglied.places.models import Kreis
from tests.funding.surveys import SCHRIESHEIM, a_closed_survey, a_survey, count

OF_SURVEYS: dict[str, UUID] = {}


def build_surveys() -> None:
    """Make what the concept names."""
    survey = a_survey()
    count(survey, SCHRIESHEIM, 85)
    OF_SURVEYS["open survey"] = survey.pk
    for ags in ("08226", "08317", "08125"):
        OF_SURVEYS[f"upload {ags}"] = _uploaded(survey, ags)
    OF_SURVEYS["released relief"] = ReliefAllocation.objects.get(state=ReliefState.RELEASED).pk
    closed = a_closed_survey(counted_on=date(2018, 7, 15))
    OF_SURVEYS["closed survey"] = closed.pk
    lukas = User.objects.get(given_name="Lukas").pk
    OF_SURVEYS["prepared relief"] = actions.prepare_relief(survey=closed, by=lukas).pk


def _uploaded(survey: CountSurvey, ags: str) -> UUID:
    clara = User.objects.get(given_name="Clara").pk
    read = read_upload(b"Gemeinde;Personen\nNirgendwo;1\n", ags)
    kreis = Kreis.objects.get(pk=ags)
    words = {"survey": survey, "kreis": kreis, "by": clara, "organisation": None}
    return actions.keep_upload(read=read, **words).pk  # type: ignore[arg-type]

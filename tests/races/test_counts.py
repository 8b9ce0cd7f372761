"""A count of the Land: nobody's count is lost, and nothing is reported or closed unseen."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from bindeglied.funding import actions
from bindeglied.funding.actions import CountedMeanwhile
from bindeglied.funding.counts_upload import ReadUpload
from bindeglied.funding.models import CountSurvey, KreisReport, MunicipalityCount
from bindeglied.funding.queries.surveys import counts_that_hold, kreis_standing
from bindeglied.funding.transitions import NotAllowed
from bindeglied.places.models import Kreis
from tests.funding.counted import closed_survey
from tests.funding.surveys import RHEIN_NECKAR, WEINHEIM, a_survey, count, count_all, report_all
from tests.servers.two_at_once import EVERY_PAUSE, Deed, Pause, two_at_once

pytestmark = pytest.mark.django_db


def counted() -> CountSurvey:
    """A count that runs, in which one Kreis is counted."""
    survey = a_survey()
    count_all(survey, [RHEIN_NECKAR])
    return survey


def that_holds(survey: CountSurvey) -> MunicipalityCount:
    found: MunicipalityCount = counts_that_hold(survey).get(municipality=WEINHEIM)
    return found


def corrects(survey: CountSurvey, persons: int) -> Deed:
    seen = that_holds(survey).pk
    return lambda: count(survey, WEINHEIM, persons, reason="Nachzügler", seen=seen)


def reports(survey: CountSurvey) -> Deed:
    kreis = Kreis.objects.get(pk=RHEIN_NECKAR)
    about = {"survey": survey, "kreis": kreis, "organisation": None, "by": None}
    seen_at = kreis_standing(survey, kreis).newest_at
    return lambda: actions.report_counts(seen_at=seen_at, **about)


@EVERY_PAUSE
def test_two_correct_a_count_and_the_second_is_told(pause: Pause) -> None:
    survey = counted()
    became = two_at_once(
        corrects(survey, 10), corrects(survey, 20), pause=pause, refused=(CountedMeanwhile,)
    )
    assert became[0] == 1 and isinstance(became[1], CountedMeanwhile)
    assert that_holds(survey).persons == 10


def test_a_kreis_reports_what_it_has_seen() -> None:
    survey = counted()
    became = two_at_once(corrects(survey, 10), reports(survey))
    assert "Inzwischen" in str(became[1])
    assert not KreisReport.objects.filter(survey=survey).exists()


def test_two_report_a_kreis_and_it_is_reported_once() -> None:
    survey = counted()
    became = two_at_once(reports(survey), reports(survey))
    assert "schon gemeldet" in str(became[1])
    assert KreisReport.objects.filter(survey=survey).count() == 1


def test_a_file_is_taken_over_once() -> None:
    survey, kreis = a_survey(), Kreis.objects.get(pk=RHEIN_NECKAR)
    read = ReadUpload(rows=[{"ags": WEINHEIM, "persons": 7}], faults=[], notices=[])
    upload = actions.keep_upload(
        survey=survey, kreis=kreis, read=read, by=uuid4(), organisation=None
    )
    about: dict[str, Any] = {"upload": upload, "reason": "", "seen_at": None, "organisation": None}
    both: list[Deed] = [lambda: actions.take_upload(by=uuid4(), **about)] * 2
    became = two_at_once(*both)
    assert became[0] == 1 and "schon übernommen" in str(became[1])
    assert that_holds(survey).persons == 7


@pytest.mark.parametrize("is_closed_first", [True, False])
def test_a_count_is_corrected_or_closed(is_closed_first: bool) -> None:
    survey = closed_survey(timezone.localdate().year, is_closed=False)
    report_all(survey)
    CountSurvey.objects.filter(pk=survey.pk).update(counted_on=date(2020, 1, 1))
    deeds = [lambda: actions.close_survey(survey=survey, by=None), corrects(survey, 10)]
    first, second = deeds if is_closed_first else reversed(deeds)
    became = two_at_once(first, second)
    assert isinstance(became[1], NotAllowed)
    assert (that_holds(survey).persons == 10) == (not is_closed_first)


def test_two_open_a_count_for_a_day_and_it_is_opened_once() -> None:
    became = two_at_once(a_survey, a_survey)
    assert "schon eine Zählung" in str(became[1])

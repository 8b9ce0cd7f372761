"""Counting: entered, corrected for a reason, reported in agreement, closed when all have."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from bindeglied.accounts.models import Membership
from bindeglied.funding import actions, queries
from bindeglied.funding.counts_file import MOST_PERSONS
from bindeglied.funding.models import CountOrigin, CountSurvey, KreisReport, MunicipalityCount
from bindeglied.funding.queries import Standing
from bindeglied.funding.transitions import NotAllowed
from bindeglied.law.count_days import count_days
from bindeglied.places.models import Kreis, Municipality
from bindeglied.trail.models import Event
from tests.funding.surveys import (
    ORTENAU,
    RHEIN_NECKAR,
    SCHRIESHEIM,
    WEINHEIM,
    a_closed_survey,
    a_survey,
    count,
    count_all,
    report_all,
)

pytestmark = pytest.mark.django_db


def that_holds(survey: CountSurvey, ags: str) -> MunicipalityCount:
    return queries.counts_that_hold(survey).get(municipality=ags)


def standing(survey: CountSurvey, ags: str = RHEIN_NECKAR) -> Standing:
    return queries.kreis_standing(survey, Kreis.objects.get(pk=ags)).standing


@pytest.mark.parametrize(
    "days",
    [
        (date(2018, 9, 15), date(2018, 9, 15), date(2018, 12, 31)),
        (date(2018, 9, 15), date(2018, 10, 15), date(2018, 10, 15)),
        (date(2018, 12, 15), date(2018, 10, 15), date(2018, 12, 31)),
    ],
)
def test_the_days_follow_each_other(days: tuple[date, date, date]) -> None:
    with pytest.raises(NotAllowed, match="folgen"):
        actions.open_survey(
            counted_on=days[0], report_until=days[1], correct_until=days[2], by=None
        )


def test_the_days_of_the_law_open_a_survey_and_a_day_is_counted_once() -> None:
    days = count_days(2018)
    words = {"report_until": days.report_until, "correct_until": days.correct_until, "by": None}
    survey = actions.open_survey(counted_on=days.counted_on, **words)
    assert survey.state == "open"
    assert Event.objects.filter(verb="survey opened", record_key=str(survey.pk)).count() == 1
    with pytest.raises(NotAllowed, match="schon eine"):
        actions.open_survey(counted_on=days.counted_on, **words)


def test_nothing_is_counted_before_the_count_day() -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(NotAllowed, match="vorher"):
        count(a_survey(tomorrow), WEINHEIM, 3)


def test_only_what_differs_is_entered_with_who_and_when() -> None:
    survey, clara = a_survey(), Membership.objects.get(user__given_name="Clara")
    assert count(survey, WEINHEIM, 352, member=clara) == 1
    first = that_holds(survey, WEINHEIM)
    assert (first.persons, first.entered_by, first.organisation) == (
        352,
        clara.user_id,
        clara.organisation,
    )
    assert count(survey, WEINHEIM, 352, seen=first.pk) == 0
    assert survey.counts.count() == 1
    assert Event.objects.filter(verb="counts entered", record_key=str(survey.pk)).count() == 1


def test_a_correction_needs_a_reason_and_leaves_both_rows() -> None:
    survey = a_survey()
    count(survey, WEINHEIM, 352)
    first = that_holds(survey, WEINHEIM)
    with pytest.raises(NotAllowed, match="Grund"):
        count(survey, WEINHEIM, 351, seen=first.pk, reason="  ")
    count(survey, WEINHEIM, 351, seen=first.pk, reason="doppelt gezählt")
    assert that_holds(survey, WEINHEIM).replaces == first
    rows = queries.history_of(survey, Municipality.objects.get(pk=WEINHEIM))
    assert [(row.count.persons, row.holds) for row in rows] == [(351, True), (352, False)]


def test_a_correction_comes_too_late_after_its_last_day_but_a_first_count_does_not() -> None:
    survey = actions.open_survey(
        counted_on=date(2018, 9, 15),
        report_until=date(2018, 10, 15),
        correct_until=date(2018, 12, 31),
        by=None,
    )
    count(survey, WEINHEIM, 352)
    with pytest.raises(NotAllowed, match=r"31\.12\.2018"):
        count(survey, WEINHEIM, 1, seen=that_holds(survey, WEINHEIM).pk, reason="so")
    assert count(survey, SCHRIESHEIM, 85) == 1


def test_who_enters_second_is_told_and_nothing_is_lost() -> None:
    survey = a_survey()
    count(survey, WEINHEIM, 352)
    with pytest.raises(actions.CountedMeanwhile) as caught:
        count(survey, WEINHEIM, 360)
    assert caught.value.counts[WEINHEIM].persons == 352
    assert that_holds(survey, WEINHEIM).persons == 352
    # The same number twice is no conflict.
    assert count(survey, WEINHEIM, 352) == 0


def test_it_is_all_or_nothing() -> None:
    survey = a_survey()
    count(survey, WEINHEIM, 352)
    typed = [actions.TypedCount(SCHRIESHEIM, 85), actions.TypedCount(WEINHEIM, 1)]
    with pytest.raises(actions.CountedMeanwhile):
        actions.enter_counts(
            survey=survey, typed=typed, origin=CountOrigin.ENTERED, organisation=None, by=None
        )
    assert survey.counts.count() == 1


def test_a_kreis_of_the_largest_counts_is_reported_and_a_larger_one_is_refused() -> None:
    survey = a_survey()
    with pytest.raises(NotAllowed, match="9.999.999"):
        count(survey, WEINHEIM, MOST_PERSONS + 1)
    count_all(survey, [RHEIN_NECKAR], persons=MOST_PERSONS)
    report_all(survey, [RHEIN_NECKAR])
    assert KreisReport.objects.get(survey=survey).persons == 54 * MOST_PERSONS


def test_the_database_lets_a_count_be_replaced_only_once() -> None:
    survey = a_survey()
    count(survey, WEINHEIM, 352)
    first = that_holds(survey, WEINHEIM)
    count(survey, WEINHEIM, 351, seen=first.pk, reason="so")
    with pytest.raises(IntegrityError), transaction.atomic():
        MunicipalityCount.objects.create(
            survey=survey,
            municipality_id=WEINHEIM,
            persons=1,
            origin=CountOrigin.ENTERED,
            replaces=first,
            entered_at=timezone.now(),
        )


def test_a_kreis_reports_when_everybody_has_counted_and_anew_after_a_correction() -> None:
    survey = a_survey()
    count(survey, WEINHEIM, 352)
    assert standing(survey) is Standing.MISSING
    with pytest.raises(NotAllowed, match="Schriesheim|weiteren"):
        report_all(survey, [RHEIN_NECKAR])
    count_all(survey, [RHEIN_NECKAR])
    assert standing(survey) is Standing.COUNTED
    report_all(survey, [RHEIN_NECKAR])
    assert standing(survey) is Standing.REPORTED
    with pytest.raises(NotAllowed, match="schon gemeldet"):
        report_all(survey, [RHEIN_NECKAR])
    count(survey, WEINHEIM, 350, seen=that_holds(survey, WEINHEIM).pk, reason="zwei verzogen")
    assert standing(survey) is Standing.STALE
    (report,) = KreisReport.objects.filter(survey=survey)
    (change,) = queries.changes_since(survey, Kreis.objects.get(pk=RHEIN_NECKAR), report)
    assert (change.name, change.before, change.now.persons) == ("Weinheim", 352, 350)
    report_all(survey, [RHEIN_NECKAR])
    assert standing(survey) is Standing.REPORTED
    newest = KreisReport.objects.filter(survey=survey).order_by("reported_at").last()
    assert newest is not None
    assert (newest.municipalities, newest.persons) == (54, 350 + 53 * 5)


def test_one_reports_what_one_has_seen() -> None:
    survey = a_survey()
    count_all(survey, [RHEIN_NECKAR])
    kreis = Kreis.objects.get(pk=RHEIN_NECKAR)
    seen = queries.kreis_standing(survey, kreis).newest_at
    count(survey, WEINHEIM, 9, seen=that_holds(survey, WEINHEIM).pk, reason="so")
    with pytest.raises(NotAllowed, match="noch einmal"):
        actions.report_counts(survey=survey, kreis=kreis, seen_at=seen, organisation=None, by=None)


def test_a_report_after_its_day_is_late() -> None:
    survey = actions.open_survey(
        counted_on=date(2018, 9, 15),
        report_until=date(2018, 10, 15),
        correct_until=date(2018, 12, 31),
        by=None,
    )
    count_all(survey, [ORTENAU])
    report_all(survey, [ORTENAU])
    assert queries.kreis_standing(survey, Kreis.objects.get(pk=ORTENAU)).is_late
    timely = a_survey(date(2019, 9, 15))
    count_all(timely, [ORTENAU])
    report_all(timely, [ORTENAU])
    assert not queries.kreis_standing(timely, Kreis.objects.get(pk=ORTENAU)).is_late


def test_a_survey_closes_when_every_kreis_has_reported_and_then_nothing_changes() -> None:
    survey = a_survey()
    count_all(survey)
    report_all(survey, [RHEIN_NECKAR])
    with pytest.raises(NotAllowed, match="31 weiteren"):
        actions.close_survey(survey=survey, by=None)
    report_all(survey, {one.ags for one in queries.kreis_standings(survey)} - {RHEIN_NECKAR})
    closed = actions.close_survey(survey=survey, by=None)
    assert closed.state == "closed" and closed.closed_at is not None
    with pytest.raises(NotAllowed, match="abgeschlossen"):
        count(survey, WEINHEIM, 1, seen=that_holds(survey, WEINHEIM).pk, reason="so")
    with pytest.raises(NotAllowed):
        actions.close_survey(survey=survey, by=None)


def test_a_whole_land_is_counted_in_a_few_statements(django_assert_max_num_queries: object) -> None:
    survey = a_closed_survey()
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        rows = queries.kreis_standings(survey)
    assert sum(row.municipalities for row in rows) == sum(row.counted for row in rows) == 1101
    assert {row.standing for row in rows} == {Standing.REPORTED}

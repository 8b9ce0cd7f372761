"""The relief of a year is released once, from a count that is closed, however many prepare it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db.models import Sum

from bindeglied.funding import actions
from bindeglied.funding.models import LedgerEntry, ReliefAllocation, ReliefState, SurveyState
from bindeglied.funding.transitions import NotAllowed
from tests.funding.counted import closed_survey, user
from tests.funding.surveys import KEHL, WEINHEIM
from tests.servers.two_at_once import EVERY_PAUSE, Deed, Pause, two_at_once

pytestmark = pytest.mark.django_db
YEAR = 2018
COUNTED = {WEINHEIM: 352, KEHL: 120}


def waiting() -> ReliefAllocation:
    """The relief of a year that waits for its release."""
    survey = closed_survey(YEAR, COUNTED)
    type(survey).objects.filter(pk=survey.pk).update(correct_until=date(2099, 12, 31))
    return actions.prepare_relief(survey=survey, by=user("Heidi"))


def releases(allocation: ReliefAllocation, by: str = "Lukas") -> Deed:
    return lambda: actions.release_relief(allocation=allocation, by=user(by))


def prepares(allocation: ReliefAllocation) -> Deed:
    return lambda: actions.prepare_relief(survey=allocation.survey, by=user("Heidi"))


def reopens(allocation: ReliefAllocation) -> Deed:
    return lambda: actions.reopen_survey(survey=allocation.survey, by=uuid4())


def in_the_ledger() -> Decimal:
    entries = LedgerEntry.objects.filter(source_kind="relief share", year=YEAR)
    return entries.aggregate(all=Sum("amount_eur"))["all"] or Decimal(0)


def shares_of(allocation: ReliefAllocation) -> Decimal:
    total: Decimal = allocation.shares.aggregate(all=Sum("share_eur"))["all"]
    return total


@EVERY_PAUSE
def test_two_release_the_same_relief_and_it_is_released_once(pause: Pause) -> None:
    allocation = waiting()
    became = two_at_once(releases(allocation), releases(allocation, "Clara"), pause=pause)
    assert isinstance(became[1], NotAllowed)
    assert in_the_ledger() == shares_of(allocation)


@EVERY_PAUSE
@pytest.mark.parametrize("is_released_first", [True, False])
def test_a_count_is_opened_again_or_its_relief_released(
    pause: Pause, is_released_first: bool
) -> None:
    allocation = waiting()
    deeds = [releases(allocation), reopens(allocation)]
    first, second = deeds if is_released_first else reversed(deeds)
    became = two_at_once(first, second, pause=pause)
    assert isinstance(became[1], NotAllowed)
    allocation.refresh_from_db()
    assert (allocation.state == ReliefState.RELEASED) == is_released_first
    assert (allocation.survey.state == SurveyState.CLOSED) == is_released_first
    assert bool(in_the_ledger()) == is_released_first


@pytest.mark.parametrize("is_released_first", [True, False])
def test_a_relief_is_computed_anew_or_released(is_released_first: bool) -> None:
    allocation = waiting()
    deeds = [releases(allocation), prepares(allocation)]
    first, second = deeds if is_released_first else reversed(deeds)
    became = two_at_once(first, second)
    assert isinstance(became[1], NotAllowed)
    assert bool(in_the_ledger()) == is_released_first


def of_another_count() -> ReliefAllocation:
    """A second count of the year, closed but not divided yet; nothing keeps the Land from it."""
    other = closed_survey(YEAR - 3, COUNTED)
    type(other).objects.filter(pk=other.pk).update(
        counted_on=date(YEAR, 10, 1),
        report_until=date(YEAR, 11, 1),
        correct_until=date(YEAR, 12, 1),
    )
    other.refresh_from_db()
    return ReliefAllocation(survey=other)


def test_two_counts_of_one_year_are_divided_one_after_the_other() -> None:
    allocation, other = ReliefAllocation(survey=closed_survey(YEAR, COUNTED)), of_another_count()
    first, second = two_at_once(prepares(allocation), prepares(other))
    first.refresh_from_db()
    assert (first.state, second.state) == (ReliefState.REPLACED, ReliefState.PREPARED)


def test_what_is_just_being_released_for_a_year_is_not_computed_from_another_count() -> None:
    allocation, other = waiting(), of_another_count()
    became = two_at_once(releases(allocation), prepares(other))
    assert "schon freigegeben" in str(became[1])
    assert in_the_ledger() == shares_of(allocation)


def test_what_another_count_replaces_just_now_is_not_released() -> None:
    allocation, other = waiting(), of_another_count()
    became = two_at_once(prepares(other), releases(allocation))
    assert isinstance(became[1], NotAllowed)
    assert not in_the_ledger()

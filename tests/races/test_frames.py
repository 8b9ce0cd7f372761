"""Frames of the Land are released once, and from a count that is closed."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db.models import Sum
from django.utils import timezone

from bindeglied.funding import actions
from bindeglied.funding.models import (
    CountSurvey,
    FrameRelease,
    LedgerEntry,
    PlanningFrame,
    ReleaseState,
    SurveyState,
)
from bindeglied.funding.transitions import NotAllowed
from bindeglied.trail.models import Event
from tests.funding.counted import UNVERIFIED, closed_survey, confirm, prepared, user
from tests.funding.surveys import WEINHEIM, count
from tests.servers.two_at_once import EVERY_PAUSE, Deed, Pause, two_at_once

pytestmark = pytest.mark.django_db


def waiting() -> FrameRelease:
    """Frames of 2019 that wait for their release, from a count that can still be corrected."""
    confirm(*UNVERIFIED)
    return prepared(closed_survey(timezone.localdate().year))


def releases(release: FrameRelease, by: str = "Lukas") -> Deed:
    return lambda: actions.release_prepared_frames(release=release, by=user(by))


def corrects(release: FrameRelease) -> Deed:
    """Opens the count again and corrects it, as one deed."""

    def deed() -> int:
        survey = actions.reopen_survey(survey=release.survey, by=user("Heidi"))
        row = survey.counts.get(municipality=WEINHEIM)
        return count(survey, WEINHEIM, row.persons + 1, reason="Nachzügler", seen=row.pk)

    return deed


def in_the_ledger() -> Decimal:
    """What the ledger has of 2019, in euros."""
    entries = LedgerEntry.objects.filter(source_kind="planning frame", year=2019)
    return entries.aggregate(all=Sum("amount_eur"))["all"] or Decimal(0)


def frames_of(release: FrameRelease) -> Decimal:
    found = PlanningFrame.objects.filter(release=release)
    total: Decimal = found.aggregate(all=Sum("frame_eur"))["all"]
    return total


def is_released(release: FrameRelease) -> bool:
    """Whether it is binding; then it stands in the ledger, and its count is closed."""
    release.refresh_from_db()
    released = release.state == ReleaseState.RELEASED
    told = Event.objects.filter(verb="frames released", record_key=str(release.pk)).count()
    assert told == int(released)
    if released:
        assert CountSurvey.objects.get(pk=release.survey_id).state == SurveyState.CLOSED
        assert in_the_ledger() == frames_of(release)
    return released


@EVERY_PAUSE
def test_two_release_the_same_frames_and_they_are_released_once(pause: Pause) -> None:
    release = waiting()
    became = two_at_once(releases(release), releases(release, "Clara"), pause=pause)
    assert became[0] is None and isinstance(became[1], NotAllowed)
    assert is_released(release)
    assert release.released_by == user("Lukas")


def test_of_two_preparations_for_one_year_the_second_is_refused() -> None:
    release = waiting()
    other = prepared(closed_survey(2018))
    became = two_at_once(releases(release), releases(other))
    assert became[0] is None and "neu vorbereiten" in str(became[1])
    assert is_released(release) and not is_released(other)


@EVERY_PAUSE
def test_a_count_of_frames_that_are_just_being_released_stays_closed(pause: Pause) -> None:
    release = waiting()
    became = two_at_once(releases(release), corrects(release), pause=pause)
    assert became[0] is None and "Planungsrahmen freigegeben" in str(became[1])
    assert is_released(release)


@EVERY_PAUSE
def test_no_money_comes_from_a_count_that_is_just_being_corrected(pause: Pause) -> None:
    release = waiting()
    became = two_at_once(corrects(release), releases(release), pause=pause)
    assert became[0] == 1 and "neu vorbereiten" in str(became[1])
    assert not is_released(release)
    assert not in_the_ledger()


@pytest.mark.parametrize("is_released_first", [True, False])
def test_what_is_released_is_not_withdrawn_and_the_other_way_round(is_released_first: bool) -> None:
    release = waiting()
    deeds = [releases(release), lambda: actions.withdraw_frames(release=release, by=uuid4())]
    first, second = deeds if is_released_first else reversed(deeds)
    became = two_at_once(first, second)
    assert became[0] is None and isinstance(became[1], NotAllowed)
    assert is_released(release) == is_released_first
    assert bool(in_the_ledger()) == is_released_first


def test_no_frames_are_prepared_from_a_count_that_is_just_being_corrected() -> None:
    release = waiting()
    became = two_at_once(corrects(release), lambda: prepared(release.survey))
    assert "läuft noch" in str(became[1])


def test_frames_that_are_just_being_prepared_are_not_released_from_a_corrected_count() -> None:
    release = waiting()
    new, corrected = two_at_once(lambda: prepared(release.survey), corrects(release))
    assert corrected == 1
    with pytest.raises(NotAllowed, match="neu vorbereiten"):
        releases(new)()

"""A closed count opens again for a reason, and never once frames were released from it."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bindeglied.funding import actions
from bindeglied.funding.models import CountSurvey, FrameRelease, ReleaseState, SurveyState
from bindeglied.funding.transitions import NotAllowed
from tests.conftest import CastFixture
from tests.funding.counted import UNVERIFIED, closed_survey, confirm, prepared, released, user

pytestmark = pytest.mark.django_db


def test_a_count_from_which_frames_were_released_stays_closed(cast: CastFixture) -> None:
    confirm(*UNVERIFIED)
    survey = closed_survey(timezone.localdate().year)
    page, button = f"/foerderung/zaehlung/{survey.pk}/", "Zählung wieder öffnen"
    assert button in cast("Heidi").get(page).content.decode()
    release = prepared(survey)
    assert button in cast("Heidi").get(page).content.decode()
    actions.release_prepared_frames(release=release, by=user("Lukas"))
    shown = cast("Heidi").get(page).content.decode()
    assert button not in shown and "Planungsrahmen freigegeben" in shown
    with pytest.raises(NotAllowed, match="Planungsrahmen freigegeben"):
        actions.reopen_survey(survey=survey, by=user("Heidi"))


@pytest.mark.parametrize("is_closed_again", [False, True])
def test_what_was_prepared_before_the_count_opened_again_is_not_released(
    cast: CastFixture, is_closed_again: bool
) -> None:
    confirm(*UNVERIFIED)
    survey = closed_survey(timezone.localdate().year)
    release = prepared(survey)
    actions.reopen_survey(survey=survey, by=user("Heidi"))
    if is_closed_again:
        CountSurvey.objects.filter(pk=survey.pk).update(
            state=SurveyState.CLOSED, closed_at=timezone.now()
        )
    with pytest.raises(NotAllowed, match="neu vorbereiten"):
        actions.release_prepared_frames(release=release, by=user("Lukas"))
    release.refresh_from_db()
    assert release.state == ReleaseState.PREPARED
    page = cast("Lukas").get(f"/foerderung/planungsrahmen/freigaben/{release.pk}/")
    assert "neu vorbereiten" in page.content.decode()
    assert "Rahmen freigeben" not in page.content.decode()


def test_the_database_keeps_released_frames_and_a_closed_count_together() -> None:
    confirm(*UNVERIFIED)
    survey = closed_survey(timezone.localdate().year)
    counts = CountSurvey.objects.filter(pk=survey.pk)
    waiting = prepared(survey)
    counts.update(state=SurveyState.OPEN, closed_at=None)
    with pytest.raises(DatabaseError, match="closed count only"), transaction.atomic():
        FrameRelease.objects.filter(pk=waiting.pk).update(
            state=ReleaseState.RELEASED, released_at=timezone.now(), released_by=user("Lukas")
        )
    counts.update(state=SurveyState.CLOSED, closed_at=timezone.now())
    released(survey)
    with pytest.raises(DatabaseError, match="stays closed"), transaction.atomic():
        counts.update(state=SurveyState.OPEN, closed_at=None)


def test_survey_and_frames_are_locked_before_it_is_asked_what_was_released() -> None:
    confirm(*UNVERIFIED)
    release = prepared(closed_survey(2018))
    with CaptureQueriesContext(connection) as asked:
        actions.release_prepared_frames(release=release, by=user("Lukas"))
    tables = [one["sql"].partition(" FROM ")[2].partition(" ")[0] for one in asked]
    wanted = ("funding_countsurvey", "funding_programme", "funding_framerelease")
    assert tuple(dict.fromkeys(one.strip('"') for one in tables if one.strip('"') in wanted)) == (
        wanted
    )

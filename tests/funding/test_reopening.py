"""A closed count opens again for a reason, and never once frames were released from it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from bindeglied.funding import actions
from bindeglied.funding.transitions import NotAllowed
from tests.conftest import CastFixture
from tests.funding.counted import UNVERIFIED, closed_survey, confirm, prepared, user

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

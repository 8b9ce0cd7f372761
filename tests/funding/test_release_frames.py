"""Releasing frames: computed by law, kept whole, refused under a version without a formula."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from bindeglied.funding.actions import release_frames
from bindeglied.funding.models import FrameKind, FrameRelease, PlanningFrame, ReleaseState
from bindeglied.law.planning_frame import NoFrameByFormula
from bindeglied.trail.models import Event

pytestmark = pytest.mark.django_db

COUNTED_ON = date(2017, 9, 15)
IN_2018 = date(2018, 1, 5)


def test_a_release_keeps_every_frame_and_tells_the_trail() -> None:
    release = release_frames(
        label="Probe",
        on=IN_2018,
        persons={"08226096": 1, "08226082": 2},
        counted_on=COUNTED_ON,
        by=None,
    )
    frames = dict(release.frames.values_list("municipality_id", "frame_eur"))
    # 58,000,000 / 3 = 19,333,333.33 and twice that, each rounded half up
    assert frames == {"08226096": Decimal(19_333_333), "08226082": Decimal(38_666_667)}
    assert release.rule_version == "2017-12-11"
    assert Event.objects.filter(verb="frames released", record_key=str(release.pk)).count() == 1


def test_a_version_of_frozen_posts_releases_nothing() -> None:
    before = FrameRelease.objects.count()
    with pytest.raises(NoFrameByFormula):
        release_frames(
            label="Probe",
            on=date(2021, 1, 1),
            persons={"08226096": 1},
            counted_on=COUNTED_ON,
            by=None,
        )
    assert FrameRelease.objects.count() == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"pool_eur": Decimal(-1)},
        {"total_persons": 0},
        {"state": "perhaps"},
        {"kind": "perhaps"},
        {"tranche_share": 0},
        {"tranche_share": 10_001},
        {"first_year": 2018, "last_year": 2017},
        {"released_at": None},
    ],
)
def test_the_database_refuses_an_impossible_release(wrong: dict[str, object]) -> None:
    right: dict[str, object] = {
        "label": "x",
        "rule_version": "2017-12-11",
        "pool_eur": Decimal(1),
        "total_persons": 1,
        "counted_on": COUNTED_ON,
        "kind": FrameKind.FINAL,
        "state": ReleaseState.RELEASED,
        "released_at": "2026-01-01T00:00Z",
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        FrameRelease.objects.create(**(right | wrong))


def test_a_municipality_has_one_frame_in_a_release() -> None:
    release = FrameRelease.objects.create(
        label="x",
        rule_version="2017-12-11",
        pool_eur=Decimal(1),
        total_persons=1,
        counted_on=COUNTED_ON,
        kind=FrameKind.FINAL,
    )
    words = {"municipality_id": "08226096", "persons": 1, "frame_eur": 1, "year_frame_eur": 1}
    PlanningFrame.objects.create(release=release, **words)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanningFrame.objects.create(release=release, **words)

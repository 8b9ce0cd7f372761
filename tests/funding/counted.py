"""A closed survey of every municipality, and rule values that two persons confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from django.utils import timezone

from bindeglied.accounts.models import User
from bindeglied.demo.actions.release_demo_frame import demo_persons
from bindeglied.funding import actions
from bindeglied.funding.models import (
    ConfirmationState,
    CountOrigin,
    CountSurvey,
    FrameKind,
    FrameRelease,
    MunicipalityCount,
    RuleConfirmation,
    SurveyState,
)
from bindeglied.funding.rule_confirmations import confirmed_version, text_of

VERSION = "2017-12-11"
UNVERIFIED = ("in_force_on", "allocation_formula", "allocation_rounding")
RULES_ON = date(2018, 6, 1)


def user(name: str) -> UUID:
    """Somebody of the cast."""
    return User.objects.get(email=f"{name.lower()}@demo.example").pk


def closed_survey(
    year: int, persons: Mapping[str, int] | None = None, *, is_closed: bool = True
) -> CountSurvey:
    """A count of all municipalities at 15 September; those of the demo where none are given."""
    now = timezone.now()
    survey = CountSurvey.objects.create(
        counted_on=date(year, 9, 15),
        report_until=date(year, 10, 15),
        correct_until=date(year, 12, 31),
        state=SurveyState.CLOSED if is_closed else SurveyState.OPEN,
        opened_at=now,
        closed_at=now if is_closed else None,
    )
    MunicipalityCount.objects.bulk_create(
        MunicipalityCount(
            survey=survey,
            municipality_id=key,
            persons=number,
            origin=CountOrigin.UPLOADED,
            entered_at=now,
        )
        for key, number in (persons or demo_persons()).items()
    )
    return survey


def confirm(*keys: str, value: str = "") -> None:
    """Confirm values of the first version as they are, or with another value."""
    rules = confirmed_version(VERSION)
    for key in keys:
        RuleConfirmation.objects.create(
            rule_version=VERSION,
            key=key,
            value=value or text_of(rules.value_of(key).value),
            source_title="Ein Erlass",
            source_place="Akte 1",
            state=ConfirmationState.CONFIRMED,
            proposed_at=timezone.now(),
            proposed_by=uuid4(),
            decided_at=timezone.now(),
            decided_by=uuid4(),
        )


def prepared(survey: CountSurvey, kind: str = FrameKind.FINAL, **words: object) -> FrameRelease:
    """Frames of 2019 that Heidi prepared."""
    given = {"first_year": 2019, "last_year": 2019, "pool_eur": None, **words}
    return actions.prepare_frames(
        survey=survey, rules_on=RULES_ON, kind=FrameKind(kind), by=user("Heidi"), **given
    )


def released(survey: CountSurvey, kind: str = FrameKind.FINAL, **words: object) -> FrameRelease:
    """The same, released by Lukas; the values must be confirmed before."""
    release = prepared(survey, kind, **words)
    actions.release_prepared_frames(release=release, by=user("Lukas"))
    release.refresh_from_db()
    return release

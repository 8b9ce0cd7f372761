"""Reads for preparing and releasing frames: the counts of a survey, what was released before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bindeglied.funding.models import (
    CountSurvey,
    FrameRelease,
    PlanningFrame,
    ReleaseState,
    SurveyState,
)
from bindeglied.funding.models.frame_release import WHOLE_YEAR
from bindeglied.funding.queries.frames import computation, rules_of
from bindeglied.funding.queries.surveys import counts_that_hold
from bindeglied.law.planning_frame import PlanningFrames
from bindeglied.places.models import Municipality


class SeveralReleases(Exception):
    """The years asked for were released apart from each other, so they have no one predecessor."""


@dataclass(frozen=True, slots=True)
class ComputedFrames:
    """The frames of a survey by AGS: as computed, and what the release before gave in euros."""

    keys: tuple[str, ...]
    result: PlanningFrames
    before: dict[str, Decimal]

    def rows(self, release: FrameRelease) -> list[PlanningFrame]:
        """The frames as rows of this release, not yet in the database."""
        return [
            PlanningFrame(
                release=release,
                municipality_id=key,
                persons=self.result.persons[position],
                frame_eur=Decimal(self.result.frames_eur[position]),
                year_frame_eur=Decimal(self.result.year_frames_eur[position]),
                before_eur=self.before.get(key, Decimal(0)),
            )
            for position, key in enumerate(self.keys)
        ]


def closed_surveys() -> list[CountSurvey]:
    """The surveys that frames may be computed from, newest first."""
    return list(CountSurvey.objects.filter(state=SurveyState.CLOSED).order_by("-counted_on"))


def persons_counted(survey: CountSurvey) -> dict[str, int]:
    """The persons of each municipality (AGS of 8 digits) as they stand, by AGS. One statement."""
    held = counts_that_hold(survey)
    return dict(held.order_by("municipality_id").values_list("municipality_id", "persons"))


def not_counted(counts: dict[str, int]) -> list[str]:
    """The names of the municipalities without a count, by name."""
    missing = Municipality.objects.exclude(pk__in=counts).order_by("name")
    return list(missing.values_list("name", flat=True))


def released_before(years: Iterable[int]) -> FrameRelease | None:
    """The release that holds for these years now; None if there is none.

    Raises SeveralReleases where not one release alone holds for them.
    """
    wanted = list(years)
    released = FrameRelease.objects.filter(
        state=ReleaseState.RELEASED, first_year__lte=wanted[-1], last_year__gte=wanted[0]
    ).order_by("-released_at", "-id")
    newest = {next((one for one in released if year in one.years), None) for year in wanted} - {
        None
    }
    if len(newest) > 1:
        raise SeveralReleases
    return next(iter(newest), None)


def computed_frames(release: FrameRelease) -> ComputedFrames:
    """What a release that is prepared must give, computed anew from its survey.

    Raises NoFrameByFormula if its version does not divide by persons.
    """
    assert release.survey is not None
    counts = persons_counted(release.survey)
    result = computation(release, rules_of(release), list(counts.values()), sum(counts.values()))
    before: dict[str, Decimal] = {}
    if release.follows is not None:
        before = dict(release.follows.frames.values_list("municipality_id", "frame_eur"))
    return ComputedFrames(tuple(counts), result, before)


def was_closed_since(release: FrameRelease, survey: CountSurvey) -> bool:
    """Whether the survey was never open again after the frames were prepared from it."""
    prepared_at, closed_at = release.prepared_at, survey.closed_at
    return closed_at is not None and prepared_at is not None and closed_at <= prepared_at


def is_as_prepared(release: FrameRelease, computed: ComputedFrames) -> bool:
    """Whether the frames kept and the share of a tranche are those that counts and rules give."""
    share = computed.result.rules.first_tranche_share.value
    if release.is_tranche and (share is None or share * WHOLE_YEAR != release.tranche_share):
        return False
    columns = ("municipality_id", "persons", "frame_eur", "year_frame_eur", "before_eur")
    now = {tuple(getattr(row, column) for column in columns) for row in computed.rows(release)}
    return now == set(release.frames.values_list(*columns))


def unverified_keys(release: FrameRelease, result: PlanningFrames) -> tuple[str, ...]:
    """The rule values that the frames rest on and that nobody confirmed."""
    share = result.rules.first_tranche_share
    of_tranche = ("first_tranche_share",) if release.is_tranche and share.is_unverified else ()
    return (*result.unverified(), *of_tranche)

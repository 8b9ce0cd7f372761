"""Whether the frames of a release are what the law computes from its pool and its counts.

For `bindeglied reconcile`; computed anew and compared frame by frame.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bindeglied.documents.remarks import gettext_noop
from bindeglied.funding.models import FrameRelease, PlanningFrame
from bindeglied.funding.models.frame_release import WHOLE_YEAR
from bindeglied.funding.queries import rules_of
from bindeglied.law.planning_frame import NoFrameByFormula, PlanningFrames, planning_frames

FRAME_DIFFERS = gettext_noop("%(place)s: Rahmen %(found)s, nach der Regel %(due)s")
PERSONS_DIFFER = gettext_noop("Personen zusammen %(found)s, in der Freigabe steht %(due)s")
SUM_DIFFERS = gettext_noop("Rahmen zusammen %(found)s, nach der Regel %(due)s")
POOL_MISSED = gettext_noop(
    "Rahmen zusammen %(found)s; vom Fördertopf %(due)s weicht das weiter ab, als Runden es kann"
)
NO_LAW = gettext_noop("Nach der Fassung %(version)s lässt sich kein Rahmen berechnen")


@dataclass(frozen=True, slots=True)
class ReleaseFault:
    """One thing that is wrong with a release; amounts in euros, numbers of persons."""

    words: str
    found: Decimal | int | None = None
    due: Decimal | int | None = None
    municipality: str | None = None


def releases() -> list[FrameRelease]:
    """Every release that is binding, oldest first."""
    return list(FrameRelease.objects.filter(released_at__isnull=False).order_by("released_at"))


def faults_of(release: FrameRelease) -> Iterator[ReleaseFault]:
    """Compute the frames of a release anew and compare; two statements and one for the rules."""
    frames = list(PlanningFrame.objects.filter(release=release).order_by("municipality_id"))
    persons = sum(frame.persons for frame in frames)
    if persons != release.total_persons:
        yield ReleaseFault(PERSONS_DIFFER, persons, release.total_persons)
        return
    try:
        computed = _computed(release, frames)
    except (LookupError, NoFrameByFormula):
        yield ReleaseFault(NO_LAW)
        return
    for frame, due in zip(frames, computed.frames_eur, strict=True):
        if frame.frame_eur != due:
            yield ReleaseFault(FRAME_DIFFERS, frame.frame_eur, due, frame.municipality_id)
    yield from _faults_of_sums(frames, computed)


def _computed(release: FrameRelease, frames: list[PlanningFrame]) -> PlanningFrames:
    return planning_frames(
        rules_of(release),
        [frame.persons for frame in frames],
        pool_cents=int(release.pool_eur * 100),
        total_persons=release.total_persons,
        tranche=Decimal(release.tranche_share) / WHOLE_YEAR,
    )


def _faults_of_sums(
    frames: list[PlanningFrame], computed: PlanningFrames
) -> Iterator[ReleaseFault]:
    total = sum((frame.frame_eur for frame in frames), Decimal(0))
    if total != sum(computed.frames_eur):
        yield ReleaseFault(SUM_DIFFERS, total, sum(computed.frames_eur))
    # Each frame is rounded by half a euro at most.
    if abs(int(total) - computed.tranche_pool_eur) * 2 > len(frames):
        pool = Decimal(int(computed.tranche_pool_eur * 100)) / 100
        yield ReleaseFault(POOL_MISSED, total, pool)

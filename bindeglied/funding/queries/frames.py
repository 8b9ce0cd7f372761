"""Reads over planning frames: what the pages and exports show, never more than one may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from bindeglied.accounts.models import Membership
from bindeglied.funding.access import frames_visible_to
from bindeglied.funding.models import FrameRelease, PlanningFrame
from bindeglied.funding.models.frame_release import WHOLE_YEAR
from bindeglied.funding.rule_confirmations import confirmed_version, plain_version
from bindeglied.law.full_time_posts import full_time_posts
from bindeglied.law.planning_frame import PlanningFrames, planning_frames
from bindeglied.law.rules import Rules
from bindeglied.places.models import Kreis


@dataclass(frozen=True, slots=True)
class FrameFigures:
    """One line of a table of frames: a municipality, a Kreis or a sum. Money in whole euros.

    `frame_eur` is what the release gives of `year_frame_eur`, the frame of the whole year, from
    which the full-time posts follow; `before_eur` is what the release before it gave.
    """

    ags: str
    name: str
    persons: int
    frame_eur: int
    fte_graduate: Decimal | None
    fte_vocational: Decimal | None
    own_claims: int
    municipalities: int
    year_frame_eur: int
    before_eur: int = 0

    @property
    def rest_eur(self) -> int:
        """What this release adds to the one before; below 0 where that one gave too much."""
        return self.frame_eur - self.before_eur

    @property
    def own_claim_possible(self) -> bool:
        """Whether a single municipality may apply alone."""
        return self.own_claims > 0


def newest_release(member: Membership) -> FrameRelease | None:
    """The newest release that holds a frame the person may see, or None."""
    return releases_seen_by(member).first()


def releases_seen_by(member: Membership) -> QuerySet[FrameRelease]:
    """The releases that hold a frame the person may see, newest first."""
    visible = frames_visible_to(member).values("release")
    return FrameRelease.objects.filter(pk__in=visible).order_by("-released_at", "-id")


def rules_of(release: FrameRelease) -> Rules:
    """The rule version of the frames with what was confirmed when they were released.

    It never changes afterwards; what is not released yet goes by what is confirmed now, what the
    installation itself released by no confirmation at all. Raises LookupError for an unknown
    version.
    """
    if release.prepared_at is None:
        return plain_version(release.rule_version)
    return confirmed_version(release.rule_version, until=release.released_at)


def enough_for_own_claim(rules: Rules) -> Q:
    """The frames with which a municipality may apply alone; none where the least is not known."""
    least = rules.min_own_claim_eur.value
    return Q(pk__in=()) if least is None else Q(year_frame_eur__gte=Decimal(least))


def frames_of(member: Membership, release: FrameRelease) -> QuerySet[PlanningFrame]:
    """The frames of one release that the person may see, by name."""
    frames = frames_visible_to(member).filter(release=release)
    return frames.order_by("municipality__name", "municipality_id")


def municipalities_with_frames(
    member: Membership, release: FrameRelease, kreis: Kreis
) -> list[FrameFigures]:
    """The municipalities of a Kreis that the person may see, by name."""
    rules = rules_of(release)
    frames = frames_of(member, release).filter(municipality__kreis=kreis)
    least = rules.min_own_claim_eur.value
    return [
        figures(
            rules,
            ags=frame.municipality_id,
            name=frame.municipality.name,
            persons=frame.persons,
            frame_eur=int(frame.frame_eur),
            own_claims=int(least is not None and frame.year_frame_eur >= least),
            municipalities=1,
            year_frame_eur=int(frame.year_frame_eur),
            before_eur=int(frame.before_eur),
        )
        for frame in frames
    ]


def kreise_with_frames(member: Membership, release: FrameRelease) -> list[FrameFigures]:
    """One line per Kreis with the sums of what the person may see, by name."""
    return by_kreis(frames_visible_to(member).filter(release=release), rules_of(release))


def by_kreis(frames: QuerySet[PlanningFrame], rules: Rules) -> list[FrameFigures]:
    """One line per Kreis with the sums of these frames of one release, by name."""
    enough = enough_for_own_claim(rules)
    groups = (
        frames.values("municipality__kreis")
        .annotate(
            persons=Sum("persons"),
            frame=Sum("frame_eur"),
            year=Sum("year_frame_eur"),
            before=Sum("before_eur"),
            own=Count("pk", filter=enough),
            all=Count("pk"),
        )
        .order_by("municipality__kreis__name", "municipality__kreis")
    )
    names = {kreis.ags: kreis.full_name for kreis in Kreis.objects.all()}
    return [
        figures(
            rules,
            ags=group["municipality__kreis"],
            name=names[group["municipality__kreis"]],
            persons=group["persons"],
            frame_eur=int(group["frame"]),
            own_claims=group["own"],
            municipalities=group["all"],
            year_frame_eur=int(group["year"]),
            before_eur=int(group["before"]),
        )
        for group in groups
    ]


def total(rules: Rules, rows: list[FrameFigures]) -> FrameFigures:
    """The sum line below a table."""
    return figures(
        rules,
        ags="",
        name="",
        persons=sum(row.persons for row in rows),
        frame_eur=sum(row.frame_eur for row in rows),
        own_claims=sum(row.own_claims for row in rows),
        municipalities=sum(row.municipalities for row in rows),
        year_frame_eur=sum(row.year_frame_eur for row in rows),
        before_eur=sum(row.before_eur for row in rows),
    )


def figures(
    rules: Rules,
    *,
    ags: str,
    name: str,
    persons: int,
    frame_eur: int,
    own_claims: int,
    municipalities: int,
    year_frame_eur: int,
    before_eur: int = 0,
) -> FrameFigures:
    """A line with the full-time posts that its year's frame pays at each rate (None: unknown)."""
    return FrameFigures(
        ags=ags,
        name=name,
        persons=persons,
        frame_eur=frame_eur,
        fte_graduate=_posts(rules, year_frame_eur, rules.rate_graduate_eur.value),
        fte_vocational=_posts(rules, year_frame_eur, rules.rate_vocational_eur.value),
        own_claims=own_claims,
        municipalities=municipalities,
        year_frame_eur=year_frame_eur,
        before_eur=before_eur,
    )


def computation_of(frame: PlanningFrame) -> PlanningFrames:
    """The computation that made a frame, for its explanation."""
    return computation(frame.release, rules_of(frame.release), [frame.persons])


def computation(
    release: FrameRelease, rules: Rules, persons: Sequence[int], total_persons: int | None = None
) -> PlanningFrames:
    """The frames of these counts with the pool, tranche and total of a release under `rules`.

    `total_persons` stands in for that of the release. Raises NoFrameByFormula.
    """
    pool_cents = int(release.pool_eur * 100)
    usual = rules.pool_eur.value is not None and pool_cents == rules.pool_eur.value * 100
    result = planning_frames(
        rules,
        persons,
        pool_cents=None if usual else pool_cents,
        total_persons=total_persons or release.total_persons,
        tranche=Decimal(release.tranche_share) / WHOLE_YEAR if release.is_tranche else None,
    )
    # The list may be a part; the total is the sum of the whole count, which nobody stated.
    return replace(result, total_is_stated=False)


def _posts(rules: Rules, frame_eur: int, rate_eur: int | None) -> Decimal | None:
    if rate_eur is None:
        return None
    decimals = rules.fte_decimals.value
    return full_time_posts(
        amount_eur=frame_eur, rate_eur=rate_eur, decimals=1 if decimals is None else decimals
    )

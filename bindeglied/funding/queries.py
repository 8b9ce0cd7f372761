"""Reads over planning frames: what the pages and exports show, never more than one may see."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from bindeglied.accounts.models import Membership
from bindeglied.funding.access import frames_visible_to
from bindeglied.funding.models import FrameRelease, PlanningFrame
from bindeglied.law.full_time_posts import full_time_posts
from bindeglied.law.planning_frame import PlanningFrames, planning_frames
from bindeglied.law.rulebook import all_versions
from bindeglied.law.rules import Rules
from bindeglied.places.models import Kreis


@dataclass(frozen=True, slots=True)
class FrameFigures:
    """One line of a table of frames: a municipality, a Kreis or a sum. Money in whole euros."""

    ags: str
    name: str
    persons: int
    frame_eur: int
    fte_graduate: Decimal | None
    fte_vocational: Decimal | None
    own_claims: int
    municipalities: int

    @property
    def own_claim_possible(self) -> bool:
        """Whether a single municipality may apply alone."""
        return self.own_claims > 0


def newest_release(member: Membership) -> FrameRelease | None:
    """The newest release that holds a frame the person may see, or None."""
    visible = frames_visible_to(member).values("release")
    return FrameRelease.objects.filter(pk__in=visible).order_by("-released_at", "-id").first()


def rules_of(release: FrameRelease) -> Rules:
    """The rule version under which the frames were released; it never changes afterwards."""
    return next(rules for rules in all_versions() if rules.version == release.rule_version)


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
    least = rules.min_own_claim_eur.value or 0
    return [
        figures(
            rules,
            ags=frame.municipality_id,
            name=frame.municipality.name,
            persons=frame.persons,
            frame_eur=int(frame.frame_eur),
            own_claims=int(frame.frame_eur >= least),
            municipalities=1,
        )
        for frame in frames
    ]


def kreise_with_frames(member: Membership, release: FrameRelease) -> list[FrameFigures]:
    """One line per Kreis with the sums of what the person may see, by name."""
    rules = rules_of(release)
    enough = Q(frame_eur__gte=Decimal(rules.min_own_claim_eur.value or 0))
    groups = (
        frames_visible_to(member)
        .filter(release=release)
        .values("municipality__kreis")
        .annotate(
            persons=Sum("persons"),
            frame=Sum("frame_eur"),
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
) -> FrameFigures:
    """A line with the full-time posts that its frame pays at each rate (None: rate unknown)."""
    return FrameFigures(
        ags=ags,
        name=name,
        persons=persons,
        frame_eur=frame_eur,
        fte_graduate=_posts(rules, frame_eur, rules.rate_graduate_eur.value),
        fte_vocational=_posts(rules, frame_eur, rules.rate_vocational_eur.value),
        own_claims=own_claims,
        municipalities=municipalities,
    )


def computation_of(frame: PlanningFrame) -> PlanningFrames:
    """The computation that made a released frame, for its explanation."""
    release, rules = frame.release, rules_of(frame.release)
    pool_cents = int(release.pool_eur * 100)
    usual = rules.pool_eur.value is not None and pool_cents == rules.pool_eur.value * 100
    return planning_frames(
        rules,
        [frame.persons],
        pool_cents=None if usual else pool_cents,
        total_persons=release.total_persons,
    )


def _posts(rules: Rules, frame_eur: int, rate_eur: int | None) -> Decimal | None:
    if rate_eur is None:
        return None
    decimals = rules.fte_decimals.value
    return full_time_posts(
        amount_eur=frame_eur, rate_eur=rate_eur, decimals=1 if decimals is None else decimals
    )

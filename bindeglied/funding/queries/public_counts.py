"""What everybody may know of the counts behind the frames: from five persons on, nothing derivable.

Frames are not among it: from a frame the count can be worked out. Who may apply alone follows
from a frame, so it is judged by what everybody knows of the counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bindeglied.funding.models import FrameRelease, PlanningFrame, ReleaseState
from bindeglied.funding.queries.frames import rules_of
from bindeglied.law.rules import Rules
from bindeglied.law.suppression import KnownCount, PublicCounts, frame_reaches, public_counts
from bindeglied.places.register import kreise, municipalities


@dataclass(frozen=True, slots=True)
class PublicArea:
    """A municipality or a Kreis, and what everybody may know of its count.

    `own_claims` counts the municipalities known to be able to apply alone, `unknown` those of
    which that cannot be said, `sparse` those that are sparsely settled.
    """

    ags: str
    name: str
    persons: KnownCount
    own_claims: int
    unknown: int
    sparse: int
    municipalities: int


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """The counts of the newest release as everybody may see them, one for the Land, in order."""

    release: FrameRelease
    rules: Rules
    kreise: Sequence[PublicArea]
    municipalities: Mapping[str, Sequence[PublicArea]]
    persons: KnownCount


def public_figures() -> PublicFigures | None:
    """What everybody may see of the newest release of the whole Land; None before there is one."""
    released = FrameRelease.objects.filter(state=ReleaseState.RELEASED)
    release = released.order_by("-released_at", "-id").first()
    if release is None:
        return None
    frames = PlanningFrame.objects.filter(release=release)
    groups: dict[str, dict[str, int]] = {}
    for ags, persons in frames.values_list("municipality_id", "persons"):
        groups.setdefault(ags[:5], {})[ags] = persons
    shown, rules = public_counts(groups), rules_of(release)
    areas = _municipalities(shown, _claims(shown, release, rules))
    return PublicFigures(
        release=release,
        rules=rules,
        kreise=_kreise(shown, areas),
        municipalities=areas,
        persons=shown.total,
    )


def _claims(shown: PublicCounts, release: FrameRelease, rules: Rules) -> dict[str, bool | None]:
    """Whether each municipality may apply alone; None where what everybody knows leaves it open."""
    least, pool_cents = rules.min_own_claim_eur.value, int(release.pool_eur * 100)
    if least is None:
        return dict.fromkeys(shown.cells, False)
    return {
        ags: frame_reaches(least, own=own, total=shown.total, pool_cents=pool_cents)
        for ags, own in shown.cells.items()
    }


def _municipalities(
    shown: PublicCounts, claims: Mapping[str, bool | None]
) -> dict[str, list[PublicArea]]:
    areas: dict[str, list[PublicArea]] = {key: [] for key in shown.groups}
    for place in sorted(municipalities(), key=lambda one: (one.name, one.ags)):
        if place.ags not in shown.cells:
            continue
        areas[place.kreis_ags].append(
            PublicArea(
                ags=place.ags,
                name=place.name,
                persons=shown.cells[place.ags],
                own_claims=int(claims[place.ags] is True),
                unknown=int(claims[place.ags] is None),
                sparse=int(place.urbanisation == "03"),
                municipalities=1,
            )
        )
    return areas


def _kreise(shown: PublicCounts, areas: Mapping[str, Sequence[PublicArea]]) -> list[PublicArea]:
    return [
        PublicArea(
            ags=kreis.ags,
            name=f"{kreis.kind} {kreis.name}" if kreis.kind == "Stadtkreis" else kreis.name,
            persons=shown.groups[kreis.ags],
            own_claims=sum(one.own_claims for one in areas[kreis.ags]),
            unknown=sum(one.unknown for one in areas[kreis.ags]),
            sparse=sum(one.sparse for one in areas[kreis.ags]),
            municipalities=len(areas[kreis.ags]),
        )
        for kreis in sorted(kreise(), key=lambda one: (one.name, one.ags))
        if kreis.ags in shown.groups
    ]

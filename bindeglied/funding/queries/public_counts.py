"""What everybody may know of the counts behind the frames: from five persons on, nothing derivable.

Frames are not among it: from a frame the count can be worked out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bindeglied.funding.models import FrameRelease, PlanningFrame, ReleaseState
from bindeglied.funding.queries.frames import enough_for_own_claim, rules_of
from bindeglied.law.rules import Rules
from bindeglied.law.suppression import PublicCounts, Visibility, public_counts
from bindeglied.places.register import kreise, municipalities


@dataclass(frozen=True, slots=True)
class PublicArea:
    """A municipality or a Kreis; `persons` is None where it is not shown, `visibility` says why.

    `own_claims` counts the municipalities known to be able to apply alone, `unknown` those of
    which that is not said, `sparse` those that are sparsely settled.
    """

    ags: str
    name: str
    persons: int | None
    visibility: Visibility
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
    persons: int | None


def public_figures() -> PublicFigures | None:
    """What everybody may see of the newest release of the whole Land; None before there is one."""
    released = FrameRelease.objects.filter(state=ReleaseState.RELEASED)
    release = released.order_by("-released_at", "-id").first()
    if release is None:
        return None
    frames = PlanningFrame.objects.filter(release=release)
    counts = dict(frames.values_list("municipality_id", "persons"))
    rules = rules_of(release)
    enough = frames.filter(enough_for_own_claim(rules)).values_list("municipality_id", flat=True)
    groups: dict[str, dict[str, int]] = {}
    for ags, persons in counts.items():
        groups.setdefault(ags[:5], {})[ags] = persons
    shown = public_counts(groups)
    areas = _municipalities(groups, shown, frozenset(enough))
    return PublicFigures(
        release=release,
        rules=rules,
        kreise=_kreise(groups, shown, areas),
        municipalities=areas,
        persons=sum(counts.values()) if shown.total_is_shown else None,
    )


def _municipalities(
    groups: Mapping[str, Mapping[str, int]], shown: PublicCounts, enough: frozenset[str]
) -> dict[str, list[PublicArea]]:
    areas: dict[str, list[PublicArea]] = {key: [] for key in groups}
    for place in sorted(municipalities(), key=lambda one: (one.name, one.ags)):
        if place.ags not in shown.cells:
            continue
        visibility = shown.cells[place.ags]
        is_withheld = visibility is Visibility.WITHHELD
        is_shown = visibility is Visibility.SHOWN
        areas[place.kreis_ags].append(
            PublicArea(
                ags=place.ags,
                name=place.name,
                persons=groups[place.kreis_ags][place.ags] if is_shown else None,
                visibility=visibility,
                own_claims=int(place.ags in enough and not is_withheld),
                unknown=int(is_withheld),
                sparse=int(place.urbanisation == "03"),
                municipalities=1,
            )
        )
    return areas


def _kreise(
    groups: Mapping[str, Mapping[str, int]],
    shown: PublicCounts,
    areas: Mapping[str, Sequence[PublicArea]],
) -> list[PublicArea]:
    return [
        PublicArea(
            ags=kreis.ags,
            name=f"{kreis.kind} {kreis.name}" if kreis.kind == "Stadtkreis" else kreis.name,
            persons=(
                sum(groups[kreis.ags].values())
                if shown.groups[kreis.ags] is Visibility.SHOWN
                else None
            ),
            visibility=shown.groups[kreis.ags],
            own_claims=sum(one.own_claims for one in areas[kreis.ags]),
            unknown=sum(one.unknown for one in areas[kreis.ags]),
            sparse=sum(one.sparse for one in areas[kreis.ags]),
            municipalities=len(areas[kreis.ags]),
        )
        for kreis in sorted(kreise(), key=lambda one: (one.name, one.ags))
        if kreis.ags in groups
    ]

"""Released frames beside what another pool, key, count or tranche would give; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from bindeglied.accounts.models import Membership
from bindeglied.funding.access import frames_visible_to
from bindeglied.funding.models import FrameRelease, PlanningFrame
from bindeglied.funding.queries.releases import closed_surveys, persons_counted
from bindeglied.law.allocation import frames_eur
from bindeglied.places.models import Kreis
from bindeglied.places.register import LATEST_YEAR, municipalities


@dataclass(frozen=True, slots=True)
class SimulatedRow:
    """A municipality, a Kreis or a sum: by what it is divided, released and simulated, in euros."""

    ags: str
    name: str
    released_weight: int
    weight: int
    released_eur: int
    simulated_eur: int

    @property
    def difference_eur(self) -> int:
        """What the simulation gives more (above 0) or less."""
        return self.simulated_eur - self.released_eur

    @property
    def tenths_of_percent(self) -> int | None:
        """The difference in tenths of a percent of what is released, half away from 0."""
        if not self.released_eur:
            return None
        size = (2000 * abs(self.difference_eur) + self.released_eur) // (2 * self.released_eur)
        return size if self.difference_eur >= 0 else -size


def weights_of(
    release: FrameRelease, *, by_inhabitants: bool, survey: UUID | None
) -> dict[str, int]:
    """By what the whole Land is divided, by AGS: inhabitants, another survey, or as released."""
    if by_inhabitants:
        return {place.ags: place.population[LATEST_YEAR] for place in municipalities()}
    if survey is not None:
        return persons_counted(next(one for one in closed_surveys() if one.pk == survey))
    frames = PlanningFrame.objects.filter(release=release)
    return dict(frames.values_list("municipality_id", "persons"))


def simulated_rows(
    member: Membership,
    release: FrameRelease,
    weights: Mapping[str, int],
    *,
    pool_cents: int,
    tranche: Fraction,
) -> list[SimulatedRow]:
    """The municipalities that the person may see, by name; the whole Land takes part.

    `pool_cents` is the pool of a year (0 or more), `tranche` above 0 and at most 1. Raises
    ValueError if nobody was counted.
    Source: the formula of the VwV Integrationsmanagement of 11.12.2017, as `planning_frames`.
    """
    keys = list(weights)
    amounts = frames_eur(
        pool_cents=pool_cents,
        persons=list(weights.values()),
        total_persons=sum(weights.values()),
        tranche=tranche,
    )
    simulated = dict(zip(keys, amounts, strict=True))
    frames = frames_visible_to(member).filter(release=release)
    return [
        SimulatedRow(
            ags=frame.municipality_id,
            name=frame.municipality.name,
            released_weight=frame.persons,
            weight=weights.get(frame.municipality_id, 0),
            released_eur=int(frame.frame_eur),
            simulated_eur=simulated.get(frame.municipality_id, 0),
        )
        for frame in frames.order_by("municipality__name", "municipality_id")
    ]


def kreise_of(rows: Iterable[SimulatedRow]) -> list[SimulatedRow]:
    """The sums of these municipalities by Kreis, by name. One statement."""
    groups: dict[str, list[SimulatedRow]] = {}
    for row in rows:
        groups.setdefault(row.ags[:5], []).append(row)
    return [
        sum_of(groups[kreis.ags], ags=kreis.ags, name=kreis.full_name)
        for kreis in Kreis.objects.filter(pk__in=groups).order_by("name", "ags")
    ]


def sum_of(rows: Iterable[SimulatedRow], *, ags: str = "", name: str = "") -> SimulatedRow:
    """One line with the sums of others."""
    listed = list(rows)
    return SimulatedRow(
        ags=ags,
        name=name,
        released_weight=sum(row.released_weight for row in listed),
        weight=sum(row.weight for row in listed),
        released_eur=sum(row.released_eur for row in listed),
        simulated_eur=sum(row.simulated_eur for row in listed),
    )

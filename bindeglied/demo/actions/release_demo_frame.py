"""A released planning frame for the whole demo Land, with mostly invented counts."""

from __future__ import annotations

from datetime import date
from random import Random

from bindeglied.funding.actions import release_frames
from bindeglied.places.register import municipalities

COUNTED_ON = date(2017, 9, 15)
YEARS = (2017, 2018)
RULES_ON = date(2017, 12, 11)
TOTAL_PERSONS = 72_857

# Published for 2017/18 or worked out from the published amount; everything else is invented.
KNOWN_PERSONS = {
    "08111000": 4108,  # Stuttgart
    "08116012": 21,  # Bissingen an der Teck
    "08116033": 268,  # Kirchheim unter Teck
    "08116071": 89,  # Wendlingen am Neckar
    "08226028": 83,  # Heddesheim
    "08226082": 85,  # Schriesheim
    "08226084": 135,  # Schwetzingen
    "08226096": 352,  # Weinheim
    "08226105": 77,  # Edingen-Neckarhausen
    "08226107": 30,  # Hirschberg an der Bergstraße
    "08317057": 368,  # Kehl
}


def release_demo_frame() -> None:
    """Release frames for all municipalities; the counts together are those of 2017."""
    release_frames(
        label="2017/18",
        on=RULES_ON,
        persons=demo_persons(),
        counted_on=COUNTED_ON,
        years=YEARS,
        by=None,
    )


def demo_persons() -> dict[str, int]:
    """Persons per AGS: the known ones, the rest spread by inhabitants with a fixed scatter."""
    others = [place for place in municipalities() if place.ags not in KNOWN_PERSONS]
    weights = {
        place.ags: place.population[2017] * Random(place.ags).uniform(0.4, 1.6) for place in others
    }
    rest = TOTAL_PERSONS - sum(KNOWN_PERSONS.values())
    per_weight = rest / sum(weights.values())
    shares = {ags: int(weight * per_weight) for ags, weight in weights.items()}
    # The largest remainders take what rounding down left over.
    by_remainder = sorted(shares, key=lambda ags: shares[ags] - weights[ags] * per_weight)
    for ags in by_remainder[: rest - sum(shares.values())]:
        shares[ags] += 1
    return KNOWN_PERSONS | shares

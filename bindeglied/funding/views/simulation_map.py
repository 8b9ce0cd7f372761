"""The map of a simulation: orange and hatched where it gives less, blue where it gives more."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from bindeglied.funding.queries.simulation import SimulatedRow
from bindeglied.funding.templatetags.plus_minus import signed_euro
from bindeglied.funding.views.maps import surroundings
from bindeglied.places.models import Kreis
from bindeglied.places.outlines import (
    ATTRIBUTION,
    ATTRIBUTION_URL,
    kreis_outlines,
    municipality_outlines,
)
from bindeglied.places.register import kreise
from bindeglied.ui.maps import LegendEntry, Map, MapShape

# In tenths of a percent of what is released: from here on it is much.
MUCH = 100
SAME = 2


def level_of(row: SimulatedRow) -> int:
    """0 much less, 1 less, 2 the same, 3 more, 4 much more."""
    if row.difference_eur == 0:
        return SAME
    share = row.tenths_of_percent
    is_much = share is None or abs(share) >= MUCH
    if row.difference_eur < 0:
        return 0 if is_much else 1
    return 4 if is_much else 3


def map_of_simulation(rows: Sequence[SimulatedRow], kreis: Kreis | None, query: str) -> Map:
    """The municipalities of a Kreis, or all Kreise where there is none."""
    outlines = municipality_outlines(kreis.ags) if kreis else kreis_outlines()
    short = {} if kreis else {entry.ags: entry.name for entry in kreise()}
    shapes = surroundings(kreis, {row.ags for row in rows}) if kreis else []
    here = reverse("funding:simulation")
    for row in rows:
        outline = outlines[row.ags]
        shapes.append(
            MapShape(
                key=row.ags,
                name=row.name,
                path=outline.path,
                box=outline.box,
                label_x=outline.label_x,
                label_y=outline.label_y,
                value_text=signed_euro(row.difference_eur),
                href=None if kreis else f"{here}?{query}&kreis={row.ags}",
                level=level_of(row),
                hatched=row.difference_eur < 0,
                label=short.get(row.ags, ""),
            )
        )
    words = (
        *((_("10 % weniger oder noch weniger"), 0), (_("weniger"), 1), (_("gleich"), SAME)),
        *((_("mehr"), 3), (_("10 % mehr oder noch mehr"), 4)),
    )
    return Map(
        title=_("Simulation: mehr und weniger"),
        description=_("Blau: mehr als freigegeben. Orange und schraffiert: weniger."),
        shapes=shapes,
        legend=[LegendEntry(text, level, level < SAME) for text, level in words],
        attribution=ATTRIBUTION,
        attribution_url=ATTRIBUTION_URL,
    )

"""The maps of the open pages: population density, the same five classes on every page."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from bindeglied.places.models import Kreis, Municipality
from bindeglied.places.outlines import (
    ATTRIBUTION,
    ATTRIBUTION_URL,
    Outline,
    kreis_outlines,
    municipality_outlines,
)
from bindeglied.places.queries import KreisFigures, MunicipalityFigures
from bindeglied.places.register import kreise
from bindeglied.ui.maps import LegendEntry, Map, MapShape, level_for
from bindeglied.ui.templatetags.formats import number

# Persons per square kilometre at which a darker colour begins; the Land as a whole has 317.
DENSITY_BREAKS = (150, 250, 500, 1000)


def map_of_land(rows: Sequence[KreisFigures], chosen: Kreis | None = None) -> Map:
    """Every Kreis, each a link to its page; one of them may be chosen."""
    outlines = kreis_outlines()
    return _map(
        _("Bevölkerungsdichte der 44 Stadt- und Landkreise"),
        [
            _shape(
                outlines[row.kreis.ags],
                row.kreis.full_name,
                row,
                reverse("places:kreis", args=(row.kreis.ags,)),
                chosen=row.kreis == chosen,
                label=row.kreis.name,
            )
            for row in rows
        ],
    )


def map_of_kreis(
    kreis: Kreis, rows: Sequence[MunicipalityFigures], chosen: Municipality | None = None
) -> Map:
    """The municipalities of a Kreis between its grey neighbours; one of them may be chosen."""
    outlines = municipality_outlines(kreis.ags)
    own = [
        _shape(
            outlines[row.municipality.ags],
            row.municipality.name,
            row,
            reverse("places:municipality", args=(row.municipality.ags,)),
            chosen=row.municipality == chosen,
        )
        for row in rows
    ]
    title = _("Bevölkerungsdichte der Gemeinden: %(kreis)s") % {"kreis": kreis.full_name}
    return _map(title, [*_neighbours(kreis), *own])


def _map(title: str, shapes: list[MapShape]) -> Map:
    return Map(
        title=title,
        description=_(
            "Je kräftiger die Farbe eines Gebiets,"
            " desto mehr Personen leben dort je Quadratkilometer."
        ),
        shapes=shapes,
        legend=_legend(),
        attribution=ATTRIBUTION,
        attribution_url=ATTRIBUTION_URL,
    )


def _shape(
    outline: Outline,
    name: str,
    row: KreisFigures | MunicipalityFigures,
    href: str,
    *,
    chosen: bool = False,
    label: str = "",
) -> MapShape:
    density = row.per_square_kilometre
    return MapShape(
        key=outline.ags,
        name=name,
        path=outline.path,
        box=outline.box,
        label_x=outline.label_x,
        label_y=outline.label_y,
        value_text=_("%(persons)s Personen je km²") % {"persons": number(density)},
        href=href,
        level=level_for(density, DENSITY_BREAKS),
        chosen=chosen,
        label=label,
    )


def _neighbours(kreis: Kreis) -> list[MapShape]:
    """All other Kreise in grey; the map draws those that lie in its view."""
    outlines = kreis_outlines()
    return [
        MapShape(
            key=entry.ags,
            name=entry.name,
            path=outlines[entry.ags].path,
            box=outlines[entry.ags].box,
            label_x=outlines[entry.ags].label_x,
            label_y=outlines[entry.ags].label_y,
            outside=True,
        )
        for entry in kreise()
        if entry.ags != kreis.ags
    ]


def _legend() -> list[LegendEntry]:
    first, *_middle, last = DENSITY_BREAKS
    between = zip(DENSITY_BREAKS, DENSITY_BREAKS[1:], strict=False)
    texts = [
        _("unter %(limit)s") % {"limit": number(first)},
        *(f"{number(low)}–{number(high - 1)}" for low, high in between),
        _("ab %(limit)s") % {"limit": number(last)},
    ]
    return [LegendEntry(text, level) for level, text in enumerate(texts)]

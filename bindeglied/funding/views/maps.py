"""Maps of planning frames: one hue, five classes, hatched where a municipality cannot go alone.

Who can, the rule says of the frame of the whole year; a tranche shows less than that.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from bindeglied.funding.queries import FrameFigures
from bindeglied.places.models import Kreis
from bindeglied.places.outlines import (
    ATTRIBUTION,
    ATTRIBUTION_URL,
    Outline,
    kreis_outlines,
    municipality_outlines,
)
from bindeglied.places.register import kreise, municipalities
from bindeglied.ui.maps import LegendEntry, Map, MapShape, level_for
from bindeglied.ui.templatetags.formats import euro, number

# Of the frames of 2017 to 2024 the third class begins exactly where one may apply alone.
MUNICIPALITY_BREAKS = (25_000, 51_000, 100_000, 200_000)
KREIS_BREAKS = (500_000, 1_000_000, 1_500_000, 2_500_000)
HATCHED_CLASSES = 2


def map_of_kreis(kreis: Kreis, rows: Sequence[FrameFigures], order: str, chosen: str) -> Map:
    """The municipalities that one may see; each link opens "why this amount" beside the map."""
    outlines = municipality_outlines(kreis.ags)
    here = reverse("funding:kreis_frames", args=(kreis.ags,))
    known = {row.ags for row in rows}
    shapes = surroundings(kreis, known)
    for row in rows:
        href = f"{here}?sortierung={order}&warum={row.ags}#warum-{row.ags}"
        hatched = not row.own_claim_possible
        level = level_for(row.frame_eur, MUNICIPALITY_BREAKS)
        outline = outlines[row.ags]
        shapes.append(_shape(outline, row, href, level, hatched=hatched, chosen=row.ags == chosen))
    return _map(
        _("Planungsrahmen der Gemeinden: %(kreis)s") % {"kreis": kreis.full_name},
        _(
            "Je kräftiger die Farbe einer Gemeinde, desto höher ihr Rahmen."
            " Schraffiert: Antrag nur im Verbund oder über den Kreis."
        ),
        shapes,
        _legend_of_municipalities(rows),
    )


def map_of_land(rows: Sequence[FrameFigures], carried: str = "") -> Map:
    """All Kreise, each a link to its municipalities; `carried` follows each address."""
    outlines, names = kreis_outlines(), {entry.ags: entry.name for entry in kreise()}
    shapes = [
        _shape(
            outlines[row.ags],
            row,
            reverse("funding:kreis_frames", args=(row.ags,)) + carried,
            level_for(row.frame_eur, KREIS_BREAKS),
            label=names[row.ags],
        )
        for row in rows
    ]
    return _map(
        _("Planungsrahmen der Stadt- und Landkreise"),
        _(
            "Je kräftiger die Farbe eines Kreises,"
            " desto höher die Summe der Rahmen seiner Gemeinden."
        ),
        shapes,
        _legend(KREIS_BREAKS),
    )


def _map(title: str, description: str, shapes: list[MapShape], legend: list[LegendEntry]) -> Map:
    return Map(
        title=title,
        description=description,
        shapes=shapes,
        legend=legend,
        attribution=ATTRIBUTION,
        attribution_url=ATTRIBUTION_URL,
    )


def _shape(
    outline: Outline,
    row: FrameFigures,
    href: str,
    level: int,
    *,
    hatched: bool = False,
    chosen: bool = False,
    label: str = "",
) -> MapShape:
    return MapShape(
        key=outline.ags,
        name=row.name,
        path=outline.path,
        box=outline.box,
        label_x=outline.label_x,
        label_y=outline.label_y,
        value_text=euro(row.frame_eur),
        href=href,
        level=level,
        hatched=hatched,
        chosen=chosen,
        label=label,
    )


def surroundings(kreis: Kreis, known: Collection[str]) -> list[MapShape]:
    """In grey: the other Kreise, and the municipalities of this one whose frame one may not see."""
    shapes = [
        _outside(kreis_outlines()[entry.ags], entry.name)
        for entry in kreise()
        if entry.ags != kreis.ags
    ]
    shapes += [
        _outside(municipality_outlines(kreis.ags)[entry.ags], entry.name)
        for entry in municipalities()
        if entry.kreis_ags == kreis.ags and entry.ags not in known
    ]
    return shapes


def _outside(outline: Outline, name: str) -> MapShape:
    return MapShape(
        key=outline.ags,
        name=name,
        path=outline.path,
        box=outline.box,
        label_x=outline.label_x,
        label_y=outline.label_y,
        outside=True,
    )


def _legend_of_municipalities(rows: Sequence[FrameFigures]) -> list[LegendEntry]:
    """Hatched classes where exactly these cannot go alone; else the hatching has its own entry."""
    follows_classes = all(
        (level_for(row.frame_eur, MUNICIPALITY_BREAKS) < HATCHED_CLASSES)
        is not row.own_claim_possible
        for row in rows
    )
    if follows_classes:
        return _legend(MUNICIPALITY_BREAKS, hatched=HATCHED_CLASSES)
    apart = LegendEntry(_("nur im Verbund oder über den Kreis"), 0, hatched=True)
    return [*_legend(MUNICIPALITY_BREAKS), apart]


def _legend(breaks: Sequence[int], *, hatched: int = 0) -> list[LegendEntry]:
    texts = [_("unter %(amount)s") % {"amount": number(amount)} for amount in breaks]
    texts.append(_("ab %(amount)s") % {"amount": number(breaks[-1])})
    return [LegendEntry(text, level, level < hatched) for level, text in enumerate(texts)]

"""Maps with a switch: persons, how densely settled, who can apply alone; for members and visitors.

Members see the frames too, drawn by `maps`. The words of a field and its colour come together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bindeglied.funding.views.maps import surroundings
from bindeglied.law.suppression import LEAST_SHOWN, KnownCount
from bindeglied.places.models import Kreis
from bindeglied.places.outlines import (
    ATTRIBUTION,
    ATTRIBUTION_URL,
    kreis_outlines,
    municipality_outlines,
)
from bindeglied.places.register import kreise, municipalities
from bindeglied.ui.maps import LegendEntry, Map, MapShape, level_for
from bindeglied.ui.templatetags.formats import number

FRAMES, PERSONS, SETTLED, CLAIM = "rahmen", "personen", "besiedlung", "antrag"
VIEWS: Mapping[str, Any] = {
    FRAMES: gettext_lazy("Rahmen"),
    PERSONS: gettext_lazy("Personen"),
    SETTLED: gettext_lazy("Besiedlung"),
    CLAIM: gettext_lazy("Eigener Antrag"),
}
MUNICIPALITY_BREAKS = (LEAST_SHOWN, 25, 75, 200)
KREIS_BREAKS = (250, 500, 1_000, 2_000)
SHARE_BREAKS = (20, 40, 60, 80)
DENSE, MEDIUM, SPARSE = "01", "02", "03"
SETTLED_WORDS: Mapping[str, tuple[Any, int]] = {
    DENSE: (gettext_lazy("dicht besiedelt"), 4),
    MEDIUM: (gettext_lazy("mittlere Besiedlungsdichte"), 2),
    SPARSE: (gettext_lazy("gering besiedelt"), 0),
}


class Area(Protocol):
    """What a map needs of a row; a Kreis has an AGS of five digits, a municipality of eight."""

    @property
    def ags(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def persons(self) -> int | KnownCount: ...

    @property
    def own_claims(self) -> int: ...

    @property
    def municipalities(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Field:
    """What one area of a map says and how it is drawn (no level: nothing is said)."""

    words: str
    level: int | None
    hatched: bool = False


def wanted_view(asked: str, views: Sequence[str]) -> str:
    """The view asked for; anything unknown means the first."""
    return asked if asked in views else views[0]


def area_map(
    view: str, rows: Sequence[Area], kreis: Kreis | None, href: Callable[[str], str | None]
) -> Map:
    """The areas of a Kreis, or all Kreise where there is none; `href` is where an AGS leads."""
    outlines = municipality_outlines(kreis.ags) if kreis else kreis_outlines()
    short = {} if kreis else {entry.ags: entry.name for entry in kreise()}
    shapes = surroundings(kreis, {row.ags for row in rows}) if kreis else []
    for row in rows:
        outline, field = outlines[row.ags], field_of(view, row)
        shapes.append(
            MapShape(
                key=row.ags,
                name=row.name,
                path=outline.path,
                box=outline.box,
                label_x=outline.label_x,
                label_y=outline.label_y,
                value_text=field.words,
                href=href(row.ags),
                level=field.level,
                hatched=field.hatched,
                label=short.get(row.ags, ""),
            )
        )
    return Map(
        title=f"{VIEWS[view]}: {kreis.full_name if kreis else _('Baden-Württemberg')}",
        description=_("Dieselben Angaben stehen in der Tabelle."),
        shapes=shapes,
        legend=_legend(view, of_kreise=kreis is None),
        attribution=ATTRIBUTION,
        attribution_url=ATTRIBUTION_URL,
    )


def field_of(view: str, row: Area) -> Field:
    """What the map and the table say of an area in this view."""
    if view == PERSONS:
        return _persons(row)
    if view == SETTLED:
        return _settled(row)
    return _claim(row)


def persons_text(persons: int | KnownCount) -> str:
    """A count as everybody reads it: the number, that it is small, or from where to where."""
    if isinstance(persons, int) or persons.is_exact:
        return number(_least_of(persons))
    if persons.most < LEAST_SHOWN:
        return _("unter %(limit)s") % {"limit": LEAST_SHOWN}
    span = {"first": number(persons.least), "last": number(persons.most)}
    return _("%(first)s bis %(last)s") % span


def _persons(row: Area) -> Field:
    breaks = MUNICIPALITY_BREAKS if len(row.ags) == 8 else KREIS_BREAKS
    return Field(persons_text(row.persons), level_for(_least_of(row.persons), breaks))


def _least_of(persons: int | KnownCount) -> int:
    return persons if isinstance(persons, int) else persons.least


def _settled(row: Area) -> Field:
    if len(row.ags) == 8:
        words, level = SETTLED_WORDS[_settlement()[row.ags]]
        return Field(str(words), level)
    sparse = sum(code == SPARSE for ags, code in _settlement().items() if ags.startswith(row.ags))
    values = {"sparse": sparse, "all": row.municipalities}
    share = 100 * sparse / row.municipalities
    return Field(
        _("%(sparse)s von %(all)s gering besiedelt") % values, level_for(share, SHARE_BREAKS)
    )


def _claim(row: Area) -> Field:
    unknown = getattr(row, "unknown", 0)
    if len(row.ags) == 8:
        if unknown:
            return Field(_("nicht gezeigt"), None)
        return (
            Field(_("allein"), 3) if row.own_claims else Field(_("nur im Verbund"), 0, hatched=True)
        )
    values = {"own": row.own_claims, "all": row.municipalities}
    words = (
        _("mindestens %(own)s von %(all)s allein") if unknown else _("%(own)s von %(all)s allein")
    )
    return Field(words % values, level_for(100 * row.own_claims / row.municipalities, SHARE_BREAKS))


def _settlement() -> dict[str, str]:
    return {place.ags: place.urbanisation for place in municipalities()}


def _legend(view: str, *, of_kreise: bool) -> list[LegendEntry]:
    if view == PERSONS:
        return _steps(KREIS_BREAKS if of_kreise else MUNICIPALITY_BREAKS, "")
    if of_kreise:
        return _steps(SHARE_BREAKS, " %")
    if view == SETTLED:
        return [LegendEntry(str(words), level) for words, level in SETTLED_WORDS.values()]
    return [
        LegendEntry(_("allein"), 3),
        LegendEntry(_("nur im Verbund oder über den Kreis"), 0, hatched=True),
    ]


def _steps(breaks: Sequence[int], unit: str) -> list[LegendEntry]:
    texts = [_("unter %(limit)s") % {"limit": f"{number(one)}{unit}"} for one in breaks]
    texts.append(_("ab %(limit)s") % {"limit": f"{number(breaks[-1])}{unit}"})
    return [LegendEntry(text, level) for level, text in enumerate(texts)]

"""The outlines of Kreise and municipalities, ready for a map; loaded once, never changed.

All areas lie on one common map of the Land: whole numbers, one unit is 20 metres, x grows to the
east and y to the south, areas are true (see `data/README.md` for source and licence).
"""

import json
from dataclasses import dataclass
from functools import cache

from bindeglied.places.register import DATA_FOLDER

Box = tuple[int, int, int, int]

ATTRIBUTION = "© GeoBasis-DE / BKG 2021 (Daten verändert)"
ATTRIBUTION_URL = "http://www.bkg.bund.de"


@dataclass(frozen=True, slots=True)
class Outline:
    """The border of one area as SVG path data (fill rule evenodd: holes are holes).

    The box is min_x, min_y, max_x, max_y; the label point is where a name has most room.
    """

    ags: str
    path: str
    box: Box
    label_x: int
    label_y: int


@cache
def kreis_outlines() -> dict[str, Outline]:
    """The outlines of the 44 Kreise by AGS (5 digits), sorted by AGS."""
    return _outlines_in("outlines_kreise.json")


@cache
def municipality_outlines(kreis_ags: str | None = None) -> dict[str, Outline]:
    """The outlines of all municipalities, or of one Kreis, by AGS (8 digits), sorted by AGS."""
    if kreis_ags is None:
        return _outlines_in("outlines_municipalities.json")
    return {
        ags: outline
        for ags, outline in municipality_outlines().items()
        if ags.startswith(kreis_ags)
    }


def _outlines_in(file_name: str) -> dict[str, Outline]:
    areas = json.loads((DATA_FOLDER / file_name).read_text(encoding="utf-8"))
    return {
        ags: Outline(ags, area["path"], tuple(area["box"]), *area["label"])
        for ags, area in areas.items()
    }

"""Make the product's own copy of the register of places out of the source files.

    python tools/prepare_places.py SOURCE_FOLDER [TARGET_FOLDER]

SOURCE_FOLDER holds gemeinden_bw.csv, kreise_bw.csv, gemeindeverbaende_bw.csv, gemeinden_bw.geojson
and kreise_bw.geojson. TARGET_FOLDER is bindeglied/places/data unless said otherwise. The same
input always gives the same bytes, so that a change of a source shows as a change of the copy.
"""

import csv
import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from heapq import heappop, heappush
from pathlib import Path
from typing import Any

TARGET_FOLDER = Path(__file__).parent.parent / "bindeglied" / "places" / "data"

# The map of the whole Land: one unit is 20 metres, x grows to the east, y to the south.
UNITS_PER_DEGREE = 111_195 / 20
MIDDLE_LON, NORTH_LAT = 9.0, 49.8
EAST_SHIFT = 5_600
# A name is wider than it is high, so room for it counts only half in the direction it is written.
NAME_SHAPE = 2

Point = tuple[int, int]
Ring = list[Point]
FinePoint = tuple[float, float]


def main(arguments: list[str]) -> int:
    if not 1 <= len(arguments) <= 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    source = Path(arguments[0])
    target = Path(arguments[1]) if len(arguments) == 2 else TARGET_FOLDER
    prepare(source, target)
    return 0


def prepare(source: Path, target: Path) -> None:
    """Write the five prepared files into `target`."""
    target.mkdir(parents=True, exist_ok=True)
    write_municipalities(source, target)
    write_kreise(source, target)
    write_associations(source, target)
    for source_name, target_name in (
        ("kreise_bw.geojson", "outlines_kreise.json"),
        ("gemeinden_bw.geojson", "outlines_municipalities.json"),
    ):
        collection = json.loads((source / source_name).read_text(encoding="utf-8"))
        areas = {feature["id"]: outline(feature["geometry"]) for feature in collection["features"]}
        write_outlines(target / target_name, areas)


def write_municipalities(source: Path, target: Path) -> None:
    rows = (
        {
            "ags": row["ags"],
            "ars": row["ars"],
            "name": row["name"],
            "name_official": row["name_official"],
            "kind": row["type"],
            "kreis_ags": row["kreis_ags"],
            "association_ars": row["verband_ars"],
            "area_hectares": hectares(row["area_km2"]),
            "postcode_seat": row["postcode_seat"],
            "lon": row["lon"],
            "lat": row["lat"],
            "urbanisation": row["urbanisation"],
        }
        | populations(row)
        for row in read(source / "gemeinden_bw.csv")
    )
    write(target / "municipalities.csv", rows)


def write_kreise(source: Path, target: Path) -> None:
    rows = (
        {
            "ags": row["ags"],
            "name": row["name"],
            "kind": row["type"],
            "regierungsbezirk": row["regierungsbezirk"],
            "region": row["region"],
            "nuts3": row["nuts3"],
            "area_hectares": hectares(row["area_km2"]),
        }
        | populations(row)
        for row in read(source / "kreise_bw.csv")
    )
    write(target / "kreise.csv", rows)


def write_associations(source: Path, target: Path) -> None:
    rows = (
        {
            "ars": row["verband_ars"],
            "name": row["name"],
            "kind": row["type_code"],
            "kreis_ags": row["kreis_ags"],
        }
        for row in read(source / "gemeindeverbaende_bw.csv")
    )
    write(target / "associations.csv", rows)


def hectares(square_kilometres: str) -> int:
    """The sources give two decimals of a square kilometre: exactly whole hectares."""
    value = Decimal(square_kilometres) * 100
    if value != int(value):
        raise ValueError(f"not a whole number of hectares: {square_kilometres} km²")
    return int(value)


def populations(row: dict[str, str]) -> dict[str, object]:
    if row["year"] != "2023":
        raise ValueError(f"{row['ags']}: population of {row['year']}, expected 2023")
    return {
        "population_2017": int(row["population_2017"]),
        "population_2021": int(row["population_2021"]),
        "population_2023": int(row["population"]),
    }


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """Rows sorted by their first column, which is the key of every one of these files."""
    ordered = sorted(rows, key=lambda row: str(next(iter(row.values()))))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ordered[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(ordered)


def write_outlines(path: Path, areas: dict[str, dict[str, object]]) -> None:
    """One area per line, so that the difference between two versions can be read."""
    lines = (
        f"{json.dumps(key)}:{json.dumps(areas[key], separators=(',', ':'))}"
        for key in sorted(areas)
    )
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8", newline="\n")


def outline(geometry: dict[str, Any]) -> dict[str, object]:
    """Path, box and place for the name of a GeoJSON polygon with its parts and holes."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    parts = [[projected(ring) for ring in polygon] for polygon in polygons]
    rings = [ring for part in parts for ring in part if len(ring) > 2]
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    largest = max(parts, key=lambda part: abs(doubled_area(part[0])))
    return {
        "path": "".join(path_of(ring) for ring in rings),
        "box": [min(xs), min(ys), max(xs), max(ys)],
        "label": place_for_name(largest),
    }


def projected(ring: list[tuple[float, float]]) -> Ring:
    """The ring on the map (sinusoidal projection: areas stay true), without repeated points."""
    points: Ring = []
    for lon, lat in ring:
        east = (lon - MIDDLE_LON) * math.cos(math.radians(lat))
        point = (
            round(east * UNITS_PER_DEGREE) + EAST_SHIFT,
            round((NORTH_LAT - lat) * UNITS_PER_DEGREE),
        )
        if not points or point != points[-1]:
            points.append(point)
    if points[0] == points[-1]:
        points.pop()
    return points


def path_of(ring: Ring) -> str:
    """The ring as SVG path data: one absolute start, then steps, which are shorter to write."""
    steps = []
    for (x, y), (next_x, next_y) in zip(ring, ring[1:], strict=False):
        steps.append(f"{next_x - x} {next_y - y}")
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def doubled_area(ring: Ring) -> float:
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in sides(ring))


def sides(ring: Sequence[FinePoint]) -> Iterator[tuple[FinePoint, FinePoint]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def place_for_name(part: list[Ring]) -> Point:
    """The point of the area that is farthest from its border, found by halving cells.

    A cell is looked into only as long as its middle plus its half diagonal could beat the best
    point so far by more than a twenty-fifth of the area's half width: nobody sees less.
    """
    narrow: list[list[FinePoint]] = [[(x / NAME_SHAPE, y) for x, y in ring] for ring in part]
    xs, ys = zip(*narrow[0], strict=True)
    half = max(max(xs) - min(xs), max(ys) - min(ys)) / 2
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    worth_it = half / 25
    best = (room(middle, narrow), middle)
    cells = [(-best[0] - half * math.sqrt(2), middle, half)]
    while cells:
        negative_limit, (x, y), half = heappop(cells)
        if -negative_limit < best[0] + worth_it:
            break
        half /= 2
        for centre in ((x + i * half, y + j * half) for i in (-1, 1) for j in (-1, 1)):
            distance = room(centre, narrow)
            best = max(best, (distance, centre))
            heappush(cells, (-distance - half * math.sqrt(2), centre, half))
    return round(best[1][0] * NAME_SHAPE), round(best[1][1])


def room(point: FinePoint, rings: list[list[FinePoint]]) -> float:
    """How far the point is from the border: above zero inside, below zero outside."""
    x, y = point
    inside, nearest = False, math.inf
    for ring in rings:
        for (ax, ay), (bx, by) in sides(ring):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
            dx, dy = bx - ax, by - ay
            share = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)
            share = min(1.0, max(0.0, share))
            nearest = min(nearest, math.hypot(ax + share * dx - x, ay + share * dy - y))
    return nearest if inside else -nearest


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

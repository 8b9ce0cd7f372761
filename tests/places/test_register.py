"""The register of places that comes with the product."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from bindeglied.places import outlines, register

REPOSITORY = Path(__file__).parents[2]
SOURCES = REPOSITORY.parent / "shared" / "data"


def test_there_are_44_kreise_1101_municipalities_and_462_entries_of_the_association_level():
    assert len(register.kreise()) == 44
    assert len(register.municipalities()) == 1101
    assert len(register.associations()) == 462


@pytest.mark.parametrize(
    ("year", "persons"), [(2017, 11_023_425), (2021, 11_124_642), (2023, 11_339_260)]
)
def test_the_municipalities_and_the_kreise_add_up_to_the_land(year: int, persons: int):
    assert sum(entry.population[year] for entry in register.municipalities()) == persons
    assert sum(entry.population[year] for entry in register.kreise()) == persons


def test_every_kreis_has_the_population_of_its_municipalities():
    for kreis in register.kreise():
        own = [each for each in register.municipalities() if each.kreis_ags == kreis.ags]
        assert own, kreis
        for year, persons in kreis.population.items():
            assert sum(each.population[year] for each in own) == persons, (kreis.name, year)


def test_rows_are_sorted_by_a_key_that_occurs_once():
    for rows, key in (
        (register.kreise(), "ags"),
        (register.municipalities(), "ags"),
        (register.associations(), "ars"),
    ):
        keys = [getattr(row, key) for row in rows]
        assert keys == sorted(set(keys))


def test_every_municipality_belongs_to_a_kreis_and_an_entry_of_the_association_level():
    kreise = {entry.ags for entry in register.kreise()}
    associations = {entry.ars for entry in register.associations()}
    for entry in register.municipalities():
        assert entry.ags[:5] == entry.kreis_ags
        assert entry.kreis_ags in kreise
        assert entry.association_ars in associations
        assert entry.ars.startswith(entry.association_ars)


def test_weinheim_is_as_the_source_says():
    weinheim = next(each for each in register.municipalities() if each.ags == "08226096")
    assert weinheim.name == "Weinheim"
    assert weinheim.name_official == "Weinheim, Stadt"
    assert weinheim.kind == "Große Kreisstadt"
    assert weinheim.area_hectares == 5811
    assert weinheim.postcode_seat == "69469"


def test_an_entry_cannot_be_changed():
    entry = register.municipalities()[0]
    with pytest.raises(AttributeError):
        entry.name = "Anders"  # type: ignore[misc]
    with pytest.raises(TypeError):
        entry.population[2017] = 1  # type: ignore[index]


def test_every_kreis_and_every_municipality_has_an_outline():
    assert list(outlines.kreis_outlines()) == [entry.ags for entry in register.kreise()]
    assert list(outlines.municipality_outlines()) == [
        entry.ags for entry in register.municipalities()
    ]


def test_the_outlines_of_a_kreis_are_those_of_its_municipalities():
    own = outlines.municipality_outlines("08226")
    assert len(own) == 54
    assert all(ags.startswith("08226") for ags in own)


def test_boxes_hold_their_label_point_and_the_municipalities_lie_in_their_kreis():
    for outline in (
        *outlines.kreis_outlines().values(),
        *outlines.municipality_outlines().values(),
    ):
        min_x, min_y, max_x, max_y = outline.box
        assert min_x < outline.label_x < max_x, outline.ags
        assert min_y < outline.label_y < max_y, outline.ags
    for ags, outline in outlines.municipality_outlines().items():
        around = outlines.kreis_outlines()[ags[:5]].box
        # Both levels were simplified apart from each other: a border may differ by 400 metres.
        assert all(outline.box[side] >= around[side] - 20 for side in (0, 1)), ags
        assert all(outline.box[side] <= around[side] + 20 for side in (2, 3)), ags


def test_the_area_of_an_outline_is_that_of_the_statistics():
    """A wrong projection, a lost part or a filled hole would show here."""
    areas = {entry.ags: entry.area_hectares for entry in register.kreise()}
    # The statistics leave out the uninhabited Gutsbezirk Münsingen, the outline holds it.
    areas["08415"] += 6_700
    for ags, outline in outlines.kreis_outlines().items():
        hectares = _area_in_units(outline.path) * 400 / 10_000
        assert hectares == pytest.approx(areas[ags], rel=0.03), ags


def test_the_name_of_a_kreis_around_a_city_is_not_written_into_the_city():
    """The Enzkreis lies around Pforzheim."""
    pforzheim = outlines.kreis_outlines()["08231"].box
    enzkreis = outlines.kreis_outlines()["08236"]
    inside_x = pforzheim[0] < enzkreis.label_x < pforzheim[2]
    inside_y = pforzheim[1] < enzkreis.label_y < pforzheim[3]
    assert not (inside_x and inside_y)


@pytest.mark.skipif(not SOURCES.exists(), reason="the source files are not here")
def test_preparing_again_gives_the_same_bytes(tmp_path: Path):
    _prepare_places().prepare(SOURCES, tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == 5
    for name in names:
        kept = register.DATA_FOLDER / name
        assert (tmp_path / name).read_bytes() == kept.read_bytes(), name


def _prepare_places() -> ModuleType:
    path = REPOSITORY / "tools" / "prepare_places.py"
    spec = importlib.util.spec_from_file_location("prepare_places", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _area_in_units(path: str) -> float:
    """The area of a path of rings M x y l dx dy … z, counted as fill-rule evenodd paints it."""
    rings = [_points(ring) for ring in path.split("z")[:-1]]
    total = 0.0
    for ring in rings:
        holes_around = sum(_contains(other, ring[0]) for other in rings if other is not ring)
        total += -_area(ring) if holes_around % 2 else _area(ring)
    return total


def _points(ring: str) -> list[tuple[int, int]]:
    numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
    points = [(numbers[0], numbers[1])]
    for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
        points.append((points[-1][0] + dx, points[-1][1] + dy))
    return points


def _area(ring: list[tuple[int, int]]) -> float:
    sides = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in sides)) / 2


def _contains(ring: list[tuple[int, int]], point: tuple[int, int]) -> bool:
    x, y = point
    sides = zip(ring, ring[1:] + ring[:1], strict=True)
    crossed = [
        (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax
        for (ax, ay), (bx, by) in sides
    ]
    return sum(crossed) % 2 == 1

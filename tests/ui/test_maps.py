"""The map component: what it draws, says and leaves out."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import combinations

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from bindeglied.ui.maps import (
    DESK_WIDTH,
    LETTER_WIDTH,
    LINE_HEIGHT,
    LegendEntry,
    Map,
    MapShape,
    level_for,
)


def square(key: str, x: int, y: int, size: int = 1000, **more: object) -> MapShape:
    shape = MapShape(
        key=key,
        name=f"Ort {key}",
        path=f"M{x} {y}l{size} 0 0 {size}-{size} 0z",
        box=(x, y, x + size, y + size),
        label_x=x + size // 2,
        label_y=y + size // 2,
        value_text="12 Personen",
        href=f"/orte/{key}/",
        level=2,
    )
    return replace(shape, **more)  # type: ignore[arg-type]


MAP = Map(
    title="Karte",
    description="Je dunkler, desto mehr",
    shapes=[
        square("aussen", -1000, 0, outside=True, href=None),
        square("weit-weg", 90_000, 0, outside=True, href=None),
        square("eins", 0, 0, level=4),
        square("zwei", 1000, 0, hatched=True, chosen=True),
        square("drei", 0, 1000, level=None, href=None),
    ],
    legend=[LegendEntry("wenig", 0), LegendEntry("im Verbund", 1, hatched=True)],
    attribution="© Amt",
    attribution_url="http://amt.example",
)


class Elements(HTMLParser):
    """Every element with its attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str, css: str) -> list[dict[str, str | None]]:
        return [
            attributes
            for name, attributes in self.found
            if name == tag and css in (attributes.get("class") or "").split()
        ]


def drawn(map_: Map = MAP) -> Elements:
    return Elements(render_to_string("ui/map.html", {"map": map_}))


def test_nothing_has_a_style_attribute_or_a_script():
    for tag, attributes in drawn().found:
        assert tag not in ("style", "script")
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_a_shape_with_a_page_is_a_link_that_says_its_name_and_value():
    links = drawn().all("a", "map-shape")
    assert [link["href"] for link in links] == ["/orte/eins/", "/orte/zwei/"]
    assert links[0]["aria-label"] == "Ort eins: 12 Personen"
    assert links[1]["aria-current"] == "true"
    assert "aria-current" not in links[0]


def test_a_shape_without_a_page_still_says_its_name_and_value():
    (shape,) = drawn().all("g", "map-no-value")
    assert shape["role"] == "img"
    assert shape["aria-label"] == "Ort drei: 12 Personen"


def test_the_drawing_has_a_title_and_a_description():
    (drawing,) = drawn().all("svg", "map-drawing")
    ids = {attributes.get("id"): tag for tag, attributes in drawn().found}
    assert ids[drawing["aria-labelledby"]] == "title"
    assert ids[drawing["aria-describedby"]] == "desc"


def test_level_hatching_and_choice_are_classes():
    elements = drawn()
    assert len(elements.all("a", "map-level-4")) == 1
    assert len(elements.all("use", "map-chosen")) == 1
    (hatched,) = elements.all("use", "map-hatched")
    assert hatched["href"] == f"#{MAP.key}-zwei"
    assert hatched["fill"] == f"url(#{MAP.key}-hatch)"


def test_everything_that_is_referred_to_is_there_and_ids_occur_once():
    html = render_to_string("ui/map.html", {"map": MAP})
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    referred = re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', html)
    assert {first or second for first, second in referred} <= set(ids)


def test_two_maps_on_a_page_share_no_id():
    other = replace(MAP, title="Eine andere Karte")
    first, second = (
        {attributes["id"] for _, attributes in drawn(each).found if "id" in attributes}
        for each in (MAP, other)
    )
    assert not first & second


def test_the_view_is_that_of_the_own_shapes_and_neighbours_out_of_sight_are_left_out():
    x, y, width, height = MAP.view
    assert x <= 0 and y <= 0
    assert x + width >= 2000 and y + height >= 2000
    assert width < 2400
    assert [shape.key for shape in MAP.outside_shapes] == ["aussen"]


def test_a_tall_area_does_not_push_the_rest_off_the_page():
    tall = Map("", "", [replace(square("a", 0, 0), box=(0, 0, 1000, 9000))])
    _, _, width, height = tall.view
    assert height <= 1.35 * width


def test_numbers_in_the_drawing_have_a_point_in_every_language(settings: object):
    settings.LANGUAGE_CODE = "de"  # type: ignore[attr-defined]
    html = render_to_string("ui/map.html", {"map": MAP})
    assert not re.findall(r'(?:font-size|stroke-width|y|width|height)="-?\d+,\d', html)


def test_the_attribution_is_shown_with_its_link():
    assert any(
        tag == "a" and attributes.get("href") == "http://amt.example"
        for tag, attributes in drawn().found
    )


@pytest.mark.parametrize(
    ("value", "level"), [(0, 0), (149, 0), (150, 1), (250, 2), (999, 3), (1000, 4), (9999, 4)]
)
def test_a_darker_colour_begins_exactly_at_the_break(value: int, level: int):
    assert level_for(value, (150, 250, 500, 1000)) == level


places = st.tuples(
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.integers(200, 4000),
    st.text(alphabet="abcdefg -", min_size=1, max_size=24),
    st.booleans(),
)


@given(st.lists(places, min_size=1, max_size=25))
def test_names_never_touch_each_other_and_never_leave_the_map(rows: list[tuple]):
    shapes = [
        square(str(number), x, y, size, name=name, outside=outside)
        for number, (x, y, size, name, outside) in enumerate(rows)
    ]
    map_ = Map("", "", shapes)
    view_x, view_y, width, height = map_.view
    for names in map_.name_sets:
        boxes = [_box_of(name, names.size) for name in names.names]
        for left, top, right, bottom in boxes:
            assert left >= view_x - 1 and right <= view_x + width + 1
            assert top >= view_y - names.size and bottom <= view_y + height + names.size
        for one, other in combinations(boxes, 2):
            apart = 2
            assert (
                one[2] <= other[0] + apart
                or other[2] <= one[0] + apart
                or one[3] <= other[1] + apart
                or other[3] <= one[1] + apart
            )


def test_the_chosen_name_is_written_even_where_a_larger_one_would_stand():
    large = square("gross", 0, 0, 4000)
    small = square("klein", 1900, 1900, 200, chosen=True)
    lines = {
        line for name in Map("", "", [large, small]).name_sets[0].names for _, line in name.lines
    }
    assert "Ort klein" in lines


def test_a_long_name_is_parted_at_the_hyphen_or_blank_nearest_its_middle():
    wide = square("a", 0, 0, 9000, name="Schwarzwald-Baar-Kreis")
    (name,) = Map("", "", [wide]).name_sets[0].names
    assert [line for _, line in name.lines] == ["Schwarzwald-", "Baar-Kreis"]


def _box_of(name, size: float) -> tuple[float, float, float, float]:  # type: ignore[no-untyped-def]
    half = max(len(line) for _, line in name.lines) * size * LETTER_WIDTH / 2
    first = name.lines[0][0] - size * 0.35
    return (
        name.x - half,
        first - size * LINE_HEIGHT / 2,
        name.x + half,
        first + (len(name.lines) - 0.5) * size * LINE_HEIGHT,
    )


def test_names_are_as_large_as_on_paper_at_the_width_of_a_desk():
    names = MAP.name_sets[0]
    assert names.size * DESK_WIDTH / MAP.view[2] == pytest.approx(12, abs=0.1)

"""Maps as server-rendered SVG: shapes with a colour class each, names where they fit, a legend.

A page builds a `Map` out of shapes (from wherever its outlines come) and includes `ui/map.html`.
Beside every map stands a table with the same numbers; the map repeats them, it is never alone.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

Box = tuple[int, int, int, int]
Place = tuple[float, float, float, float]

LEVELS = 5
# How wide a map is drawn, in CSS pixels: beside a table, and on a phone. Names need their size.
DESK_WIDTH, PHONE_WIDTH = 500, 310
NAME_PIXELS = 12
# In heights of a letter: the mean width of one, the distance of two lines.
LETTER_WIDTH, LINE_HEIGHT = 0.55, 1.15
# Where a name may stand instead of its best place: in its own widths, in heights of a letter.
STEPS_ASIDE = ((0, 0), (0, -0.8), (0, 0.8), (-0.2, 0), (0.2, 0), (-0.2, -0.8), (0.2, 0.8))
# A map of a very tall area must not push everything else off the page.
MAX_HEIGHT_TO_WIDTH = 1.3


@dataclass(frozen=True, slots=True)
class MapShape:
    """One area: where it lies, what it is called, what it shows, where it leads.

    The path is SVG path data with whole numbers, the box min_x, min_y, max_x, max_y, label_x and
    label_y the point where the name has room. `level` is the colour class 0 (least) to 4 (most) or
    None for "no value". `outside` marks a neighbouring area: grey, no link, not part of the figure.
    `label` is what is written on the map where that is shorter than the name.
    """

    key: str
    name: str
    path: str
    box: Box
    label_x: int
    label_y: int
    value_text: str = ""
    href: str | None = None
    level: int | None = None
    hatched: bool = False
    chosen: bool = False
    outside: bool = False
    label: str = ""

    @property
    def spoken(self) -> str:
        """Name and value in one sentence part, for ears and for the mouse."""
        return f"{self.name}: {self.value_text}" if self.value_text else self.name

    @property
    def colour(self) -> str:
        return colour_class(self.level)

    @property
    def print_mark(self) -> bool:
        return has_print_mark(self.level)


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One field of the legend, drawn like the shapes it explains."""

    text: str
    level: int | None = None
    hatched: bool = False

    @property
    def colour(self) -> str:
        return colour_class(self.level)

    @property
    def print_mark(self) -> bool:
        return has_print_mark(self.level)


@dataclass(frozen=True, slots=True)
class Name:
    """A name on the map, in one or two lines around its middle."""

    lines: tuple[tuple[float, str], ...]
    x: int
    outside: bool
    inverse: bool


@dataclass(frozen=True, slots=True)
class Names:
    """The names that fit without touching each other at one width of the map."""

    css: str
    size: float
    halo: float
    names: tuple[Name, ...]


@dataclass(frozen=True)
class Map:
    """A map of shapes in one common coordinate system, x to the right, y downwards."""

    title: str
    description: str
    shapes: Sequence[MapShape]
    legend: Sequence[LegendEntry] = ()
    attribution: str = ""
    attribution_url: str = ""

    @cached_property
    def key(self) -> str:
        """A beginning for ids that two different maps on one page never share."""
        content = "|".join((self.title, *(f"{each.key}{each.value_text}" for each in self.shapes)))
        return "map-" + hashlib.sha256(content.encode()).hexdigest()[:8]

    @cached_property
    def view(self) -> Box:
        """The part of the plane that is shown (x, y, width, height): all but outside areas."""
        boxes = [shape.box for shape in self.shapes if not shape.outside]
        boxes = boxes or [shape.box for shape in self.shapes] or [(0, 0, 1, 1)]
        left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
        width, height = right - left, bottom - top
        padding = max(width, height) // 40 + 1
        missing = max(0, round(height / MAX_HEIGHT_TO_WIDTH) - width)
        left, width = left - missing // 2, width + missing
        return left - padding, top - padding, width + 2 * padding, height + 2 * padding

    @property
    def view_box(self) -> str:
        return " ".join(str(number) for number in self.view)

    @property
    def outside_shapes(self) -> list[MapShape]:
        return [shape for shape in self.shapes if shape.outside and self._is_in_view(shape.box)]

    @property
    def own_shapes(self) -> list[MapShape]:
        return [shape for shape in self.shapes if not shape.outside]

    @property
    def chosen_shapes(self) -> list[MapShape]:
        return [shape for shape in self.own_shapes if shape.chosen]

    @property
    def name_sets(self) -> list[Names]:
        """The names for a desk and for a phone; the style sheet shows one of the two."""
        return [
            self._names("map-names-desk", DESK_WIDTH),
            self._names("map-names-phone", PHONE_WIDTH),
        ]

    @property
    def hatch_step(self) -> float:
        """The distance of two lines of the hatching, in units of the map."""
        return round(self.view[2] / 85, 1)

    @property
    def hatch_line(self) -> float:
        return round(self.hatch_step / 6, 1)

    @property
    def swatch_box(self) -> str:
        """A field of the legend in units of the map, so that its hatching is as dense as there."""
        return f"0 0 {16 * self.hatch_step:.0f} {2 * self.hatch_step:.0f}"

    def _is_in_view(self, box: Box) -> bool:
        x, y, width, height = self.view
        return box[0] < x + width and box[2] > x and box[1] < y + height and box[3] > y

    def _names(self, css: str, width_in_pixels: int) -> Names:
        size = NAME_PIXELS * self.view[2] / width_in_pixels
        names = fitting_names(self.shapes, self.view, size)
        return Names(css, round(size, 1), round(size / 4, 1), tuple(names))


def colour_class(level: int | None) -> str:
    return "map-no-value" if level is None else f"map-level-{level}"


def has_print_mark(level: int | None) -> bool:
    """The lightest and the darkest colour are told apart on paper without a mark."""
    return level is not None and 0 < level < LEVELS - 1


def level_for(value: float, breaks: Sequence[float]) -> int:
    """The colour class of a value: 0 below the first break, one more from each break on."""
    return bisect_right(breaks, value)


def fitting_names(shapes: Iterable[MapShape], view: Box, size: float) -> list[Name]:
    """The names that fit: chosen shapes first, then large before small, neighbours last.

    `size` is the height of the letters in units of the map. A name is left out if it would touch
    another one, leave the map, or be much wider than its shape; a small step aside is tried first.
    """
    taken: list[Place] = []
    names = []
    for shape in sorted(shapes, key=_importance):
        lines = _lines(shape.label or shape.name)
        width = max(map(len, lines)) * size * LETTER_WIDTH
        height = len(lines) * size * LINE_HEIGHT
        if not shape.chosen and width > 1.5 * (shape.box[2] - shape.box[0]):
            continue
        for step_x, step_y in STEPS_ASIDE:
            x, y = shape.label_x + step_x * width, shape.label_y + step_y * size
            place = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            if _lies_in(place, view) and not any(_touch(place, other) for other in taken):
                taken.append(place)
                names.append(_name(shape, lines, x, y, size))
                break
    return names


def _name(shape: MapShape, lines: list[str], x: float, y: float, size: float) -> Name:
    # The letters stand on their line: a third of their height brings their middle to y.
    first = y - (len(lines) - 1) * size * LINE_HEIGHT / 2 + size * 0.35
    return Name(
        lines=tuple(
            (round(first + number * size * LINE_HEIGHT, 1), line)
            for number, line in enumerate(lines)
        ),
        x=round(x),
        outside=shape.outside,
        inverse=shape.level == LEVELS - 1 and not shape.hatched,
    )


def _importance(shape: MapShape) -> tuple[bool, bool, int, str]:
    area = (shape.box[2] - shape.box[0]) * (shape.box[3] - shape.box[1])
    return (not shape.chosen, shape.outside, -area, shape.key)


def _lines(name: str) -> list[str]:
    """A long name in two lines, parted after the blank or hyphen nearest to its middle."""
    parts = [number for number, letter in enumerate(name) if letter in " -"]
    if len(name) <= 12 or not parts:
        return [name]
    middle = min(parts, key=lambda number: abs(2 * number + 1 - len(name)))
    return [name[: middle + 1].rstrip(" "), name[middle + 1 :]]


def _lies_in(place: Place, view: Box) -> bool:
    x, y, width, height = view
    return place[0] >= x and place[1] >= y and place[2] <= x + width and place[3] <= y + height


def _touch(one: Place, other: Place) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

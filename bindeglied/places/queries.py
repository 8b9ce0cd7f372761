"""Reads over places: finding one while typing, and what the open pages show."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.db.models import (
    Count,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from bindeglied.places.folding import folded
from bindeglied.places.models import Kreis, Municipality, PopulationFigure
from bindeglied.places.register import LATEST_YEAR


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A municipality (AGS of 8 digits) or a Landkreis (AGS of 5 digits) that fits a typed text.

    `lies_in` is the full name of its Landkreis, and empty for a Kreis or a Stadtkreis.
    """

    ags: str
    name: str
    kind: str
    lies_in: str
    persons: int

    @property
    def is_kreis(self) -> bool:
        return len(self.ags) == 5


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Persons at the end of a year, and the area they live in."""

    persons: int
    area_hectares: int

    @property
    def area_square_kilometres(self) -> Decimal:
        return Decimal(self.area_hectares) / 100

    @property
    def per_square_kilometre(self) -> int:
        """Persons per square kilometre, rounded half up; 0 where there is no area."""
        if not self.area_hectares:
            return 0
        return (200 * self.persons + self.area_hectares) // (2 * self.area_hectares)


@dataclass(frozen=True, kw_only=True)
class KreisFigures(Figures):
    kreis: Kreis
    municipalities: int


@dataclass(frozen=True, kw_only=True)
class MunicipalityFigures(Figures):
    municipality: Municipality


@dataclass(frozen=True, slots=True)
class YearFigure:
    """The persons at the end of a year and the change since the year before it in the table."""

    year: int
    persons: int
    change: int | None


def find_municipalities(text: str, limit: int = 8) -> list[FoundPlace]:
    """The municipalities that fit a text as it is being typed, the best first; one statement.

    `text` is part of a name, in any case, with or without dots ("Mühlacker", "Muehlacker",
    "muhlacker"), or the beginning of an AGS, also without its leading zero. First names that equal
    the text, then those that begin with it, then those with a word that begins with it, then those
    that contain it; on ties the larger population first. `limit` is 1 or more.
    """
    return _best(_fitting_municipalities(text), limit)


def find_places(text: str, limit: int = 8) -> list[FoundPlace]:
    """Municipalities and Landkreise together, found and ordered like `find_municipalities`.

    A Stadtkreis stands here once, as the municipality that it is. Two statements.
    """
    return _best([*_fitting_municipalities(text), *_fitting_landkreise(text)], limit)


def kreise_with_population(year: int = LATEST_YEAR) -> list[KreisFigures]:
    """All Kreise with the persons living there on 31 December of `year`, by name.

    A year without figures gives 0 persons. One statement.
    """
    kreise = Kreis.objects.annotate(
        persons=Coalesce(
            Sum(
                "municipalities__population_figures__persons",
                filter=Q(municipalities__population_figures__year=year),
            ),
            0,
        ),
        municipality_count=Count("municipalities", distinct=True),
    ).order_by("search_name", "ags")
    return [
        KreisFigures(
            persons=kreis.persons,
            area_hectares=kreis.area_hectares,
            kreis=kreis,
            municipalities=kreis.municipality_count,
        )
        for kreis in kreise
    ]


def municipalities_of(kreis: Kreis, year: int = LATEST_YEAR) -> list[MunicipalityFigures]:
    """The municipalities of a Kreis with the persons living there on 31 December of `year`.

    Sorted by name; a year without figures gives 0 persons. One statement.
    """
    municipalities = (
        Municipality.objects.filter(kreis=kreis)
        .annotate(persons=_persons_in(year))
        .order_by("search_name", "ags")
    )
    return [
        MunicipalityFigures(
            persons=each.persons, area_hectares=each.area_hectares, municipality=each
        )
        for each in municipalities
    ]


def total_of(rows: Iterable[Figures]) -> Figures:
    """The sum over the rows of a table; no statement."""
    rows = list(rows)
    return Figures(
        persons=sum(row.persons for row in rows),
        area_hectares=sum(row.area_hectares for row in rows),
    )


def figures_of(municipality: Municipality) -> list[YearFigure]:
    """The persons living in a municipality at the end of each year known, the latest first.

    One statement.
    """
    by_year = list(municipality.population_figures.order_by("year").values_list("year", "persons"))
    earlier = [None, *(persons for _, persons in by_year)]
    return [
        YearFigure(year, persons, None if before is None else persons - before)
        for (year, persons), before in zip(by_year, earlier, strict=False)
    ][::-1]


def figures_now(municipality: Municipality) -> Figures:
    """Persons at the end of the latest year that came with the product, and area; one statement."""
    latest = municipality.population_figures.filter(year=LATEST_YEAR).first()
    return Figures(
        persons=latest.persons if latest else 0, area_hectares=municipality.area_hectares
    )


def fellow_members(municipality: Municipality) -> list[Municipality]:
    """The other municipalities of the same association, by name; empty without an association."""
    if municipality.association_id is None:
        return []
    return list(
        Municipality.objects.filter(association=municipality.association_id)
        .exclude(pk=municipality.pk)
        .order_by("search_name", "ags")
    )


def _persons_in(year: int) -> Coalesce:
    figure = PopulationFigure.objects.filter(municipality=OuterRef("pk"), year=year)
    return Coalesce(Subquery(figure.values("persons")), 0, output_field=IntegerField())


_Place = TypeVar("_Place", Kreis, Municipality)
# A candidate is a found place between its rank (0 is best) and its folded name.
_Candidate = tuple[int, FoundPlace, str]


def _fitting_municipalities(text: str) -> list[_Candidate]:
    rows = (
        _fitting(Municipality.objects.all(), text)
        .annotate(
            figure=FilteredRelation(
                "population_figures", condition=Q(population_figures__year=LATEST_YEAR)
            )
        )
        .select_related("kreis")
        .annotate(persons=Coalesce("figure__persons", 0))
    )
    return [
        (
            _rank(text, row),
            FoundPlace(
                row.ags,
                row.name,
                row.get_kind_display(),
                "" if row.kreis.is_city else row.kreis.full_name,
                row.persons,
            ),
            row.search_name,
        )
        for row in rows
    ]


def _fitting_landkreise(text: str) -> list[_Candidate]:
    # The kind is not a part of the name: "Landkreis Heilbronn" is found under "heilbronn".
    text = folded(text).removeprefix("landkreis ").removeprefix("kreis ")
    rows = _fitting(Kreis.objects.filter(kind=Kreis.Kind.LANDKREIS), text).annotate(
        persons=Coalesce(
            Sum(
                "municipalities__population_figures__persons",
                filter=Q(municipalities__population_figures__year=LATEST_YEAR),
            ),
            0,
        )
    )
    return [
        (
            _rank(text, row),
            FoundPlace(row.ags, row.full_name, row.get_kind_display(), "", row.persons),
            row.search_name,
        )
        for row in rows
    ]


def _fitting(places: QuerySet[_Place], text: str) -> QuerySet[_Place]:
    """The rows that fit at all. Up to two letters only beginnings of words: the rest is noise.

    Up to two digits find nothing: every AGS of the Land begins with 08.
    """
    typed = folded(text)
    digits = typed.replace(" ", "")
    if not typed or (digits.isdecimal() and len(digits) < 3):
        return places.none()
    if digits.isdecimal():
        return places.filter(Q(ags__startswith=digits) | Q(ags__startswith=f"0{digits}"))
    columns = ("search_name", "search_name_spelt_out")
    fits = Q()
    for column in columns:
        if len(typed) > 2:
            fits |= Q(**{f"{column}__contains": typed})
        else:
            fits |= Q(**{f"{column}__startswith": typed}) | Q(
                **{f"{column}__contains": f" {typed}"}
            )
    return places.filter(fits)


def _rank(text: str, place: Kreis | Municipality) -> int:
    """0 equal, 1 begins with the text, 2 a word of it does, 3 contains it or fits by AGS."""
    typed = folded(text)
    names = (place.search_name, place.search_name_spelt_out)
    if typed in names:
        return 0
    if any(name.startswith(typed) for name in names):
        return 1
    return 2 if any(f" {typed}" in name for name in names) else 3


def _best(candidates: Iterable[_Candidate], limit: int) -> list[FoundPlace]:
    ordered = sorted(
        candidates,
        key=lambda each: (each[0], -each[1].persons, each[2], each[1].ags),
    )
    return [place for _, place, _ in ordered[:limit]]

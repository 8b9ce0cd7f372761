"""The register of places as it came with the product: plain rows out of files, no database.

The command line computes planning frames without a server; it reads the register here. The
database is filled from the same rows (`actions.load_reference_data`).
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

DATA_FOLDER = Path(__file__).parent / "data"
POPULATION_YEARS = (2017, 2021, 2023)
LATEST_YEAR = POPULATION_YEARS[-1]


@dataclass(frozen=True, slots=True)
class KreisEntry:
    """A Stadtkreis or Landkreis; population is that of 31 December of each year."""

    ags: str
    name: str
    kind: str
    regierungsbezirk: str
    region: str
    nuts3: str
    area_hectares: int
    population: Mapping[int, int] = field(hash=False)


@dataclass(frozen=True, slots=True)
class AssociationEntry:
    """The level between Kreis and municipality in the Regionalschlüssel (first 9 digits).

    The code of its kind is "50" for a municipality without an association, "54" for an agreed
    administrative community (vereinbarte Verwaltungsgemeinschaft) and "56" for an association of
    municipalities (Gemeindeverwaltungsverband).
    """

    ars: str
    name: str
    kind: str
    kreis_ags: str


@dataclass(frozen=True, slots=True)
class MunicipalityEntry:
    """A municipality; population is that of 31 December of each year, lon and lat are its seat."""

    ags: str
    ars: str
    name: str
    name_official: str
    kind: str
    kreis_ags: str
    association_ars: str
    area_hectares: int
    postcode_seat: str
    lon: float
    lat: float
    urbanisation: str
    population: Mapping[int, int] = field(hash=False)


@cache
def kreise() -> tuple[KreisEntry, ...]:
    """The 44 Kreise, sorted by AGS (5 digits)."""
    return tuple(
        KreisEntry(ags, name, kind, regierungsbezirk, region, nuts3, int(area), _by_year(persons))
        for ags, name, kind, regierungsbezirk, region, nuts3, area, *persons in _rows("kreise.csv")
    )


@cache
def associations() -> tuple[AssociationEntry, ...]:
    """The 462 entries of the association level, sorted by Regionalschlüssel (9 digits).

    Two of them have no member: the uninhabited areas that belong to no municipality.
    """
    return tuple(AssociationEntry(*row) for row in _rows("associations.csv"))


@cache
def municipalities() -> tuple[MunicipalityEntry, ...]:
    """The 1,101 municipalities, sorted by AGS (8 digits)."""
    return tuple(
        MunicipalityEntry(
            ags=ags,
            ars=ars,
            name=name,
            name_official=name_official,
            kind=kind,
            kreis_ags=kreis_ags,
            association_ars=association_ars,
            area_hectares=int(area),
            postcode_seat=postcode,
            lon=float(lon),
            lat=float(lat),
            urbanisation=urbanisation,
            population=_by_year(persons),
        )
        for (
            ags,
            ars,
            name,
            name_official,
            kind,
            kreis_ags,
            association_ars,
            area,
            postcode,
            lon,
            lat,
            urbanisation,
            *persons,
        ) in _rows("municipalities.csv")
    )


def _by_year(persons: list[str]) -> Mapping[int, int]:
    return MappingProxyType(dict(zip(POPULATION_YEARS, map(int, persons), strict=True)))


def _rows(file_name: str) -> Iterator[list[str]]:
    with (DATA_FOLDER / file_name).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows

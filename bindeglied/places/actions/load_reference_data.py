"""Bring the register of places that came with the product into the database."""

from dataclasses import dataclass
from typing import TypeVar

from django.db import models, transaction

from bindeglied.places import register
from bindeglied.places.folding import folded, spelt_out
from bindeglied.places.models import Association, Kreis, Municipality, PopulationFigure

_Row = TypeVar("_Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows of each kind the register holds; all of them are in the database now."""

    kreise: int
    associations: int
    municipalities: int
    population_figures: int


@transaction.atomic
def load_reference_data() -> Loaded:
    """Write every Kreis, association, municipality and population figure; again does no harm.

    A row that is there is brought up to date, none is deleted. There is no `by`: the installation
    itself loads public data that came with it, before anybody has signed in.
    """
    kreise = [_kreis(entry) for entry in register.kreise()]
    associations = [
        Association(ars=entry.ars, name=entry.name, kind=entry.kind, kreis_id=entry.kreis_ags)
        for entry in register.associations()
    ]
    municipalities = [_municipality(entry) for entry in register.municipalities()]
    figures = [
        PopulationFigure(municipality_id=entry.ags, year=year, persons=persons)
        for entry in register.municipalities()
        for year, persons in entry.population.items()
    ]
    _write(Kreis, kreise, key=["ags"])
    _write(Association, associations, key=["ars"])
    _write(Municipality, municipalities, key=["ags"])
    _write(PopulationFigure, figures, key=["municipality", "year"])
    return Loaded(len(kreise), len(associations), len(municipalities), len(figures))


def _write(model: type[_Row], rows: list[_Row], *, key: list[str]) -> None:
    """Insert the rows; where the key is there already, write the other columns anew."""
    others = [
        field.name
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in key
    ]
    model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=key, update_fields=others
    )


def _kreis(entry: register.KreisEntry) -> Kreis:
    return Kreis(
        ags=entry.ags,
        name=entry.name,
        kind=entry.kind,
        regierungsbezirk=entry.regierungsbezirk,
        region=entry.region,
        nuts3=entry.nuts3,
        area_hectares=entry.area_hectares,
        search_name=folded(entry.name),
        search_name_spelt_out=spelt_out(entry.name),
    )


def _municipality(entry: register.MunicipalityEntry) -> Municipality:
    return Municipality(
        ags=entry.ags,
        ars=entry.ars,
        name=entry.name,
        name_official=entry.name_official,
        kind=entry.kind,
        kreis_id=entry.kreis_ags,
        association_id=entry.association_ars,
        area_hectares=entry.area_hectares,
        postcode_seat=entry.postcode_seat,
        lon=entry.lon,
        lat=entry.lat,
        urbanisation=entry.urbanisation,
        search_name=folded(entry.name),
        search_name_spelt_out=spelt_out(entry.name),
    )

"""Loading the register into the database, and rows that the database refuses."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from bindeglied.places.actions.load_reference_data import Loaded, load_reference_data
from bindeglied.places.models import Association, Kreis, Municipality, PopulationFigure

pytestmark = pytest.mark.django_db


def test_loading_brings_every_row_and_says_how_many():
    PopulationFigure.objects.all().delete()
    assert load_reference_data() == Loaded(44, 462, 1101, 3303)
    assert Kreis.objects.count() == 44
    assert Association.objects.count() == 462
    assert Municipality.objects.count() == 1101
    assert PopulationFigure.objects.count() == 3303


def test_loading_again_repairs_what_was_changed_and_doubles_nothing():
    Municipality.objects.filter(ags="08226096").update(name="Verschrieben", search_name="x")
    PopulationFigure.objects.filter(municipality="08226096", year=2023).update(persons=1)
    assert load_reference_data() == Loaded(44, 462, 1101, 3303)
    weinheim = Municipality.objects.get(ags="08226096")
    assert (weinheim.name, weinheim.search_name) == ("Weinheim", "weinheim")
    assert weinheim.population_figures.get(year=2023).persons == 45_381
    assert PopulationFigure.objects.count() == 3303


WRONG_ROWS: dict[str, Callable[[], object]] = {
    "ags_of_a_municipality_has_eight_digits_and_begins_with_08": lambda: _change(ags="08226x96"),
    "ags_of_a_municipality_begins_with_that_of_its_kreis": lambda: _change(kreis_id="08111"),
    "postcode_of_the_seat_has_five_digits": lambda: _change(postcode_seat="6946"),
    "urbanisation_is_01_02_or_03": lambda: _change(urbanisation="04"),
    "ags_of_a_kreis_has_five_digits_and_begins_with_08": lambda: Kreis.objects.filter(
        ags="08226"
    ).update(ags="8226"),
    "a_kreis_is_a_stadtkreis_or_a_landkreis": lambda: Kreis.objects.update(kind="Bezirk"),
    "an_association_is_of_kind_50_54_or_56": lambda: Association.objects.update(kind="51"),
    "ars_of_an_association_has_nine_digits": lambda: Association.objects.filter(
        ars="081110000"
    ).update(ars="08111"),
    "year_of_a_population_figure_lies_between_1990_and_2100": lambda: (
        PopulationFigure.objects.update(year=23)
    ),
}


@pytest.mark.parametrize("rule", WRONG_ROWS)
def test_the_database_refuses_a_row_that_breaks_the_rule(rule: str):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        WRONG_ROWS[rule]()


def test_the_database_refuses_a_second_figure_for_the_same_year():
    with pytest.raises(IntegrityError), transaction.atomic():
        PopulationFigure.objects.create(municipality_id="08226096", year=2023, persons=1)


def test_a_kreis_with_municipalities_cannot_be_deleted():
    with pytest.raises(IntegrityError), transaction.atomic():
        Kreis.objects.get(ags="08226").delete()


def _change(**columns: object) -> None:
    Municipality.objects.filter(ags="08226096").update(**columns)

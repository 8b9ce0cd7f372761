"""Finding a place while typing."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from bindeglied.places.folding import folded, spelt_out
from bindeglied.places.queries import find_municipalities, find_places

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "without_dots", "with_e"),
    [
        ("Mühlacker", "muhlacker", "muehlacker"),
        ("Großbottwar", "grossbottwar", "grossbottwar"),
        ("St. Georgen im Schwarzwald", "st georgen im schwarzwald", "st georgen im schwarzwald"),
        ("Sankt Georgen", "st georgen", "st georgen"),
        ("Eislingen/Fils", "eislingen fils", "eislingen fils"),
        ("Öhringen", "ohringen", "oehringen"),
        ("O\u0308hringen", "ohringen", "oehringen"),
        ("  ", "", ""),
    ],
)
def test_a_name_is_folded_in_two_spellings(name: str, without_dots: str, with_e: str):
    assert folded(name) == without_dots
    assert spelt_out(name) == with_e


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Muehlacker", "08236040"),
        ("Mühlacker", "08236040"),
        ("muhlacker", "08236040"),
        ("MÜHLACKER", "08236040"),
        ("weinh", "08226096"),
        ("08226096", "08226096"),
        ("8226096", "08226096"),
        ("0822609", "08226096"),
        ("grossbott", "08118021"),
        ("Großbott", "08118021"),
        ("Sankt Bla", "08337097"),
        ("st.bla", "08337097"),
        ("Baden Baden", "08211000"),
        ("fils", "08117019"),
        ("Ulm", "08421000"),
        ("u", "08421000"),
    ],
)
def test_a_municipality_is_found_as_people_type_it(typed: str, first: str):
    assert find_municipalities(typed)[0].ags == first


def test_equal_names_come_before_beginnings_before_words_before_the_rest():
    names = [place.name for place in find_municipalities("altheim", limit=20)]
    assert names == ["Altheim", "Altheim", "Altheim (Alb)"]
    names = [place.name for place in find_municipalities("baden", limit=20)]
    assert names[:2] == ["Baden-Baden", "Badenweiler"]
    assert set(names[2:]) == {"Rheinfelden (Baden)", "Weingarten (Baden)", "Laufenburg (Baden)"}
    names = [place.name for place in find_municipalities("weinheim", limit=20)]
    assert names[0] == "Weinheim"


def test_of_equal_fits_the_larger_population_comes_first():
    persons = [place.persons for place in find_municipalities("altheim")][:2]
    assert persons == sorted(persons, reverse=True)


def test_landkreise_are_found_too_and_a_stadtkreis_only_once():
    found = {(place.ags, place.name) for place in find_places("heilbronn")}
    assert found == {("08125", "Landkreis Heilbronn"), ("08121000", "Heilbronn")}
    assert find_places("Landkreis Heilbronn")[0].ags == "08125"
    assert find_places("Rhein-Neckar")[0].ags == "08226"
    assert find_places("08226")[0].ags == "08226"


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "08", "8", "xyz", "'; drop table", "99999"])
def test_what_fits_nothing_finds_nothing(typed: str):
    assert find_places(typed) == []


def test_no_more_than_the_limit_is_given():
    assert len(find_municipalities("b")) == 8
    assert len(find_municipalities("b", limit=3)) == 3


def test_one_statement_finds_municipalities(
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
):
    with django_assert_num_queries(1):
        find_municipalities("muhl")
    with django_assert_num_queries(2):
        find_places("muhl")

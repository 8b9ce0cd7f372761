"""A simulation changes nothing, agrees with the release where nothing is changed, and adds up."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest

from bindeglied.demo.actions.release_demo_frame import demo_persons
from bindeglied.funding.models import FrameRelease
from bindeglied.law.allocation import frames_eur
from bindeglied.places.register import LATEST_YEAR, municipalities
from tests.conftest import CastFixture
from tests.funding.counted import closed_survey

pytestmark = pytest.mark.django_db
PAGE = "/foerderung/planungsrahmen/simulation/"
FILE = "/foerderung/planungsrahmen/simulation.csv"


def rows_of(cast: CastFixture, name: str, **words: str) -> dict[str, list[str]]:
    answer = cast(name).get(FILE, words)
    assert answer.status_code == 200
    lines = csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    return {row[0]: row[1:] for row in list(lines)[1:]}


def test_with_nothing_changed_nobody_gains_or_loses(cast: CastFixture) -> None:
    rows = rows_of(cast, "Heidi")
    assert len(rows) == 44
    assert {row[3] for row in rows.values()} == {"0"}


def test_half_the_pool_is_half_the_frame_with_plus_and_minus(cast: CastFixture) -> None:
    row = rows_of(cast, "Clara", topf="29000000")["08226096"]
    assert row == ["Weinheim", "280220", "140110", "-140110", "-50,0"]
    page = cast("Clara").get(PAGE, {"topf": "29000000"}).content.decode()
    assert "−140.110" in page and "Simulation, nichts davon gilt" in page
    assert len(re.findall(r"map-level-0", page)) >= 54


def test_by_inhabitants_it_is_the_formula_over_inhabitants(cast: CastFixture) -> None:
    places = municipalities()
    inhabitants = [place.population[LATEST_YEAR] for place in places]
    amounts = frames_eur(
        pool_cents=5_800_000_000, persons=inhabitants, total_persons=sum(inhabitants)
    )
    expected = {place.ags: str(amount) for place, amount in zip(places, amounts, strict=True)}
    rows = rows_of(cast, "Clara", schluessel="einwohner")
    assert {ags: row[2] for ags, row in rows.items()} == {ags: expected[ags] for ags in rows}
    assert len(rows) == 54


def test_another_count_and_a_tranche(cast: CastFixture) -> None:
    survey = closed_survey(2018, {**demo_persons(), "08226096": 704})
    rows = rows_of(cast, "Clara", zaehlung=str(survey.pk), tranche="60")
    (expected,) = frames_eur(pool_cents=3_480_000_000, persons=[704], total_persons=72_857 + 352)
    assert rows["08226096"][2] == str(expected)
    assert FrameRelease.objects.count() == 1


def test_everybody_sees_the_rows_of_their_own(cast: CastFixture) -> None:
    assert len(rows_of(cast, "Heidi", kreis="08226")) == 54
    bernd = cast("Bernd", "funding_officer").get(FILE).content.decode()
    assert "Schriesheim" in bernd and "Weinheim" not in bernd
    assert cast("Ingo").get(PAGE, {"kreis": "08226"}).status_code == 404


@pytest.mark.parametrize(
    "words", [{"topf": "viel"}, {"tranche": "0"}, {"zaehlung": "x"}, {"freigabe": "x"}]
)
def test_a_form_at_fault_is_shown_with_its_fault_and_no_rows(
    cast: CastFixture, words: dict[str, str]
) -> None:
    page = cast("Clara").get(PAGE, words)
    assert page.status_code == 200
    assert "Tabelle der Simulation" not in page.content.decode()
    assert cast("Clara").get(FILE, words).status_code == 404


@pytest.mark.parametrize("order", ["name", "differenz", "rahmen"])
def test_the_file_is_the_table_in_its_order(cast: CastFixture, order: str) -> None:
    words = {"topf": "40000000", "sortierung": order}
    page = cast("Clara").get(PAGE, words).content.decode()
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    names = re.findall(r'<th scope="row">(.*?)</th>', table)
    assert [row[0] for row in rows_of(cast, "Clara", **words).values()] == names

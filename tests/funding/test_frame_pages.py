"""The frame pages: what a Kreis, a municipality and the Land read there."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.test import Client

from bindeglied.funding.models import PlanningFrame
from bindeglied.funding.queries import computation_of
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db

LAND = "/foerderung/planungsrahmen/"
RHEIN_NECKAR = "/foerderung/planungsrahmen/08226/"
ROW = re.compile(r'<tr[^>]*id="warum-(\d{8})"')


def words(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_a_kreis_lands_on_its_own_municipalities(cast: CastFixture) -> None:
    answer = cast("Clara").get(LAND)
    assert (answer.status_code, answer["Location"]) == (302, RHEIN_NECKAR)
    rows = ROW.findall(cast("Clara").get(RHEIN_NECKAR).content.decode())
    assert len(rows) == len(set(rows)) == 54
    assert all(ags.startswith("08226") for ags in rows)


def test_a_municipality_sees_its_own_row_only_and_already_opened(cast: CastFixture) -> None:
    bernd = cast("Bernd", "funding_officer")
    page = bernd.get(RHEIN_NECKAR).content.decode()
    assert ROW.findall(page) == ["08226082"]
    shown = words(bernd, RHEIN_NECKAR)
    assert "Planungsrahmen Schriesheim" in shown
    assert "Warum dieser Betrag?" in shown
    assert "67.667 €" in shown
    assert "280.220 €" not in shown


def test_the_reason_is_the_whole_calculation(cast: CastFixture) -> None:
    shown = words(cast("Clara"), f"{RHEIN_NECKAR}?warum=08226096")
    parts = ("58.000.000,00 €", "352", "72.857", "280.220,16 €", "280.220 €", "15. September 2017")
    positions = [shown.index(part, shown.index("Warum dieser Betrag? F")) for part in parts]
    assert positions == sorted(positions)
    assert "VwV Integrationsmanagement vom 11.12.2017" in shown
    assert "ungeprüft" in shown


def test_the_reason_of_a_small_frame_says_what_is_possible_instead(cast: CastFixture) -> None:
    shown = words(cast("Clara"), f"{RHEIN_NECKAR}?warum=08226107")
    assert "Kein eigener Antrag: Der Rahmen liegt unter 51.000 € im Jahr." in shown


@pytest.mark.parametrize("asked", ["08317057", "08226999", "'", "<script>"])
def test_nobody_gets_a_reason_for_what_is_not_theirs(cast: CastFixture, asked: str) -> None:
    plain = cast("Clara").get(RHEIN_NECKAR).content.decode()
    page = cast("Clara").get(RHEIN_NECKAR, {"warum": asked}).content.decode()
    assert 'class="reason"' not in page
    assert len(ROW.findall(page)) == len(ROW.findall(plain))
    assert '<script>"' not in page


@pytest.mark.parametrize(
    ("order", "first"),
    [("rahmen", "08226096"), ("personen", "08226096"), ("name", "08226003"), ("?", "08226096")],
)
def test_the_table_comes_in_the_order_asked_for(cast: CastFixture, order: str, first: str) -> None:
    page = cast("Clara").get(RHEIN_NECKAR, {"sortierung": order}).content.decode()
    assert ROW.findall(page)[0] == first


def test_the_land_reads_the_sum_of_all_kreise(cast: CastFixture) -> None:
    shown = words(cast("Heidi"), LAND)
    assert "72.857 Personen am 15.09.2017" in shown
    assert "Stadtkreis Stuttgart 4.108 3.270.297 € 51,1 64,1 1 von 1" in shown
    frames = sum(frame.frame_eur for frame in PlanningFrame.objects.all())
    difference = int(frames - Decimal(58_000_000))
    sign = "−" if difference < 0 else ""
    assert f"Rundungsdifferenz zum Topf: {sign}{abs(difference)} €" in shown


def test_the_land_opens_every_kreis(cast: CastFixture) -> None:
    page = cast("Heidi").get(LAND).content.decode()
    kreise = set(re.findall(r"/foerderung/planungsrahmen/(08\d{3})/", page))
    assert len(kreise) == 44
    for ags in sorted(kreise)[::11]:
        assert cast("Heidi").get(f"{LAND}{ags}/").status_code == 200


def test_a_released_frame_is_what_its_explanation_computes() -> None:
    for frame in PlanningFrame.objects.select_related("release")[::50]:
        assert computation_of(frame).frames_eur == (int(frame.frame_eur),)


def test_the_map_repeats_the_table_and_is_reached_by_keyboard(cast: CastFixture) -> None:
    page = cast("Clara").get(RHEIN_NECKAR).content.decode()
    assert 'aria-label="Weinheim: 280.220\N{NO-BREAK SPACE}€"' in page
    assert len(re.findall(r'<a class="map-shape', page)) == 54


def test_the_page_of_the_day_shows_the_frame_to_those_who_may_see_it(cast: CastFixture) -> None:
    assert "Planungsrahmen 2017/18: 67.667 €" in words(cast("Bernd", "funding_officer"), "/")
    assert "Planungsrahmen 2017/18" not in words(cast("Bernd", "integration_manager"), "/")


def test_the_open_page_of_a_municipality_shows_its_frame_only_to_its_readers(
    cast: CastFixture,
) -> None:
    weinheim = "/orte/gemeinde/08226096/"
    assert "280.220 € im Jahr" in words(cast("Clara"), weinheim)
    for name in ("visitor", "Amira", "Ingo", "Frank"):
        assert "280.220" not in words(cast(name), weinheim), name


@pytest.mark.parametrize(
    ("name", "address", "most"), [("Clara", RHEIN_NECKAR, 11), ("Heidi", LAND, 11)]
)
# Session, person, memberships and demo mark are four; the reading guard takes four more.
def test_a_page_of_frames_costs_few_queries(
    cast: CastFixture,
    django_assert_max_num_queries: object,
    name: str,
    address: str,
    most: int,
) -> None:
    browser = cast(name)
    with django_assert_max_num_queries(most):  # type: ignore[operator]
        assert browser.get(address).status_code == 200

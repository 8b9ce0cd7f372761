"""No address with NUL gets as far as the database, which on PostgreSQL would refuse it."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.conftest import CastFixture
from tests.funding.surveys import RHEIN_NECKAR, a_survey

pytestmark = pytest.mark.django_db

FRAMES = f"/foerderung/planungsrahmen/{RHEIN_NECKAR}/"
NOWHERE = "/gibt/es/nicht/"


def test_for_a_visitor_a_path_with_it_is_not_there(client: Client) -> None:
    answer = client.get("/foerderung/karte/%00/")
    assert answer.status_code == 404
    assert answer.content == client.get(NOWHERE).content


@pytest.mark.parametrize(
    "path",
    [
        "/foerderung/planungsrahmen/%00/",
        "/foerderung/planungsrahmen/08226%00/gemeinden.csv",
        "/foerderung/planungsrahmen/gemeinde/%00/",
        "/orte/%00/",
        "/orte/gemeinde/0822609%00/",
    ],
)
@pytest.mark.parametrize("name", ["Clara", "Heidi"])
def test_a_path_with_it_is_not_there(name: str, path: str, cast: CastFixture) -> None:
    answer = cast(name).get(path)
    assert answer.status_code == 404
    assert answer.content == cast(name).get(NOWHERE).content


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Clara", f"{FRAMES}?warum=%00"),
        ("Clara", f"{FRAMES}?warum=0822609%00&%00=%00"),
        ("Heidi", "/foerderung/planungsrahmen/simulation/?kreis=%00"),
        ("Heidi", "/foerderung/planungsrahmen/?name=%00&karte=%00"),
        ("Clara", "/orte/suche/?q=Weinheim%00"),
        ("Amira", "/suche/?q=Weinheim%00"),
    ],
)
def test_a_query_with_it_finds_nothing(name: str, path: str, cast: CastFixture) -> None:
    assert cast(name).get(path).status_code in (200, 404)


def test_what_else_was_asked_for_stays(cast: CastFixture) -> None:
    page = cast("Clara").get(f"{FRAMES}?warum=08226096&x=%00").content.decode()
    assert "280.220,16" in page


def test_a_county_of_a_survey_with_it_is_not_there(cast: CastFixture) -> None:
    path = f"/foerderung/zaehlung/{a_survey().pk}/kreis/%00/"
    assert cast("Clara").get(path).status_code == 404


def test_nobody_of_the_demo_has_it_in_the_address(client: Client) -> None:
    answer = client.post("/demo/anmelden/", {"email": "a\0@land.example"})
    assert answer.status_code == 404

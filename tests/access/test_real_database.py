"""What exists for the demo does not exist in a database that was born real."""

from __future__ import annotations

import pytest

from tests.access.addresses import meaning_of
from tests.access.concept import Answer
from tests.access.people import OF_THE_CAST, Person
from tests.access.test_strangers import everything_of
from tests.conftest import CastFixture


def test_the_one_click_address_answers_as_for_nobody(
    cast: CastFixture, real_database: None
) -> None:
    browser = cast("visitor")
    answer = browser.post("/demo/anmelden/", {"email": "amira@demo.example"})
    assert answer.status_code == 404
    nobody = browser.post("/demo/anmelden/", {"email": "nobody@demo.example"})
    assert everything_of(answer) == everything_of(nobody)
    assert meaning_of(browser.get("/")) is Answer.SIGN_IN


@pytest.mark.parametrize("person", OF_THE_CAST, ids=str)
def test_a_session_from_one_click_opens_nothing(
    person: Person, cast: CastFixture, real_database: None
) -> None:
    browser = cast(person.name, person.acts_as)
    for path in ("/", "/foerderung/planungsrahmen/", "/foerderung/planungsrahmen/08226/"):
        assert meaning_of(browser.get(path)) is Answer.SECOND_FACTOR
    assert "bar__who" not in browser.get("/orte/").content.decode()


def test_the_sign_in_page_shows_no_cast(cast: CastFixture, real_database: None) -> None:
    page = cast("visitor").get("/konto/anmelden/").content.decode()
    assert "demo.example" not in page
    assert "Benkert" not in page


def test_the_sign_in_page_of_a_demo_shows_everybody_by_first_name(cast: CastFixture) -> None:
    page = cast("visitor").get("/konto/anmelden/").content.decode()
    for name in ("Amira", "Bernd", "Clara", "Deniz", "Eva", "Frank", "Gesa", "Heidi"):
        assert f"<strong>{name} " in page


def test_one_click_signs_nobody_in_who_is_not_of_the_cast(cast: CastFixture) -> None:
    from bindeglied.accounts.actions import add_user

    add_user(email="real@example.org", given_name="A", family_name="B", password=None, by=None)
    browser = cast("visitor")
    assert browser.post("/demo/anmelden/", {"email": "real@example.org"}).status_code == 404

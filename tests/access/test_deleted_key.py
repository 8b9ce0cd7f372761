"""The data key of a case was deleted: nothing of its content is left, and the pages say so."""

from __future__ import annotations

import pytest

from bindeglied.trail.models import DataKey
from tests.access.addresses import OF_CASES, path_to
from tests.access.canaries import PLAIN, found_in
from tests.access.concept import Screen, Thing
from tests.access.concept_casework import CASES, PLANS
from tests.access.concept_people import A_KEY
from tests.access.people import AMIRA, BERND, browser_of
from tests.access.test_canaries import content_of
from tests.conftest import CastFixture

OWN = [
    (screen, thing)
    for screen in (*CASES, *PLANS)
    for thing in screen.records()
    if AMIRA in thing.readers
]
GONE = 410


@pytest.fixture
def without_keys(db: None) -> None:
    """All keys but those of Bernd's cases are deleted."""
    DataKey.objects.exclude(owner__in=OF_CASES["Bernd"].values()).delete()


@pytest.mark.parametrize(
    ("screen", "thing"), OWN, ids=[f"{screen.address} {thing.words}" for screen, thing in OWN]
)
def test_each_page_of_the_case_goes_on_or_says_that_the_key_was_deleted(
    screen: Screen, thing: Thing, without_keys: None, cast: CastFixture
) -> None:
    browser, path = browser_of(AMIRA, cast), path_to(screen, thing)
    answers = [browser.post(path, A_KEY)] if screen.sent is not None else [browser.get(path)]
    if screen.shows_form:
        answers.append(browser.post(path, A_KEY))
    for answer in answers:
        assert answer.status_code in (200, 302, GONE)
        assert found_in(content_of(answer), "Amira") <= set(PLAIN)
        if answer.status_code == GONE:
            assert "Der Schlüssel zu diesem Inhalt ist gelöscht." in answer.content.decode()


def test_case_and_plan_say_it_and_the_list_goes_on(without_keys: None, cast: CastFixture) -> None:
    browser, ids = browser_of(AMIRA, cast), OF_CASES["Amira"]
    assert browser.get(f"/faelle/{ids['case']}/").status_code == GONE
    assert browser.get(f"/plaene/{ids['draft version']}/").status_code == GONE
    assert browser.get(f"/plaene/{ids['agreed version']}/druck.pdf").status_code == GONE
    assert browser.get("/faelle/").status_code == 200


def test_to_a_stranger_it_is_as_little_there_as_before(
    without_keys: None, cast: CastFixture
) -> None:
    assert browser_of(BERND, cast).get(f"/faelle/{OF_CASES['Amira']['case']}/").status_code == 404


def test_the_cases_of_others_open_as_before(without_keys: None, cast: CastFixture) -> None:
    answer = browser_of(BERND, cast).get(f"/faelle/{OF_CASES['Bernd']['case']}/")
    assert {"note", "telephone"} <= found_in(answer.content, "Bernd")

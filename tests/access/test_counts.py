"""What others count, list and search does not change when a case begins elsewhere."""

from __future__ import annotations

import re

import pytest

from bindeglied.accounts.models import Membership
from tests.access.cases import Cases
from tests.access.people import AMIRA, COLLEAGUE, OF_THE_CAST, Person, browser_of
from tests.access.test_strangers import but_for_chance
from tests.conftest import CastFixture

COUNTING = ("/", "/faelle/", "/faelle/faelle.csv", "/suche/?q=qx", "/foerderung/planungsrahmen/")
OTHERS = [one for one in (*OF_THE_CAST, COLLEAGUE) if one is not AMIRA]


@pytest.mark.parametrize("person", OTHERS, ids=str)
def test_nobody_else_notices_that_a_case_begins(person: Person, cast: CastFixture) -> None:
    def seen() -> list[str]:
        browser = browser_of(person, cast)
        pages = (str(but_for_chance(browser.get(path))) for path in COUNTING)
        # The page of the day says what time it is.
        return [re.sub(r"\d\d:\d\d Uhr", "", page) for page in pages]

    before = seen()
    _begin_one()
    assert seen() == before


def test_the_adviser_does_notice(cast: CastFixture) -> None:
    browser = browser_of(AMIRA, cast)
    before = browser.get("/faelle/faelle.csv").content
    _begin_one()
    after = browser.get("/faelle/faelle.csv").content
    assert len(after.splitlines()) == len(before.splitlines()) + 1


def _begin_one() -> None:
    somebody = Membership.objects.get(user__given_name="Dana").user
    Cases("Amira", somebody).begin()

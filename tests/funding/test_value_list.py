"""The list of rule values: what waits for whom, what no source gives, what is confirmed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bindeglied.funding import actions
from tests.conftest import CastFixture
from tests.funding.notice_steps import who
from tests.funding.test_confirming import VERSION, proposed, sent, words

pytestmark = pytest.mark.django_db
PAGE = "/foerderung/regeln/bestaetigen/"
OTHER = "min_own_claim_eur"
RATE = "Festbetrag mit Hochschulabschluss je VZÄ und Jahr in Euro"
CLAIM = "Eigener Antrag ab einem Rahmen im Jahr von Euro"


def lines(browser: Any, query: str = "") -> list[str]:
    """The names of the values on the list, in their order."""
    page = browser.get(f"{PAGE}{query}").content.decode()
    return re.findall(r'<li class="row">.*?<strong>(.*?)</strong>', page, re.DOTALL)


def opened(browser: Any, query: str = "") -> int:
    """How many versions are unfolded."""
    return browser.get(f"{PAGE}{query}").content.decode().count('values-fold" open')


def test_each_reader_is_told_what_waits_for_them(cast: CastFixture) -> None:
    proposed()
    lukas, heidi = cast("Lukas"), cast("Heidi")
    assert "wartet auf mich: 1" in words(lukas.get(PAGE))
    assert lines(lukas)[0] == RATE
    assert "wartet auf mich:" not in words(heidi.get(PAGE))
    assert "wartet auf andere: 1" in words(heidi.get(PAGE))


def test_the_list_is_narrowed_to_one_standing(cast: CastFixture) -> None:
    proposed()
    confirmed = proposed(key=OTHER, value=20_000)
    actions.confirm_rule_value(confirmation=confirmed, **who("Lukas"))
    lukas, heidi = cast("Lukas"), cast("Heidi")
    assert lines(lukas, "?stand=mine") == lines(heidi, "?stand=others") == [RATE]
    assert "Kein Wert hat diesen Stand." in words(heidi.get(f"{PAGE}?stand=mine"))
    assert lines(heidi, "?stand=confirmed") == [CLAIM]
    assert sorted([*lines(heidi, "?stand=unverified"), RATE, CLAIM]) == sorted(lines(heidi))
    assert lines(heidi, "?stand=luck") == lines(heidi)


def test_a_proposed_correction_waits_though_its_value_is_confirmed(cast: CastFixture) -> None:
    actions.confirm_rule_value(confirmation=proposed(), **who("Lukas"))
    proposed(67_000, reason="Zahlendreher")
    assert lines(cast("Lukas"), "?stand=mine") == [RATE]
    assert lines(cast("Lukas"), "?stand=confirmed") == []


def test_open_is_what_waits_for_the_reader_and_where_they_come_from(cast: CastFixture) -> None:
    lukas, heidi = cast("Lukas"), cast("Heidi")
    assert opened(lukas) == 0
    proposed()
    assert (opened(lukas), opened(heidi)) == (1, 0)
    assert opened(heidi, "?stand=others") == 1
    assert opened(heidi, f"?offen={VERSION}") == 1
    assert sent(lukas, decision="confirm")["Location"] == f"{PAGE}?offen={VERSION}"


def test_the_list_costs_the_same_however_many_wait(
    cast: CastFixture, django_assert_max_num_queries: Any
) -> None:
    lukas = cast("Lukas")
    lukas.get(PAGE)
    with CaptureQueriesContext(connection) as before:
        lukas.get(PAGE)
    proposed()
    proposed(key=OTHER, value=20_000)
    with django_assert_max_num_queries(len(before)):
        lukas.get(PAGE)

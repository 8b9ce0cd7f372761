"""Registering somebody who may be known already: shown, hinted at, or not mentioned at all."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from bindeglied.accounts.models import Membership
from bindeglied.casework.models import Case, FactKind
from tests.casework import cases
from tests.casework.screens import announcement, path, sent, verbs_of
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

HINT = "In Ihrer Organisation gibt es vielleicht schon einen Fall"
SHOWN = "Ist es vielleicht diese Person?"
BORN = {FactKind.BIRTH: "1992-02-03"}
NAME = {"given_name": "Xewanthi", "family_name": "Qurbanzadeh"}
OTHERWISE = {"given_name": "Xevanti", "family_name": "Gorbanzadeh"}


@pytest.fixture
def browser(cast: CastFixture) -> Client:
    return cast("Amira")


def announced(browser: Client, **words: Any) -> HttpResponse:
    return sent(browser, path("announce"), **announcement(**{**OTHERWISE, **words}))


def test_an_own_person_in_another_spelling_is_shown_first(
    browser: Client, amira: Membership
) -> None:
    known = cases.registered(amira, facts=BORN, **NAME)
    before = Case.objects.count()
    page = announced(browser).content.decode()
    assert SHOWN in page
    assert path("case", known.pk) in page
    assert "Xewanthi Qurbanzadeh" in page
    assert 'value="Xevanti"' in page, "what was typed stays"
    assert HINT not in page
    assert Case.objects.count() == before
    assert verbs_of(known)[-1] == "shown as alike"


def test_somebody_else_is_taken_up_anyway(browser: Client, amira: Membership) -> None:
    cases.registered(amira, facts=BORN, **NAME)
    answer = announced(browser, trotzdem="1")
    assert answer.status_code == 302
    assert Case.objects.filter(sort_name="gorbanzadeh xevanti").exists()


def test_another_birth_date_makes_another_person(browser: Client, amira: Membership) -> None:
    cases.registered(amira, facts={FactKind.BIRTH: "1970-01-01"}, **NAME)
    assert announced(browser).status_code == 302


def test_of_a_colleagues_case_only_is_said_that_there_may_be_one(
    browser: Client, amira: Membership
) -> None:
    known = cases.registered(cases.colleague_of(amira), facts=BORN, **NAME)
    page = announced(browser).content.decode()
    assert HINT in page
    for secret in ("Qurbanzadeh", known.number, str(known.pk), "Jonathan", "Pfitzer"):
        assert secret not in page
    assert verbs_of(known)[-1] == "hinted at as alike"
    assert announced(browser, trotzdem="1").status_code == 302


@pytest.mark.parametrize("words", [{"birth_on": ""}, {"birth_on": "1992-02-04"}])
def test_a_name_alone_tells_nothing_about_a_colleagues_case(
    words: dict[str, Any], browser: Client, amira: Membership
) -> None:
    known = cases.registered(cases.colleague_of(amira), facts=BORN, **NAME)
    assert announced(browser, **words).status_code == 302
    assert "hinted at as alike" not in verbs_of(known)


def test_the_same_number_and_name_are_a_hint_too(browser: Client, amira: Membership) -> None:
    facts = {FactKind.TELEPHONE: "06201 / 1234"}
    cases.registered(cases.colleague_of(amira), facts=facts, **NAME)
    assert HINT in announced(browser, birth_on="").content.decode()
    assert announced(browser, given_name="Olena", family_name="Bilyk").status_code == 302


def test_people_of_other_organisations_are_never_mentioned(
    browser: Client, bernd: Membership
) -> None:
    known = cases.registered(bernd, facts={**BORN, FactKind.TELEPHONE: "06201 1234"}, **NAME)
    answer = announced(browser)
    assert answer.status_code == 302
    assert verbs_of(known) == ["case registered"]

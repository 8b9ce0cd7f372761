"""The screens of a household: somebody is added, belongs to it differently, is set apart."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bindeglied.accounts.models import Membership
from bindeglied.casework.models import Case, FactKind, HouseholdRole, Person
from tests.casework import cases
from tests.casework.households import related
from tests.casework.screens import faults_in, path, read, sent, verbs_of
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def browser(cast: CastFixture) -> Client:
    return cast("Amira")


def somebody(**words: Any) -> dict[str, Any]:
    usual = {
        "given_name": "Andrij",
        "family_name": "Verbenko",
        "birth_on": "1988-09-17",
        "household_role": "partner",
        "age": "",
        "source": "said",
        "source_on": cases.today().isoformat(),
        "moved_in_on": "2026-01-15",
    }
    return usual | words


def test_somebody_is_added_and_stands_on_the_page(browser: Client, announced: Case) -> None:
    answer = sent(browser, path("add_person", announced.pk), **somebody())
    assert answer.status_code == 302
    page = read(browser, path("case", announced.pk))
    assert "Andrij Verbenko" in page
    assert "Bezugsperson" in page
    assert "Partnerin oder Partner" in page
    assert Person.objects.get(case=announced, position=2).entitlements.count() == 1


def test_each_person_is_one_line_and_the_first_unfolded(browser: Client, announced: Case) -> None:
    sent(browser, path("add_person", announced.pk), **somebody(language="tr"))
    page = browser.get(path("case", announced.pk)).content.decode()
    people = re.findall(r'<details class="person"( open)?.*?</summary>', page, re.DOTALL)
    lines = re.findall(r'<span class="person__line">(.*?)</span>\s*</summary>', page, re.DOTALL)
    assert people == [" open", ""]
    second = " ".join(re.sub(r"<[^>]+>", " ", lines[1]).split())
    assert second.endswith("Partnerin oder Partner Türkisch")


def test_without_a_birth_date_the_age_is_asked_for(browser: Client, announced: Case) -> None:
    where = path("add_person", announced.pk)
    assert "Ohne Geburtsdatum" in faults_in(sent(browser, where, **somebody(birth_on="")))
    sent(browser, where, **somebody(birth_on="", age="child", household_role="child"))
    assert Person.objects.get(case=announced, position=2).is_said_adult is False
    assert "minderjährig" in read(browser, path("case", announced.pk))


def test_somebody_who_may_be_known_already_is_shown_first(
    browser: Client, announced: Case, amira: Membership
) -> None:
    known = cases.registered(
        amira,
        given_name="Xewanthi",
        family_name="Qurbanzadeh",
        facts={FactKind.BIRTH: "1988-09-17"},
    )
    where = path("add_person", announced.pk)
    words = somebody(given_name="Xevanti", family_name="Gorbanzadeh")
    page = sent(browser, where, **words).content.decode()
    assert "Ist es vielleicht diese Person?" in page
    assert path("case", known.pk) in page
    assert verbs_of(known)[-1] == "shown as alike"
    assert Person.objects.filter(case=announced).count() == 1
    assert sent(browser, where, **words, trotzdem="1").status_code == 302
    assert Person.objects.filter(case=announced).count() == 2


def test_who_lives_apart_or_left_is_set_apart(browser: Client, announced: Case) -> None:
    partner = related(announced)
    where = path("membership", partner.pk)
    words = {"household_role": "partner", "age": "", "version": partner.version}
    sent(browser, where, **words, lives_apart="on")
    page = read(browser, path("case", announced.pk))
    assert "wohnt getrennt" in page
    assert page.count("person--apart") == 1
    words["version"] += 1
    sent(browser, where, **words, left_on=cases.today().isoformat())
    page = read(browser, path("case", announced.pk))
    assert "nicht mehr im Haushalt" in page
    assert page.count("person--apart") == 1


def test_two_who_change_the_same_see_both(browser: Client, announced: Case) -> None:
    partner = related(announced)
    words = {"household_role": "partner", "age": "", "version": partner.version}
    where = path("membership", partner.pk)
    assert sent(browser, where, **words).status_code == 302
    late = {**words, "household_role": "sibling"}
    answer = sent(browser, where, **late)
    assert answer.status_code == 409
    partner.refresh_from_db()
    assert partner.household_role == HouseholdRole.PARTNER
    assert "Partnerin oder Partner" in answer.content.decode()


def test_children_begin_no_plan(browser: Client, opened: Case) -> None:
    related(opened, "Marko", facts={FactKind.BIRTH: "2022-06-01"})
    page = read(browser, path("case", opened.pk))
    assert page.count("Plan beginnen") == 1


def test_more_people_need_no_more_statements(browser: Client, opened: Case) -> None:
    cases.agreed(cases.complete_draft(opened))
    where = path("case", opened.pk)
    browser.get(where)
    with CaptureQueriesContext(connections["default"]) as before:
        browser.get(where)
    for number in range(6):
        related(opened, f"Kind {number}", entitlement_starts_on=cases.today(), is_said_adult=True)
    with CaptureQueriesContext(connections["default"]) as after:
        browser.get(where)
    assert len(after) == len(before), [one["sql"] for one in after]

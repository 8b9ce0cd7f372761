"""Finding people: inside what one may see, by name, number, day and telephone."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from bindeglied.accounts.models import Membership
from bindeglied.casework.actions import renew_tokens
from bindeglied.casework.models import Case, FactKind, PersonToken, TokenKind
from bindeglied.casework.queries import people_found
from bindeglied.casework.queries.search import birth_day
from bindeglied.casework.telephones import digits_of
from bindeglied.trail.models import DataKey, Event
from tests.casework import cases
from tests.casework.screens import read
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

FACTS = {FactKind.BIRTH: "1991-04-05", FactKind.TELEPHONE: "+49 (0)6201 12-34"}
MIGRATION = import_module("bindeglied.casework.migrations.0003_person_tokens")


@pytest.fixture
def wanted(amira: Membership) -> Case:
    """One whom nobody else in the demo Land is like."""
    return cases.registered(
        amira, given_name="Xewanthi", family_name="Qurbanzadeh", facts=dict(FACTS)
    )


def found(member: Membership, text: str) -> list[Case]:
    return [hit.person.case for hit in people_found(member, text)]


@pytest.mark.parametrize(
    "text",
    [
        *("Xewanthi Qurbanzadeh", "qurbanzadeh xewanthi", "QURBANZADEH", "Gorbanzade", "xewanti"),
        *("qurb", "Xewanthi Kurbansadeh", "Xewanthi Qurbnazadeh", "قربان زاده"),
        *("5.4.1991", "05.04.91", "5. April 1991", "1991-04-05"),
        *("06201 1234", "0049 6201 1234", "+49 6201/1234"),
    ],
)
def test_somebody_is_found_by_what_is_known(text: str, wanted: Case, amira: Membership) -> None:
    assert wanted in found(amira, text)


def test_somebody_is_found_by_the_number_of_the_case(wanted: Case, amira: Membership) -> None:
    assert found(amira, wanted.number) == [wanted]
    assert wanted in found(amira, wanted.number[:-1])


@pytest.mark.parametrize("text", ["", " ", "-", "4.4.1991", "06201 1235", "31.2.1991", "Yvonne Y"])
def test_what_is_not_known_finds_nobody(text: str, wanted: Case, amira: Membership) -> None:
    assert wanted not in found(amira, text)


@pytest.mark.parametrize("text", ["Xewanthi Qurbanzadeh", "5.4.1991", "06201 1234", "2026-"])
def test_nobody_is_found_whom_one_may_not_see(
    text: str, wanted: Case, amira: Membership, bernd: Membership
) -> None:
    assert wanted not in found(bernd, text)
    assert wanted not in found(cases.colleague_of(amira), text)


def test_a_new_name_and_number_are_found_and_the_old_number_still_is(
    wanted: Case, amira: Membership
) -> None:
    cases.told(wanted, FactKind.NAME, "Yngvarsson, Xewanthi")
    cases.told(wanted, FactKind.TELEPHONE, "0170 555 66")
    assert wanted in found(amira, "Ingvarson")
    assert wanted not in found(amira, "Qurbanzadeh")
    assert wanted in found(amira, "0170 55566")
    assert wanted in found(amira, "06201 1234")


def test_a_number_lies_there_neither_readable_nor_alike_in_two_organisations(
    wanted: Case, amira: Membership, bernd: Membership
) -> None:
    other = cases.registered(bernd, facts=dict(FACTS))
    kept = PersonToken.objects.filter(kind=TokenKind.TELEPHONE)
    one = kept.get(case=wanted).token
    assert len(one) == 64
    assert "6201" not in one
    assert one != kept.get(case=other).token


def test_with_a_new_key_numbers_are_found_again(
    wanted: Case, amira: Membership, settings: Any
) -> None:
    old = settings.SEARCH_KEYS
    settings.SEARCH_KEYS = (b"n" * 32, *old)
    assert wanted in found(amira, "06201 1234"), "while the key is being changed"
    settings.SEARCH_KEYS = (b"n" * 32,)
    assert wanted not in found(amira, "06201 1234")
    assert renew_tokens() > 0
    assert wanted in found(amira, "06201 1234")
    assert wanted in found(amira, "Gorbanzade")


def test_without_its_data_key_a_number_is_not_made_anew(wanted: Case) -> None:
    DataKey.objects.filter(owner=wanted.pk).delete()
    renew_tokens()
    assert not PersonToken.objects.filter(case=wanted, kind=TokenKind.TELEPHONE).exists()


def test_the_migration_finds_people_who_were_there_before(wanted: Case, amira: Membership) -> None:
    before = set(PersonToken.objects.filter(case=wanted).values_list("kind", "token"))
    PersonToken.objects.all().delete()
    MIGRATION.fill(apps, connection.schema_editor())
    after = set(PersonToken.objects.filter(case=wanted).values_list("kind", "token"))
    assert after == {one for one in before if one[0] != TokenKind.TELEPHONE}


def test_a_search_takes_few_statements(wanted: Case, amira: Membership) -> None:
    for text in ("Qurbanzadeh", "5.4.1991", wanted.number):
        with CaptureQueriesContext(connection) as captured:
            people_found(amira, text)
        assert len(captured) <= 3, text


def test_there_is_a_way_to_the_tokens_of_a_case() -> None:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, PersonToken._meta.db_table)
    assert found["tokens_of_a_case"]["columns"][:2] == ["case_id", "token"]


def test_a_search_looks_only_at_the_tokens_of_cases_one_sees(
    wanted: Case, amira: Membership
) -> None:
    with CaptureQueriesContext(connection) as captured:
        people_found(amira, "Qurbanzadeh")
    statement = captured[0]["sql"]
    assert '"case_id" IN (SELECT' in statement or "EXISTS(SELECT" in statement
    if connection.vendor == "sqlite":  # PostgreSQL goes by what it counted: here next to nothing
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
            steps = [row[3] for row in cursor.fetchall()]
        assert any("tokens_of_a_case (case_id=? AND token=?" in step for step in steps), steps


def test_the_global_search_shows_people_and_notes_that_it_did(
    cast: CastFixture, wanted: Case
) -> None:
    browser: Client = cast("Amira")
    assert "Xewanthi Qurbanzadeh" in read(browser, "/suche/?q=Gorbanzade")
    newest = Event.objects.order_by("-id")[0]
    assert (newest.verb, newest.record_kind) == ("people searched", "organisation")
    before = Event.objects.count()
    read(browser, "/suche/?q=heidelberg")
    assert Event.objects.count() == before
    assert "Qurbanzadeh" not in read(cast("Bernd"), "/suche/?q=Gorbanzade").split("</form>", 1)[1]


def test_the_list_of_cases_finds_other_spellings(cast: CastFixture, wanted: Case) -> None:
    assert wanted.number in read(cast("Amira"), "/faelle/?text=Gorbanzade")
    assert wanted.number in read(cast("Amira"), "/faelle/?text=06201+1234")


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("+49 (0)6201 12-34", "062011234"),
        ("0049 6201 1234", "062011234"),
        ("06201/1234", "062011234"),
        ("+380 44 123 45 67", "00380441234567"),
        ("1234", ""),
        ("Anna 06201", ""),
    ],
)
def test_numbers_are_read_as_they_are_dialled(text: str, digits: str) -> None:
    assert digits_of(text) == digits


@given(st.dates(min_value=date(1930, 1, 1), max_value=date(2026, 1, 1)))
def test_a_day_is_read_in_every_form(day: date) -> None:
    for form in ("{0.day}.{0.month}.{0.year}", "{0:%d.%m.%Y}", "{0:%Y-%m-%d}"):
        assert birth_day(form.format(day)) == day
    if day.year >= 2000:
        assert birth_day(f"{day:%d.%m.%y}") == day


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_days_and_numbers(text: str) -> None:
    birth_day(text)
    digits_of(text)
    assert settings.SEARCH_KEYS

"""Registering a person from an announcement: the case, its key, its number, its facts."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from bindeglied.accounts.models import Membership
from bindeglied.casework.models import (
    Assignment,
    Case,
    CaseState,
    Entitlement,
    Fact,
    FactKind,
    FactSource,
    Part,
)
from bindeglied.casework.queries import case_header, facts_of
from bindeglied.casework.transitions import NotAllowed
from bindeglied.trail.data_keys import data_key
from bindeglied.trail.models import DataKey, Event
from tests.casework import cases

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_a_registered_person_has_a_case_with_adviser_key_and_event(amira: Membership) -> None:
    case = cases.registered(amira)
    assert (case.state, case.organisation) == (CaseState.ANNOUNCED, amira.organisation)
    assert len(data_key(case.pk)) == 32
    adviser = Assignment.objects.get(case=case)
    assert (adviser.user_id, adviser.part, adviser.valid_from) == (
        *(amira.user_id, Part.ADVISER),
        cases.today(),
    )
    event = Event.objects.get(record_kind="case", record_key=str(case.pk))
    assert (event.verb, event.user_id) == ("case registered", amira.user_id)
    assert event.organisation_id == amira.organisation_id


def test_every_fact_says_that_it_comes_from_the_announcement(amira: Membership) -> None:
    case = cases.registered(
        amira, facts={FactKind.LANGUAGE: " uk ", FactKind.TELEPHONE: "", FactKind.ADDRESS: "  "}
    )
    facts = {one.kind: one for one in Fact.objects.filter(case=case)}
    assert set(facts) == {FactKind.NAME, FactKind.LANGUAGE}
    assert facts[FactKind.NAME].value == "Verbenko, Oksana"
    for fact in facts.values():
        assert fact.source == FactSource.ANNOUNCEMENT
        assert fact.source_detail == "Flüchtlingssozialarbeit des Kreises"
        assert fact.source_on == fact.valid_from == case.announced_on


def test_numbers_count_per_organisation_and_year(amira: Membership, bernd: Membership) -> None:
    def last(member: Membership) -> int:
        return int(cases.registered(member).number.rpartition("-")[2])

    first, other = last(amira), last(bernd)
    assert (last(amira), last(amira), last(bernd)) == (first + 1, first + 2, other + 1)
    assert cases.registered(amira).number.startswith(f"{cases.today().year}-")


def test_a_number_is_never_given_again(amira: Membership) -> None:
    case = cases.registered(amira)
    with pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.filter(pk=cases.registered(amira).pk).update(number=case.number)


@pytest.mark.parametrize(
    "words",
    [
        {"announced_on": cases.today() + timedelta(days=1)},
        {"given_name": " ", "family_name": ""},
        {"facts": {FactKind.BIRTH: "5.4.1991"}},
        {"facts": {FactKind.BIRTH: (cases.today() + timedelta(days=1)).isoformat()}},
        {"facts": {FactKind.MOVED_IN: "gestern"}},
        {"family_name": "n" * 81},
        {"entitlement_starts_on": date(2017, 12, 10)},
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_case(
    words: dict[str, Any], amira: Membership
) -> None:
    before = Case.objects.count()
    with pytest.raises(NotAllowed) as refusal:
        cases.registered(amira, **words)
    assert refusal.value.reason
    assert Case.objects.count() == before


def test_a_key_is_made_before_its_content(amira: Membership, monkeypatch: Any) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise DatabaseError

    before = DataKey.objects.count()
    module = import_module("bindeglied.casework.actions.register_person")
    monkeypatch.setattr(module, "record_deed", fails)
    with pytest.raises(DatabaseError):
        cases.registered(amira)
    assert DataKey.objects.count() == before + 1


def test_the_time_of_counselling_follows_the_rules_of_its_first_day(amira: Membership) -> None:
    case = cases.registered(amira, entitlement_starts_on=date(2025, 3, 1))
    time = Entitlement.objects.get(case=case)
    assert (time.ends_on, time.rule_version) == (date(2028, 2, 29), "2025-01-01")
    older = cases.registered(amira, entitlement_starts_on=date(2022, 3, 1))
    assert Entitlement.objects.get(case=older).ends_on is None
    header = case_header(older)
    assert (header.months_total, header.ends_on, header.is_unverified) == (None, None, True)
    without = cases.registered(amira, entitlement_starts_on=None)
    assert case_header(without).months_used is None


def test_a_new_fact_leaves_the_earlier_one_readable(announced: Case) -> None:
    cases.told(announced, FactKind.LANGUAGE, "ru", source_detail="im Gespräch")
    (language,) = [
        one for one in facts_of(cases.person_of(announced)) if one.kind is FactKind.LANGUAGE
    ]
    assert (language.value, language.source_detail) == ("ru", "im Gespräch")
    assert [one.value for one in language.earlier] == ["uk"]
    assert language.recorded_by == cases.adviser_of(announced)
    assert language.recorded_on == cases.today()


def test_an_older_fact_noted_later_does_not_count(announced: Case) -> None:
    yesterday = cases.today() - timedelta(days=30)
    cases.told(announced, FactKind.NAME, "Früher, Oksana", valid_from=yesterday)
    person = cases.person_of(announced)
    assert str(person) == "Oksana Verbenko"
    assert [one.value for one in facts_of(person)[0].earlier] == ["Früher, Oksana"]


def test_name_and_birth_are_kept_for_lists(announced: Case) -> None:
    cases.told(announced, FactKind.NAME, "Çelik, Oksana")
    cases.told(announced, FactKind.BIRTH, "1992-02-29")
    person = cases.person_of(announced)
    assert (person.given_name, person.family_name) == ("Oksana", "Çelik")
    assert person.birth_on == date(1992, 2, 29)
    announced.refresh_from_db()
    assert announced.sort_name == person.sort_name == "celik oksana"


@pytest.mark.parametrize(
    ("given", "family", "title"),
    [
        ("سمير", "حداد", "سمير حداد"),
        ("Оксана", "Вербенко", "Оксана Вербенко"),
        ("", "Nurmala", "Nurmala"),
        ("Anna, Maria", "Groß", "Anna Maria Groß"),
    ],
)
def test_names_of_every_script_and_form_are_kept(
    given: str, family: str, title: str, amira: Membership
) -> None:
    case = cases.registered(amira, given_name=given, family_name=family)
    assert case_header(case).title.split() == title.split()
    assert case.sort_name


@pytest.mark.parametrize(
    "words",
    [
        {"value": "  "},
        {"source_on": cases.today() + timedelta(days=1)},
        {"kind": FactKind.BIRTH, "value": "heute"},
    ],
)
def test_a_fact_that_says_nothing_is_refused(words: dict[str, Any], announced: Case) -> None:
    usual = {"kind": FactKind.TELEPHONE, "value": "06201"}
    with pytest.raises(NotAllowed):
        cases.told(announced, **{**usual, **words})

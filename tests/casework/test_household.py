"""Several people in one case: who belongs to it, how, who is adult, and how they are named."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from bindeglied.accounts.models import Membership
from bindeglied.casework import actions
from bindeglied.casework.household import adults_of, is_adult, is_present, names_of
from bindeglied.casework.models import (
    Case,
    CaseKind,
    Entitlement,
    Fact,
    FactKind,
    HouseholdRole,
    Person,
)
from bindeglied.casework.queries import case_header, facts_of, people_found
from bindeglied.casework.transitions import NotAllowed
from bindeglied.trail.versions import ChangedMeanwhile
from tests.casework import cases
from tests.casework.households import related
from tests.casework.screens import verbs_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def changed(person: Person, **words: Any) -> None:
    usual = {
        "person": person,
        "expected_version": person.version,
        "household_role": HouseholdRole(person.household_role),
        "is_said_adult": person.is_said_adult,
        "lives_apart": person.lives_apart,
        "left_on": person.left_on,
        "by": cases.adviser_of(person.case).pk,
    }
    actions.change_membership(**{**usual, **words})


def test_whoever_is_registered_is_the_reference_person(announced: Case) -> None:
    assert cases.person_of(announced).household_role == HouseholdRole.REFERENCE
    assert announced.kind == CaseKind.INDIVIDUAL


def test_a_person_is_added_with_facts_source_and_own_time(
    announced: Case, amira: Membership
) -> None:
    child = related(
        announced,
        "Marko",
        facts={FactKind.BIRTH: "2022-06-01", FactKind.LANGUAGE: "uk"},
        entitlement_starts_on=date(2025, 3, 1),
    )
    announced.refresh_from_db()
    assert (child.position, announced.kind) == (2, CaseKind.FAMILY)
    assert {one.kind: one.value for one in facts_of(child)}[FactKind.NAME] == "Verbenko, Marko"
    assert set(Fact.objects.filter(person=child).values_list("source", flat=True)) == {"said"}
    assert Entitlement.objects.get(person=child).ends_on == date(2028, 2, 29)
    assert Entitlement.objects.filter(case=announced).count() == 2
    assert verbs_of(announced)[-1] == "person added"
    assert [hit.person for hit in people_found(amira, "Marko Verbenko", at_most=1)] == [child]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"given_name": " ", "family_name": ""}, "Name"),
        ({"facts": {}, "is_said_adult": None}, "erwachsen"),
        ({"facts": {FactKind.BIRTH: "1.2.2020"}}, "kein Tag"),
        ({"household_role": HouseholdRole.REFERENCE}, "Bezugsperson"),
        ({"entitlement_starts_on": date(1990, 1, 1)}, "keine Regel"),
        ({"told_on": cases.today() + timedelta(days=1)}, "Zukunft"),
    ],
)
def test_what_cannot_be_is_refused(announced: Case, words: Any, reason: str) -> None:
    with pytest.raises(NotAllowed) as refusal:
        related(announced, **words)
    assert reason in refusal.value.reason
    assert Person.objects.filter(case=announced).count() == 1


def test_a_membership_changes_and_comes_back(announced: Case) -> None:
    partner = related(announced, "Andrij")
    changed(partner, household_role=HouseholdRole.SIBLING, lives_apart=True)
    changed(partner, left_on=cases.today())
    partner.refresh_from_db()
    assert (partner.household_role, partner.lives_apart) == (HouseholdRole.SIBLING, True)
    assert not is_present(partner)
    assert adults_of(Person.objects.filter(case=announced)) == [cases.person_of(announced)]
    assert verbs_of(announced)[-2:] == ["membership changed", "membership changed"]
    changed(partner, left_on=None)
    assert is_present(partner)


def test_whoever_was_faster_is_not_overwritten(announced: Case) -> None:
    partner = related(announced, "Andrij")
    seen = partner.version
    changed(partner, lives_apart=True)
    with pytest.raises(ChangedMeanwhile):
        changed(partner, expected_version=seen, lives_apart=False)
    partner.refresh_from_db()
    assert partner.lives_apart


def test_a_household_has_one_reference_person(announced: Case) -> None:
    first, partner = cases.person_of(announced), related(announced, "Andrij")
    with pytest.raises(NotAllowed):
        changed(partner, household_role=HouseholdRole.REFERENCE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=partner.pk).update(household_role=HouseholdRole.REFERENCE)
    changed(first, left_on=cases.today())
    changed(partner, household_role=HouseholdRole.REFERENCE)
    with pytest.raises(NotAllowed):
        changed(first, left_on=None)


def test_nobody_leaves_in_the_future(announced: Case) -> None:
    with pytest.raises(NotAllowed):
        changed(cases.person_of(announced), left_on=cases.today() + timedelta(days=1))


@pytest.mark.parametrize(
    ("birth", "said", "on", "adult"),
    [
        (date(2008, 3, 14), None, date(2026, 3, 13), False),
        (date(2008, 3, 14), None, date(2026, 3, 14), True),
        (date(2008, 3, 14), True, date(2026, 3, 13), False),
        (date(2008, 2, 29), None, date(2026, 2, 28), False),
        (date(2008, 2, 29), None, date(2026, 3, 1), True),
        (None, False, date(2026, 3, 1), False),
        (None, True, date(2026, 3, 1), True),
        (None, None, date(2026, 3, 1), True),
    ],
)
def test_the_birth_date_says_who_is_adult_else_what_was_said(
    birth: date | None, said: bool | None, on: date, adult: bool
) -> None:
    assert is_adult(Person(birth_on=birth, is_said_adult=said), on) is adult


def test_many_people_are_named_by_the_first(announced: Case) -> None:
    related(announced, "Andrij")
    assert case_header(announced).title == "Oksana Verbenko, Andrij Verbenko"
    child = related(announced, "Marko", facts={FactKind.BIRTH: "2022-06-01"})
    assert case_header(announced).title == "Oksana Verbenko und 2 weitere"
    changed(child, left_on=cases.today())
    assert case_header(announced).title == "Oksana Verbenko, Andrij Verbenko"
    assert names_of([Person(given_name="A", left_on=cases.today())]) == "A "


def test_the_head_shows_the_time_that_ends_first_of_those_who_are_there(announced: Case) -> None:
    other = related(announced, "Andrij", entitlement_starts_on=date(2025, 3, 1))
    assert case_header(announced).ends_on == date(2028, 2, 29)
    changed(other, left_on=cases.today())
    own = Entitlement.objects.get(person=cases.person_of(announced))
    assert case_header(announced).ends_on == own.ends_on

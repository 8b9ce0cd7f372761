"""The people of the demo Land: every state of a case, several scripts, days that fit today."""

from __future__ import annotations

import pytest

from bindeglied.casework.actions.keep_lists import list_columns
from bindeglied.casework.models import (
    Case,
    CaseState,
    ConfidedText,
    Contact,
    Fact,
    FactKind,
    NotAgreed,
    PlanState,
    PlanVersion,
)
from bindeglied.casework.queries import cases_of
from bindeglied.casework.queries.plan_faults import PlanCheck
from bindeglied.demo.cases import CASES
from tests.accounts.people import membership_of
from tests.casework.cases import INTEGRATION_MANAGER
from tests.casework.families import kept_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_amira_accompanies_somebody_in_every_state() -> None:
    states = {row.case.state for row in cases_of(membership_of("Amira")).rows}
    assert states == set(CaseState.values)


def test_every_case_came_as_far_as_it_says() -> None:
    for one in CASES:
        case = Case.objects.get(sort_name__contains=sort_word(one.family_name))
        assert case.state == one.comes_to, one.family_name
        assert Contact.objects.filter(case=case).count() == len(one.contacts)
        states = list(PlanVersion.objects.filter(case=case).values_list("state", flat=True))
        expected = {"draft": ["draft"], "agreed": ["active", "draft"], "family": ["active"]}
        assert sorted(states) == expected.get(one.plan, [])


def sort_word(family_name: str) -> str:
    return family_name.split()[0].lower()


def test_amira_and_bernd_see_their_own_cases_only() -> None:
    own = [
        {row.case.pk for row in cases_of(member).rows}
        for member in (membership_of("Amira"), membership_of("Bernd", INTEGRATION_MANAGER))
    ]
    assert [len(one) for one in own] == [
        sum(case.adviser == name for case in CASES) for name in ("Amira", "Bernd")
    ]
    assert not own[0] & own[1]


def test_names_come_in_three_scripts() -> None:
    names = " ".join(fact.value for fact in Fact.objects.filter(kind=FactKind.NAME))
    assert "Oksana" in names
    assert "Галина" in names
    assert "سمير" in names


def test_something_was_confided_with_and_without_the_deputy() -> None:
    found = set(ConfidedText.objects.values_list("for_deputy", flat=True))
    assert found == {True, False}


def test_the_demo_is_in_order() -> None:
    for case in Case.objects.all():
        assert kept_of(case) == list_columns(case.pk)
        assert not list(PlanCheck(case.organisation_id).faults())
    for active in PlanVersion.objects.filter(state=PlanState.ACTIVE):
        assert active.review_on is not None and active.agreed_on is not None
        assert active.review_on > active.agreed_on


def test_in_the_family_one_adult_was_absent() -> None:
    version = PlanVersion.objects.get(plan__is_for_family=True)
    assert version.agreements.count() == 1
    assert version.abstentions.get().why == NotAgreed.ABSENT

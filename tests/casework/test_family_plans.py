"""A plan for one adult or for the family: whom it covers, who agrees, and what stays frozen."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from bindeglied.casework import actions
from bindeglied.casework.freezing import content_of
from bindeglied.casework.household import people_of_plan
from bindeglied.casework.models import (
    Abstention,
    AgreedHow,
    Agreement,
    Case,
    Domain,
    FactKind,
    Goal,
    HouseholdRole,
    NotAgreed,
    Person,
    PlanState,
    PlanVersion,
)
from bindeglied.casework.printing import plan_on_paper
from bindeglied.casework.queries.plan_faults import PlanCheck
from bindeglied.casework.transitions import NotAllowed
from tests.casework import cases
from tests.casework.households import family_plan, related
from tests.casework.planting import change, copy
from tests.casework.screens import verbs_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def partner(opened: Case) -> Person:
    return related(opened, "Andrij")


@pytest.fixture
def child(opened: Case, partner: Person) -> Person:
    born = {FactKind.BIRTH: "2019-04-02"}
    return related(opened, "Solomija", household_role=HouseholdRole.CHILD, facts=born)


@pytest.fixture
def version(opened: Case, child: Person) -> PlanVersion:
    return family_plan(opened)


def late(abstention: Abstention, **words: Any) -> None:
    usual = {
        "abstention": abstention,
        "how": AgreedHow.SCREEN,
        "place": "Rathaus",
        "interpreting": "",
        "reason": "",
        "agreed_on": cases.today(),
        "by": cases.adviser_of(abstention.case).pk,
    }
    actions.agree_later(**{**usual, **words})


def faults_of(case: Case) -> list[Any]:
    return list(PlanCheck(case.organisation_id).faults())


def test_it_covers_the_household_but_who_left_or_has_an_own_plan(
    opened: Case, version: PlanVersion, partner: Person, child: Person
) -> None:
    first = cases.person_of(opened)
    assert people_of_plan(version.plan) == [first, partner, child]
    actions.begin_plan(person=partner, by=cases.adviser_of(opened).pk)
    assert people_of_plan(version.plan) == [first, child]
    Person.objects.filter(pk=child.pk).update(left_on=cases.today())
    assert people_of_plan(version.plan) == [first]


def test_a_family_has_one_plan(opened: Case, version: PlanVersion, partner: Person) -> None:
    by = cases.adviser_of(opened).pk
    with pytest.raises(NotAllowed):
        actions.begin_plan(person=partner, by=by, is_for_family=True)
    own = actions.begin_plan(person=partner, by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        change(own.plan, "is_for_family", True)


def test_it_is_begun_by_an_adult_with_a_family(opened: Case) -> None:
    by = cases.adviser_of(opened).pk
    with pytest.raises(NotAllowed):
        actions.begin_plan(person=cases.person_of(opened), by=by, is_for_family=True)
    child = related(opened, "Marko", facts={FactKind.BIRTH: "2022-06-01"})
    with pytest.raises(NotAllowed):
        actions.begin_plan(person=child, by=by, is_for_family=True)


def test_a_goal_is_for_all_or_for_one(version: PlanVersion, child: Person) -> None:
    goal = cases.goal_of(version, "Ich lerne schwimmen.", applies_to=child)
    assert Goal.objects.get(pk=goal.pk).applies_to == child
    assert version.goals.exclude(pk=goal.pk).get().applies_to is None


def test_a_goal_is_for_nobody_else(opened: Case, version: PlanVersion, amira: Any) -> None:
    stranger = cases.person_of(cases.registered(amira))
    with pytest.raises(NotAllowed):
        cases.goal_of(version, applies_to=stranger)


@pytest.mark.parametrize("domain", [Domain.HEALTH, Domain.RESIDENCE, Domain.SAFETY])
def test_what_others_must_not_read_belongs_into_an_own_plan(
    version: PlanVersion, partner: Person, child: Person, domain: Domain
) -> None:
    with pytest.raises(NotAllowed):
        cases.goal_of(version, domain=domain, applies_to=partner)
    cases.goal_of(version, domain=domain, applies_to=child)


def test_a_goal_of_an_own_plan_is_for_its_person(opened: Case) -> None:
    version = cases.begun(opened)
    with pytest.raises(NotAllowed):
        cases.goal_of(version, applies_to=cases.person_of(opened))


def test_each_adult_answers_and_who_does_not_agree_is_listed(
    opened: Case, version: PlanVersion, partner: Person, child: Person
) -> None:
    cases.goal_of(version, "Ich lerne schwimmen.", applies_to=child)
    cases.measure_of(version.goals.get(applies_to=child))
    cases.agreed(version, abstained={partner.pk: NotAgreed.DECLINED})
    assert version.state == PlanState.ACTIVE
    assert [one.person for one in Agreement.objects.filter(plan_version=version)] == [
        cases.person_of(opened)
    ]
    assert Abstention.objects.get(plan_version=version).why == NotAgreed.DECLINED
    content = json.loads(bytes(version.frozen or b""))
    assert content["form"] == 2
    assert [one["is_adult"] for one in content["people"]] == [True, True, False]
    assert [one["applies_to"] for one in content["goals"]] == [None, str(child.pk)]
    assert content["abstentions"] == [{"person": str(partner.pk), "why": "declined"}]
    paper = plan_on_paper(version)
    assert (paper.signers, paper.abstained) == (
        ("Oksana Verbenko",),
        {"declined": "Andrij Verbenko"},
    )
    assert paper.goals[1].for_whom == "Solomija Verbenko"
    opened.refresh_from_db()
    assert opened.state == "open"
    assert faults_of(opened) == []


def test_somebody_has_to_agree(opened: Case, version: PlanVersion, partner: Person) -> None:
    both = dict.fromkeys([partner.pk, cases.person_of(opened).pk], NotAgreed.ABSENT)
    with pytest.raises(NotAllowed):
        cases.agreed(version, abstained=both)
    version.refresh_from_db()
    assert version.state == PlanState.DRAFT


def test_a_child_is_not_asked(version: PlanVersion, child: Person) -> None:
    with pytest.raises(NotAllowed):
        cases.agreed(version, abstained={child.pk: NotAgreed.ABSENT})
    assert not Abstention.objects.filter(plan_version=version).exists()


def test_a_late_adult_agrees_to_the_same_frozen_version(
    opened: Case, version: PlanVersion, partner: Person
) -> None:
    cases.agreed(version, abstained={partner.pk: NotAgreed.ABSENT})
    digest, frozen = version.digest, bytes(version.frozen or b"")
    late(Abstention.objects.get(plan_version=version))
    version = PlanVersion.objects.select_related("plan__person", "case").get(pk=version.pk)
    assert (version.digest, bytes(version.frozen or b"")) == (digest, frozen)
    assert Agreement.objects.filter(plan_version=version).count() == 2
    assert "people" in content_of(version)
    assert faults_of(opened) == []
    assert verbs_of(opened)[-1] == "plan agreed later"
    with pytest.raises(NotAllowed):
        late(Abstention.objects.get(plan_version=version))


@pytest.mark.parametrize(
    "words",
    [
        {"agreed_on": cases.today() + timedelta(days=1)},
        {"agreed_on": cases.today() - timedelta(days=1)},
        {"how": AgreedHow.ORAL, "reason": " "},
    ],
)
def test_a_late_agreement_has_a_day_and_a_reason(
    version: PlanVersion, partner: Person, words: Any
) -> None:
    cases.agreed(version, abstained={partner.pk: NotAgreed.ABSENT})
    with pytest.raises(NotAllowed):
        late(Abstention.objects.get(plan_version=version), **words)


def test_a_superseded_version_is_agreed_to_no_more(version: PlanVersion, partner: Person) -> None:
    cases.agreed(version, abstained={partner.pk: NotAgreed.ABSENT})
    following = cases.next_version(version)
    cases.contributed(following)
    cases.agreed(following)
    with pytest.raises(NotAllowed):
        late(Abstention.objects.get(plan_version=version))


def test_the_database_keeps_who_agreed_and_who_did_not(
    opened: Case, version: PlanVersion, partner: Person, child: Person
) -> None:
    cases.agreed(version, abstained={partner.pk: NotAgreed.DECLINED})
    agreement = Agreement.objects.get(plan_version=version)
    abstention = Abstention.objects.get(plan_version=version)
    fresh = {"id": child.pk, "person_id": child.pk}
    for deed in (
        lambda: change(abstention, "why", "absent"),
        lambda: copy(abstention, **fresh),
        lambda: copy(agreement, **fresh),
        lambda: change(version.goals.get(), "applies_to_id", child.pk),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()


def test_the_next_version_leaves_out_goals_of_who_left(
    opened: Case, version: PlanVersion, partner: Person, child: Person
) -> None:
    for person in (partner, child):
        cases.measure_of(cases.goal_of(version, f"Ziel von {person}.", applies_to=person))
    cases.agreed(version)
    actions.begin_plan(person=partner, by=cases.adviser_of(opened).pk)
    following = cases.next_version(version)
    assert [one.applies_to for one in following.goals.order_by("position")] == [None, child]

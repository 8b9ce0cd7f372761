"""An own plan beside that of the family: for what concerns one adult only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bindeglied.accounts.models import Membership
from bindeglied.casework import actions
from bindeglied.casework.household import people_of_plan
from bindeglied.casework.models import Case, FactKind, Person, PlanVersion
from bindeglied.casework.queries.day import day_of, plans_of
from bindeglied.casework.queries.plan_faults import PlanCheck
from bindeglied.casework.transitions import NotAllowed
from tests.casework import cases
from tests.casework.households import family_plan, related
from tests.casework.planting import change
from tests.casework.screens import path, read, sent
from tests.conftest import CastFixture

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def browser(cast: CastFixture) -> Client:
    return cast("Amira")


@pytest.fixture
def partner(opened: Case) -> Person:
    return related(opened, "Andrij")


@pytest.fixture
def version(opened: Case, partner: Person) -> PlanVersion:
    return family_plan(opened)


def beside(person: Person, **words: Any) -> PlanVersion:
    by = cases.adviser_of(person.case).pk
    return actions.begin_plan(person=person, by=by, **{"is_beside_family": True, **words})


def test_whoever_began_the_plan_of_the_family_begins_an_own_one(
    opened: Case, version: PlanVersion, partner: Person
) -> None:
    first = cases.person_of(opened)
    own = beside(first)
    assert (own.plan.number, own.plan.is_for_family) == (version.plan.number + 1, False)
    assert own.assessment_id != version.assessment_id
    assert people_of_plan(own.plan) == [first]
    assert people_of_plan(version.plan) == [first, partner]


def test_whoever_takes_part_agrees_to_both(
    opened: Case, version: PlanVersion, partner: Person
) -> None:
    own = beside(partner)
    cases.rated(own)
    cases.measure_of(cases.goal_of(own, "Ich lerne nur für mich."))
    cases.contributed(own)
    cases.agreed(own)
    cases.agreed(version)
    signers = version.agreements.order_by("id").values_list("person", flat=True)
    assert set(signers) == {partner.pk, cases.person_of(opened).pk}
    assert list(PlanCheck(opened.organisation_id).faults()) == []
    assert people_of_plan(cases.next_version(version).plan)[1] == partner


def test_whoever_began_it_may_leave_it_too(
    opened: Case, version: PlanVersion, partner: Person
) -> None:
    cases.agreed(version)
    beside(cases.person_of(opened), is_beside_family=False)
    assert people_of_plan(version.plan) == [partner]
    following = cases.next_version(version)
    # The ratings of whoever left stay behind.
    cases.rated(following, person=partner)
    cases.contributed(following)
    cases.agreed(following)
    assert [one.person for one in following.agreements.all()] == [partner]
    assert list(PlanCheck(opened.organisation_id).faults()) == []


def test_one_own_plan_is_enough(version: PlanVersion, partner: Person) -> None:
    own = beside(partner)
    for words in ({}, {"is_beside_family": False}, {"is_for_family": True}):
        with pytest.raises(NotAllowed):
            beside(partner, **words)
    with pytest.raises(IntegrityError), transaction.atomic():
        change(version.plan, "is_for_family", False)
        change(version.plan, "person_id", own.plan.person_id)


def test_beside_needs_a_plan_of_the_family_that_covers_an_adult(
    opened: Case, partner: Person
) -> None:
    with pytest.raises(NotAllowed):
        beside(partner)
    family_plan(opened)
    child = related(opened, "Marko", facts={FactKind.BIRTH: "2022-06-01"})
    with pytest.raises(NotAllowed):
        beside(child)
    Person.objects.filter(pk=partner.pk).update(left_on=cases.today() - timedelta(days=1))
    with pytest.raises(NotAllowed):
        beside(partner)


def test_the_plan_of_the_family_stands_beside_none(version: PlanVersion) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        change(version.plan, "is_beside_family", True)


def test_the_page_of_the_case_shows_which_plan_is_whose(
    browser: Client, opened: Case, version: PlanVersion, partner: Person
) -> None:
    first, where = cases.person_of(opened), path("case", opened.pk)
    page = read(browser, where)
    assert page.count('name="daneben"') == 2
    sent(browser, path("begin_plan", first.pk), daneben="1")
    sent(browser, path("begin_plan", partner.pk))
    page = read(browser, where)
    for words in (
        '<p class="note"><bdi>Oksana Verbenko</bdi></p>',
        "Plan: <bdi>Oksana Verbenko</bdi>",
        "Neben dem Plan für die Familie",
        "Plan: <bdi>Andrij Verbenko</bdi>",
        "Statt des Plans für die Familie.",
    ):
        assert words in page, words
    assert 'name="daneben"' not in page
    assert page.index("Plan für die Familie</h2>") < page.index("Plan: <bdi>Oksana")


def test_the_page_of_a_plan_names_the_others(
    browser: Client, opened: Case, version: PlanVersion
) -> None:
    own = beside(cases.person_of(opened))
    page = read(browser, path("plan", own.pk))
    assert "Eigener Plan:" in page
    assert page.count(path("plan", version.pk) + '"') == 1
    assert "Fassung 1" in page
    assert "Plan: <bdi>Oksana Verbenko</bdi>" in read(browser, path("plan", version.pk))


def test_the_draft_of_another_plan_stops_no_next_version(
    browser: Client, opened: Case, version: PlanVersion
) -> None:
    cases.agreed(version)
    beside(cases.person_of(opened))
    assert "Plan fortschreiben" in read(browser, path("plan", version.pk))


def test_a_plan_of_somebody_alone_says_nothing_of_others(browser: Client, draft: Any) -> None:
    page = read(browser, path("plan", draft.pk))
    assert "Eigener Plan:" not in page
    assert "Andere Pläne" not in page


def test_the_day_knows_both_plans(opened: Case, version: PlanVersion, amira: Membership) -> None:
    own = beside(cases.person_of(opened))
    cases.agreed(version)
    person = next(one for one in day_of(amira).people if one.case_id == opened.pk)
    drafts, actives = zip(*((one.draft_id, one.active_id) for one in plans_of(person)), strict=True)
    assert (drafts, actives) == ((own.pk, None), (None, version.pk))


def test_two_plans_of_one_take_no_more_statements(
    browser: Client, opened: Case, version: PlanVersion
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connections["default"]) as captured:
            read(browser, path("plan", version.pk))
        return len(captured)

    read(browser, path("plan", version.pk))
    before = statements()
    beside(cases.person_of(opened))
    assert statements() == before


def test_the_sheet_names_the_plan_of_the_family(
    browser: Client, opened: Case, version: PlanVersion
) -> None:
    cases.agreed(version)
    assert "<h3>Plan für die Familie <small>" in read(browser, path("sheet", opened.pk))

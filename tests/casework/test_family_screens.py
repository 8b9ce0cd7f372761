"""The plan of a family on screen: begun, agreed by each adult, agreed to later."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from bindeglied.casework.models import (
    Abstention,
    Agreement,
    Case,
    Goal,
    NotAgreed,
    Person,
    PlanVersion,
)
from tests.casework import cases
from tests.casework.households import family_plan, related
from tests.casework.plan_pages import goal_words
from tests.casework.screens import faults_in, path, read, sent
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


def agreement(version: PlanVersion, answers: dict[Person, str], **words: Any) -> dict[str, Any]:
    usual = {
        "version": PlanVersion.objects.get(pk=version.pk).version,
        "how": "paper",
        "agreed_on": cases.today().isoformat(),
        "place": "Rathaus",
    }
    return {**usual, **{f"answer_{one.pk}": said for one, said in answers.items()}, **words}


def test_a_plan_is_begun_for_one_or_for_the_family(
    browser: Client, opened: Case, partner: Person
) -> None:
    page = read(browser, path("case", opened.pk))
    assert page.count("Plan für die Familie beginnen") == 2
    sent(browser, path("begin_plan", partner.pk), fuer="familie")
    version = PlanVersion.objects.get(plan__case=opened)
    assert version.plan.is_for_family
    assert "Plan für die Familie:" in read(browser, path("plan", version.pk))
    page = read(browser, path("case", opened.pk))
    assert "Plan für die Familie beginnen" not in page
    assert "Eigenen Plan beginnen" in page


def test_the_plan_of_somebody_alone_asks_nothing_about_a_family(
    browser: Client, opened: Case
) -> None:
    assert "Plan für die Familie" not in read(browser, path("case", opened.pk))
    version = cases.complete_draft(opened)
    assert "Für wen" not in read(browser, path("new_goal", version.pk))
    assert "Wer stimmt zu?" not in read(browser, path("agree", version.pk))


def test_a_goal_names_whom_it_is_for(
    browser: Client, version: PlanVersion, partner: Person
) -> None:
    where = path("new_goal", version.pk)
    assert "der ganze Haushalt" in read(browser, where)
    sent(browser, where, **goal_words(version, applies_to=str(partner.pk)))
    goal = Goal.objects.get(plan_version=version, applies_to=partner)
    page = read(browser, f"{path('plan', version.pk)}?bereich=work")
    assert "für Andrij Verbenko" in page
    sent(browser, path("goal", goal.pk), **goal_words(version, applies_to=""))
    goal.refresh_from_db()
    assert goal.applies_to is None


def test_each_adult_answers_and_the_other_agrees_later(
    browser: Client, opened: Case, version: PlanVersion, partner: Person
) -> None:
    first, where = cases.person_of(opened), path("agree", version.pk)
    nobody = agreement(version, {first: "absent", partner: "declined"})
    assert "Mindestens ein Erwachsener" in faults_in(sent(browser, where, **nobody))
    one = agreement(version, {first: "agrees", partner: "declined"})
    assert sent(browser, where, **one).status_code == 302
    page = read(browser, path("plan", version.pk))
    assert "Nicht zugestimmt" in page
    assert str(NotAgreed.DECLINED.label) in page
    abstention = Abstention.objects.get(plan_version=version)
    later = path("agree_late", abstention.pk)
    assert later in page
    assert "Andrij Verbenko" in read(browser, later)
    words = agreement(version, {}, how="oral")
    assert "Grund" in faults_in(sent(browser, later, **words))
    assert sent(browser, later, **words, reason="Kann nicht schreiben.").status_code == 302
    assert Agreement.objects.filter(plan_version=version).count() == 2
    assert "Nicht zugestimmt" not in read(browser, path("plan", version.pk))


def test_after_a_late_agreement_the_plan_is_carried_on(
    browser: Client, opened: Case, version: PlanVersion, partner: Person
) -> None:
    answers = {cases.person_of(opened): "agrees", partner: "absent"}
    spoken = "Ukrainisch, beruflich"
    sent(browser, path("agree", version.pk), **agreement(version, answers, interpreting=spoken))
    assert spoken in read(browser, path("plan", version.pk))
    abstention = Abstention.objects.get(plan_version=version)
    sent(browser, path("agree_late", abstention.pk), **agreement(version, {}))
    following = sent(browser, path("next_version", version.pk))["Location"]
    page = read(browser, following)
    assert "Was sich gegenüber Fassung 1 geändert hat" in page

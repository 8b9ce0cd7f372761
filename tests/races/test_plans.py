"""Two people at one plan: who comes second is told, and what was agreed is what was read."""

from __future__ import annotations

from typing import Any

import pytest

from bindeglied.casework import actions
from bindeglied.casework.models import (
    Abstention,
    AgreedHow,
    Agreement,
    Case,
    Goal,
    GoalState,
    LateDecline,
    NotAgreed,
    Plan,
    PlanState,
    PlanVersion,
)
from bindeglied.casework.transitions import NotAllowed
from bindeglied.trail.ids import new_id
from bindeglied.trail.versions import ChangedMeanwhile
from tests.accounts.people import membership_of
from tests.casework import cases
from tests.casework.households import family_plan, related
from tests.casework.plan_pages import agreement_words
from tests.casework.screens import path
from tests.conftest import CastFixture
from tests.servers.two_at_once import EVERY_PAUSE, Deed, Pause, two_at_once

pytestmark = pytest.mark.django_db
MINE, YOURS = "Ich bestehe die Prüfung B1.", "Ich finde eine Arbeit."


@pytest.fixture
def case() -> Case:
    return cases.opened(cases.registered(membership_of("Amira")))


@pytest.fixture
def draft(case: Case) -> PlanVersion:
    return cases.complete_draft(case)


def read(version: PlanVersion) -> PlanVersion:
    """The version as somebody sees it who opens the page now."""
    return PlanVersion.objects.select_related("plan", "case").get(pk=version.pk)


def words(goal: Goal, wording: str) -> Deed:
    """Puts a goal in other words, as read now."""
    seen = Goal.objects.select_related("plan_version", "case").get(pk=goal.pk)
    version = read(seen.plan_version)
    return lambda: cases.goal_of(version, wording, goal=seen)


def agrees(version: PlanVersion) -> Deed:
    seen = read(version)
    return lambda: cases.agreed(seen)


def test_two_change_one_goal_and_the_second_is_told(draft: PlanVersion) -> None:
    goal = Goal.objects.get(plan_version=draft)
    before = draft.version
    became = two_at_once(words(goal, MINE), words(goal, YOURS))
    assert isinstance(became[1], ChangedMeanwhile)
    assert became[1].current.version == before + 1
    goal.refresh_from_db()
    assert goal.wording == MINE


def test_two_set_a_goal_and_the_second_is_told(draft: PlanVersion) -> None:
    one, other = read(draft), read(draft)
    became = two_at_once(lambda: cases.goal_of(one), lambda: cases.goal_of(other))
    assert isinstance(became[1], ChangedMeanwhile)
    assert Goal.objects.filter(plan_version=draft).count() == 2


@pytest.mark.parametrize("is_removed_first", [True, False])
def test_a_goal_is_removed_or_changed(is_removed_first: bool, draft: PlanVersion) -> None:
    goal = Goal.objects.get(plan_version=draft)
    seen, by = read(draft), cases.adviser_of(draft.case).pk
    both: list[Deed] = [
        lambda: actions.remove_goal(
            plan_version=seen, expected_version=seen.version, goal=goal, by=by
        ),
        words(goal, YOURS),
    ]
    became = two_at_once(*(both if is_removed_first else reversed(both)))
    assert isinstance(became[1], ChangedMeanwhile)
    assert Goal.objects.filter(pk=goal.pk).exists() == (not is_removed_first)


@EVERY_PAUSE
def test_two_agree_and_it_is_agreed_once(pause: Pause, draft: PlanVersion) -> None:
    became = two_at_once(agrees(draft), agrees(draft), pause=pause)
    assert isinstance(became[1], NotAllowed)
    assert Agreement.objects.filter(plan_version=draft).count() == 1
    assert read(draft).state == PlanState.ACTIVE


def test_what_is_just_being_agreed_is_not_changed(draft: PlanVersion) -> None:
    goal = Goal.objects.get(plan_version=draft)
    became = two_at_once(agrees(draft), words(goal, YOURS))
    assert isinstance(became[1], NotAllowed)
    agreed = read(draft)
    assert MINE in bytes(agreed.frozen).decode()


def test_what_is_just_being_changed_is_not_agreed(draft: PlanVersion) -> None:
    goal = Goal.objects.get(plan_version=draft)
    became = two_at_once(words(goal, YOURS), agrees(draft))
    assert isinstance(became[1], ChangedMeanwhile)
    assert read(draft).state == PlanState.DRAFT
    assert not Agreement.objects.filter(plan_version=draft).exists()


def test_a_plan_is_begun_once(case: Case) -> None:
    became = two_at_once(lambda: cases.begun(case), lambda: cases.begun(case))
    assert "schon einen Plan" in str(became[1])
    assert Plan.objects.filter(case=case).count() == 1


def test_the_next_version_is_begun_once(draft: PlanVersion) -> None:
    agrees(draft)()
    became = two_at_once(lambda: cases.next_version(draft), lambda: cases.next_version(draft))
    assert isinstance(became[1], NotAllowed)
    assert PlanVersion.objects.filter(plan=draft.plan).count() == 2


def results(goal: Goal, state: GoalState) -> Deed:
    by = cases.adviser_of(goal.case).pk
    return lambda: actions.record_goal_result(goal=goal, state=state, by=by)


def test_a_goal_ends_once(draft: PlanVersion) -> None:
    agrees(draft)()
    goal = Goal.objects.get(plan_version=draft)
    became = two_at_once(results(goal, GoalState.REACHED), results(goal, GoalState.DROPPED))
    assert isinstance(became[1], NotAllowed)
    goal.refresh_from_db()
    assert goal.state == GoalState.REACHED


def test_the_next_version_of_a_goal_knows_how_it_ended_just_now(draft: PlanVersion) -> None:
    agrees(draft)()
    goal = Goal.objects.get(plan_version=draft)
    two_at_once(results(goal, GoalState.REACHED), lambda: cases.next_version(draft))
    assert not Goal.objects.filter(origin=goal).exists()


@pytest.mark.parametrize("is_agreed_first", [True, False])
def test_somebody_who_was_absent_agrees_or_declines_later(
    is_agreed_first: bool, case: Case
) -> None:
    partner, by = related(case), cases.adviser_of(case).pk
    version = family_plan(case)
    cases.agreed(version, abstained={partner.pk: NotAgreed.ABSENT})
    absent = Abstention.objects.get(plan_version=version)
    today: Any = {"agreed_on": cases.today(), "place": "", "interpreting": "", "reason": ""}
    both: list[Deed] = [
        lambda: actions.agree_later(abstention=absent, how=AgreedHow.SCREEN, by=by, **today),
        lambda: actions.decline_later(abstention=absent, declined_on=cases.today(), by=by),
    ]
    became = two_at_once(*(both if is_agreed_first else reversed(both)))
    assert isinstance(became[1], NotAllowed)
    agreed = Agreement.objects.filter(plan_version=version, person=partner).exists()
    declined = LateDecline.objects.filter(abstention=absent).exists()
    assert (agreed, declined) == (is_agreed_first, not is_agreed_first)


def test_nobody_agrees_who_joined_the_household_a_moment_before(
    case: Case, cast: CastFixture
) -> None:
    first, partner = cases.person_of(case), related(case)
    version = family_plan(case)
    said = {f"answer_{one.pk}": "agrees" for one in (first, partner)}
    sent = {"once": str(new_id()), **agreement_words(version, how="screen", **said)}
    amira, page = cast("Amira"), path("agree", version.pk)
    joined, answer = two_at_once(lambda: related(case, "Ivan"), lambda: amira.post(page, sent))
    assert answer.status_code == 200
    assert not Agreement.objects.filter(plan_version=version).exists()
    assert read(version).state == PlanState.DRAFT
    assert joined.given_name == "Ivan"

"""The plan: from the first assessment to the agreement, frozen then, and on in the next version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bindeglied.casework import actions
from bindeglied.casework.models import (
    AgreedHow,
    Agreement,
    Assessment,
    AssessmentKind,
    AssessmentState,
    Case,
    Domain,
    DomainRating,
    FactKind,
    Goal,
    GoalState,
    Measure,
    MeasureState,
    PlanState,
    PlanVersion,
)
from bindeglied.casework.queries import current_versions_of, domains_of, what_is_missing
from bindeglied.casework.transitions import NotAllowed
from bindeglied.trail.models import Event
from bindeglied.trail.versions import ChangedMeanwhile
from tests.casework import cases

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
Change = Callable[[PlanVersion], object]

CHANGES: dict[str, Change] = {
    "rating": cases.rated,
    "clearing": lambda version: actions.clear_domain(
        plan_version=version,
        expected_version=version.version,
        domain=Domain.LANGUAGE,
        by=cases.adviser_of(version.case).pk,
    ),
    "new goal": cases.goal_of,
    "goal": lambda version: cases.goal_of(version, goal=Goal.objects.get(plan_version=version)),
    "removal of a goal": lambda version: actions.remove_goal(
        plan_version=version,
        expected_version=version.version,
        goal=Goal.objects.get(plan_version=version),
        by=cases.adviser_of(version.case).pk,
    ),
    "new measure": lambda version: cases.measure_of(only_goal(version)),
    "measure": lambda version: cases.measure_of(only_goal(version), measure=only_measure(version)),
    "removal of a measure": lambda version: actions.remove_measure(
        measure=only_measure(version),
        expected_version=version.version,
        by=cases.adviser_of(version.case).pk,
    ),
    "contributions": cases.contributed,
    "agreement": cases.agreed,
}


def only_goal(version: PlanVersion) -> Goal:
    goal = Goal.objects.get(plan_version=version)
    goal.plan_version = version
    return goal


def only_measure(version: PlanVersion) -> Measure:
    measure = Measure.objects.get(goal__plan_version=version)
    measure.goal = only_goal(version)
    return measure


def fresh(version: PlanVersion) -> PlanVersion:
    return PlanVersion.objects.select_related("plan__person", "assessment", "case").get(
        pk=version.pk
    )


def test_a_plan_begins_with_two_drafts_in_the_persons_language(opened: Case) -> None:
    version = cases.begun(opened)
    assert (version.number, version.state, version.language) == (1, PlanState.DRAFT, "uk")
    assert version.assessment.kind == AssessmentKind.INITIAL
    assert version.assessment.state == AssessmentState.DRAFT


def test_a_language_that_the_print_does_not_know_becomes_english(opened: Case) -> None:
    cases.told(opened, FactKind.LANGUAGE, "rom")
    assert cases.begun(opened).language == "en"


def test_a_plan_needs_an_open_case_and_a_person_has_one(announced: Case, opened: Case) -> None:
    cases.begun(opened)
    with pytest.raises(NotAllowed, match="schon einen Plan"):
        cases.begun(opened)


def test_before_the_answer_there_is_no_plan(offered: Case) -> None:
    with pytest.raises(NotAllowed, match="angenommen"):
        cases.begun(offered)


def test_what_was_not_discussed_is_no_row(opened: Case) -> None:
    version = cases.begun(opened)
    cases.rated(version, Domain.WORK, need=0, resource=None, independence=4, wish="")
    rows = {row.domain: row.rating for row in domains_of(version)}
    assert set(rows) == set(Domain)
    work = rows.pop(Domain.WORK)
    assert work is not None
    assert (work.need, work.resource, work.independence) == (0, None, 4)
    assert set(rows.values()) == {None}


def test_rating_again_changes_the_row_and_clearing_removes_it(draft: PlanVersion) -> None:
    cases.rated(draft, need=4, wish="Jetzt gleich.")
    rating = DomainRating.objects.get(assessment=draft.assessment_id)
    assert (rating.need, rating.wish) == (4, "Jetzt gleich.")
    CHANGES["clearing"](draft)
    assert not DomainRating.objects.filter(assessment=draft.assessment_id).exists()


@pytest.mark.parametrize(
    "levels",
    [
        {"need": 5},
        {"resource": -1},
        {"independence": 0},
        {"need": None, "resource": None, "independence": None, "wish": " "},
    ],
)
def test_a_level_that_does_not_exist_is_refused(levels: dict[str, Any], opened: Case) -> None:
    with pytest.raises(NotAllowed):
        cases.rated(cases.begun(opened), **levels)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_raises_the_version_and_is_told(change: Change, draft: PlanVersion) -> None:
    before, told = draft.version, Event.objects.count()
    change(draft)
    assert draft.version == fresh(draft).version == before + 1
    assert Event.objects.count() == told + 1


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_who_saw_an_older_draft_is_told_and_changes_nothing(
    change: Change, draft: PlanVersion
) -> None:
    older = fresh(draft)
    cases.contributed(draft, client="Neu.")
    rows = (Goal.objects.count(), Measure.objects.count(), DomainRating.objects.count())
    with pytest.raises(ChangedMeanwhile) as conflict:
        change(older)
    assert conflict.value.current.client_contributes == "Neu."
    assert rows == (Goal.objects.count(), Measure.objects.count(), DomainRating.objects.count())
    assert fresh(draft).state == PlanState.DRAFT


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_an_agreed_version_takes_no_change(change: Change, agreed: PlanVersion) -> None:
    with pytest.raises(NotAllowed, match="bleibt, wie sie ist"):
        change(agreed)


def test_an_empty_draft_says_all_that_is_missing(opened: Case) -> None:
    version = cases.begun(opened)
    assert len(what_is_missing(version)) == 5
    goal = cases.goal_of(version)
    assert any("Schritt" in one for one in what_is_missing(version))
    cases.measure_of(goal)
    cases.rated(version)
    cases.contributed(version)
    assert what_is_missing(version) == []


@pytest.mark.parametrize("left_out", ["client", "office", "review_on"])
def test_without_both_contributions_and_a_review_nothing_is_agreed(
    left_out: str, draft: PlanVersion
) -> None:
    cases.contributed(draft, **{left_out: None if left_out == "review_on" else "  "})
    with pytest.raises(NotAllowed, match="Es fehlt"):
        cases.agreed(draft)


@pytest.mark.parametrize("words", [{"wording": " "}, {"text": ""}])
def test_a_goal_and_a_step_need_words(words: dict[str, str], draft: PlanVersion) -> None:
    with pytest.raises(NotAllowed, match="in Worten"):
        if "text" in words:
            cases.measure_of(only_goal(draft), **words)
        else:
            cases.goal_of(draft, **words)


@pytest.mark.parametrize(
    ("days", "is_possible"), [(0, False), (1, True), (364, True), (366, False)]
)
def test_the_review_lies_within_twelve_months(
    days: int, is_possible: bool, draft: PlanVersion
) -> None:
    cases.contributed(draft, review_on=cases.today() + timedelta(days=days))
    if is_possible:
        assert cases.agreed(draft).state == PlanState.ACTIVE
    else:
        with pytest.raises(NotAllowed, match="Überprüfung"):
            cases.agreed(draft)


def test_orally_needs_a_reason_and_the_future_is_not_agreed(draft: PlanVersion) -> None:
    with pytest.raises(NotAllowed, match="Grund"):
        cases.agreed(draft, how=AgreedHow.ORAL)
    with pytest.raises(NotAllowed, match="Zukunft"):
        cases.agreed(draft, agreed_on=cases.today() + timedelta(days=1))
    cases.agreed(fresh(draft), how=AgreedHow.ORAL, reason="Hand verletzt")


def test_a_refused_agreement_leaves_everything_as_it_was(opened: Case) -> None:
    version = cases.begun(opened)
    before = fresh(version).version
    with pytest.raises(NotAllowed):
        cases.agreed(version)
    assert (fresh(version).version, fresh(version).state) == (before, PlanState.DRAFT)
    assert not Agreement.objects.filter(plan_version=version).exists()


def test_an_agreement_completes_the_assessment_and_keeps_the_print(draft: PlanVersion) -> None:
    cases.printed(cases.agreed(draft), b"%PDF-1.7 invented")
    version = fresh(draft)
    assert version.assessment.state == AssessmentState.COMPLETED
    assert version.kept_print.pdf == b"%PDF-1.7 invented"
    assert len(version.digest) == 64
    agreement = version.agreements.get()
    assert (agreement.how, agreement.place) == (AgreedHow.PAPER, "Rathaus")


def test_the_next_version_is_a_copy_of_what_goes_on(draft: PlanVersion) -> None:
    by = cases.adviser_of(draft.case).pk
    goals = [cases.goal_of(draft, f"Ziel {number}") for number in range(4)]
    for goal in goals:
        cases.measure_of(goal, "erster Schritt")
        cases.measure_of(goal, "zweiter Schritt")
    cases.agreed(draft)
    results = (GoalState.REACHED, GoalState.DROPPED, GoalState.NOT_REACHED, GoalState.IN_PROGRESS)
    for goal, state in zip(goals, results, strict=True):
        actions.record_goal_result(goal=goal, state=state, by=by)
        done = goal.measures.get(position=1)
        actions.record_progress(measure=done, state=MeasureState.DONE, by=by)
    copy = cases.next_version(draft)
    assert (copy.number, copy.state, copy.review_on) == (2, PlanState.DRAFT, None)
    assert copy.client_contributes == "Ich lerne jeden Vormittag."
    assert copy.assessment.kind == AssessmentKind.REVIEW
    assert [one.wish for one in copy.assessment.ratings.all()] == ["Gutes Deutsch."]
    copied = list(copy.goals.order_by("position"))
    assert [one.wording for one in copied] == ["Ich bestehe die Prüfung B1.", "Ziel 2", "Ziel 3"]
    assert [one.state for one in copied] == ["open", "open", "in_progress"]
    assert [one.origin for one in copied[1:]] == goals[2:]
    assert [one.text for one in copied[2].measures.all()] == ["zweiter Schritt"]


def test_agreeing_on_the_next_version_supersedes_the_first(agreed: PlanVersion) -> None:
    copy = cases.next_version(agreed)
    person = agreed.plan.person
    assert current_versions_of([person])[person.pk] == copy
    with pytest.raises(NotAllowed, match="noch keinen Entwurf"):
        cases.next_version(agreed)
    cases.contributed(copy)
    cases.agreed(copy)
    assert (fresh(agreed).state, fresh(copy).state) == (PlanState.SUPERSEDED, PlanState.ACTIVE)
    assert Assessment.objects.filter(case=agreed.case, state=AssessmentState.DRAFT).count() == 0


def test_the_next_version_is_not_agreed_before_the_first(agreed: PlanVersion) -> None:
    copy = cases.next_version(agreed)
    cases.contributed(copy)
    with pytest.raises(NotAllowed, match="später vereinbart"):
        cases.agreed(copy, agreed_on=cases.today() - timedelta(days=1))


def test_a_draft_has_no_next_version_and_no_progress(draft: PlanVersion) -> None:
    with pytest.raises(NotAllowed):
        cases.next_version(draft)
    by = cases.adviser_of(draft.case).pk
    measure = Measure.objects.get(goal__plan_version=draft)
    with pytest.raises(NotAllowed, match="vereinbarten Fassung"):
        actions.record_progress(measure=measure, state=MeasureState.DONE, by=by)
    with pytest.raises(NotAllowed, match="vereinbarten Fassung"):
        actions.record_goal_result(goal=only_goal(draft), state=GoalState.REACHED, by=by)


def test_a_superseded_version_goes_on_in_the_new_one_only(agreed: PlanVersion) -> None:
    measure = Measure.objects.get(goal__plan_version=agreed)
    copy = cases.next_version(agreed)
    cases.contributed(copy)
    cases.agreed(copy)
    with pytest.raises(NotAllowed):
        actions.record_progress(
            measure=measure, state=MeasureState.DONE, by=cases.adviser_of(agreed.case).pk
        )

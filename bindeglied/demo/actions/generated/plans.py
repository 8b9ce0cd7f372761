"""Assessment and plan, of the first person or of the family: a draft, an agreed version, or two."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from bindeglied.casework.actions.begin_plan import ELSE_ENGLISH
from bindeglied.casework.actions.save_goal import OWN_PLAN_ONLY
from bindeglied.casework.models import (
    Assessment,
    AssessmentKind,
    AssessmentState,
    Domain,
    DomainRating,
    Goal,
    GoalState,
    Measure,
    MeasureState,
    Plan,
    PlanState,
    PlanVersion,
    Who,
)
from bindeglied.casework.printing import PRINT_LANGUAGES
from bindeglied.demo.actions.generated.agreements import Content, Told, is_adult_on, tell_agreement
from bindeglied.demo.actions.generated.story import Story
from bindeglied.demo.actions.generated.words import between, goals, pick, sentence

OLD_ENOUGH_FOR_TWO, LONGEST_SINCE = 430, 330
STEPS_OF_A_GOAL = 2.5
FAMILY_SHARE, FOR_ONE_SHARE = 0.6, 0.3
ENDED = (MeasureState.DONE, MeasureState.DONE, MeasureState.DONE, MeasureState.CANCELLED)
GOES_ON = (MeasureState.IN_PROGRESS, MeasureState.WAITING)


def tell_plan(story: Story, opened_on: date) -> None:
    """The plan, in one version or two; the last goal of the first is continued in the second."""
    random, measures = story.random, story.outline.measures
    if not measures:
        return
    since = (story.setting.today - opened_on).days
    has_two = since > OLD_ENOUGH_FOR_TWO and measures >= 4
    newest_on = story.setting.today - timedelta(
        days=between(random, 3, min(since - 5, LONGEST_SINCE))
    )
    first_on = opened_on + timedelta(days=between(random, 20, 60)) if has_two else newest_on
    number = measures // 2 if has_two else measures
    begun_at = story.at(max(opened_on, first_on - timedelta(days=7)), 0)
    is_for_family = len(story.people) > 1 and random.random() < FAMILY_SHARE
    person = story.people[0].id
    plan = story.add(Plan, begun_at, person_id=person, number=1, is_for_family=is_for_family)
    story.deed("plan begun", begun_at)
    is_draft = not has_two and random.random() < 0.1
    told = _told(story, begun_at, is_for_family, None)
    _tell_version(story, told, plan, number, _until(first_on, is_draft), None, has_two)
    if has_two:
        begun_at = story.at(newest_on - timedelta(days=6), 0)
        story.deed("next version begun", begun_at)
        following = _told(story, begun_at, is_for_family, told)
        _tell_version(story, following, plan, measures - number, newest_on, told, False)


def _until(day: date, is_draft: bool) -> date | None:
    return None if is_draft else day


def _told(story: Story, at: datetime, is_for_family: bool, before: Told | None) -> Told:
    number = before.number + 1 if before else 1
    return Told(story.new_id(at), number, PlanState.DRAFT, at, is_for_family, [], [])


def _tell_version(
    story: Story,
    told: Told,
    plan: UUID,
    measures: int,
    agreed_on: date | None,
    before: Told | None,
    is_superseded: bool,
) -> None:
    at = told.begun_at
    if agreed_on:
        told.state = PlanState.SUPERSEDED if is_superseded else PlanState.ACTIVE
    assessment = _tell_assessment(story, told, agreed_on, before)
    _tell_goals(story, told, measures, before)
    columns = {
        "id": told.id, "plan_id": plan, "assessment_id": assessment, "number": told.number,
        "state": told.state, "language": _language(story),
    }  # fmt: skip
    if agreed_on is None:
        story.add(PlanVersion, at, **columns, version=told.version)
        return
    contributions = {
        "client_contributes": sentence(story.random, "client"),
        "office_contributes": sentence(story.random, "office"),
    }
    _change(story, told, "contributions changed")
    review_on = agreed_on + timedelta(days=between(story.random, 150, 360))
    if not is_superseded:
        story.due.append(review_on)
    columns |= contributions | {"review_on": review_on}
    tell_agreement(story, told, columns, agreed_on)
    _go_on(story, told, agreed_on)


def _change(story: Story, told: Told, verb: str) -> datetime:
    """One more change to the draft, some minutes after the one before."""
    told.version += 1
    at = told.begun_at + timedelta(minutes=3 * told.version)
    story.deed(verb, at)
    return at


def _language(story: Story) -> str:
    return story.language if story.language in PRINT_LANGUAGES else ELSE_ENGLISH


def _tell_assessment(story: Story, told: Told, agreed_on: date | None, before: Told | None) -> UUID:
    kind = AssessmentKind.REVIEW if before else AssessmentKind.INITIAL
    days: Content = {"begun_on": told.begun_at.date(), "completed_on": agreed_on}
    state = AssessmentState.COMPLETED if agreed_on else AssessmentState.DRAFT
    person = story.people[0].id
    words = {"kind": kind, "state": state}
    assessment = story.add(Assessment, told.begun_at, person_id=person, **words, **days)
    if before:
        # The next version begins as a copy: that is one deed, and no change to it.
        for rating in before.ratings:
            story.add(DomainRating, told.begun_at, assessment_id=assessment, **rating)
        told.ratings = before.ratings
        return assessment
    domains = story.random.sample(Domain.values, between(story.random, 2, 5))
    for domain in domains:
        at = _change(story, told, "domain rated")
        rating = {"domain": domain, "levels": _levels(story), "wish": _wish(story)}
        story.add(DomainRating, at, assessment_id=assessment, **rating)
        told.ratings.append(rating)
    return assessment


def _levels(story: Story) -> str:
    need, resource = between(story.random, 0, 4), between(story.random, 0, 4)
    return f"{need} {resource} {pick(story.random, '-1234')}"


def _wish(story: Story) -> str:
    return sentence(story.random, "wish") if story.random.random() < 0.4 else ""


def _tell_goals(story: Story, told: Told, measures: int, before: Told | None) -> None:
    left = measures
    if before:
        left -= _copy_last_goal(story, told, before.goals[-1])
    possible = [one for one in goals() if one[1] not in {goal["wording"] for goal in told.goals}]
    wanted = min(max(1, round(left / STEPS_OF_A_GOAL)), len(possible)) if left else 0
    chosen = story.random.sample(possible, wanted)
    for number, (domain, wording, steps) in enumerate(chosen):
        count = left // (wanted - number)
        left -= count
        goal = _tell_goal(story, told, domain, wording)
        for step in range(count):
            _tell_measure(story, told, goal, steps[step % len(steps)])
    for goal in told.goals:
        goal["state"] = _state_of_goal(told, goal)
        story.add(Goal, goal.pop("at"), plan_version_id=told.id, **_columns(goal))
        for measure in goal["measures"]:
            story.add(Measure, measure.pop("at"), goal_id=goal["id"], **measure)


def _columns(goal: Content) -> Content:
    return {name: value for name, value in goal.items() if name != "measures"}


def _tell_goal(story: Story, told: Told, domain: str, wording: str) -> Content:
    at = _change(story, told, "goal set")
    goal: Content = {
        "id": story.new_id(at), "at": at, "position": len(told.goals) + 1, "domain": domain,
        "wording": wording, "indicator": sentence(story.random, "indicator"),
        "target_on": at.date() + timedelta(days=between(story.random, 60, 300)),
        "priority": between(story.random, 1, 3), "origin_id": None, "measures": [],
        "applies_to_id": _for_whom(story, told, domain, at),
    }  # fmt: skip
    told.goals.append(goal)
    return goal


def _for_whom(story: Story, told: Told, domain: str, at: datetime) -> UUID | None:
    """In a plan of the family one person or all (None); some matters of adults stay their own."""
    if not told.is_for_family or story.random.random() >= FOR_ONE_SHARE:
        return None
    person = pick(story.random, story.people)
    return None if domain in OWN_PLAN_ONLY and is_adult_on(person, at.date()) else person.id


def _tell_measure(story: Story, told: Told, goal: Content, text: str) -> None:
    at = _change(story, told, "measure set")
    who = pick(story.random, Who.values)
    goal["measures"].append(
        {
            "id": story.new_id(at), "at": at, "position": len(goal["measures"]) + 1,
            "text": text, "who": who,
            "who_name": sentence(story.random, "with_whom") if who == Who.SERVICE else "",
            "due_on": at.date() + timedelta(days=between(story.random, 14, 120)),
            "state": _state_of_measure(story, told),
        }
    )  # fmt: skip


def _state_of_measure(story: Story, told: Told) -> MeasureState:
    if told.state == PlanState.DRAFT:
        return MeasureState.PLANNED
    if told.state == PlanState.SUPERSEDED:
        return pick(story.random, ENDED)
    return pick(story.random, (MeasureState.PLANNED, *GOES_ON, MeasureState.DONE))


def _state_of_goal(told: Told, goal: Content) -> GoalState:
    """Of a superseded version all goals but the last are reached; that one goes on."""
    if told.state == PlanState.DRAFT:
        return GoalState.OPEN
    is_last = goal is told.goals[-1]
    if told.state == PlanState.SUPERSEDED and not is_last:
        return GoalState.REACHED
    if told.state == PlanState.SUPERSEDED:
        goal["measures"][-1]["state"] = MeasureState.IN_PROGRESS
        return GoalState.IN_PROGRESS
    return GoalState.IN_PROGRESS if goal["position"] == 1 else GoalState.OPEN


def _copy_last_goal(story: Story, told: Told, goal: Content) -> int:
    """The goal that goes on, with its steps that have not ended; gives how many."""
    going_on = [one for one in goal["measures"] if one["state"] not in ENDED]
    copies = [
        {**one, "id": story.new_id(told.begun_at), "at": told.begun_at, "position": position}
        for position, one in enumerate(going_on, start=1)
    ]
    copied = {"id": story.new_id(told.begun_at), "at": told.begun_at, "position": 1}
    told.goals.append({**goal, **copied, "origin_id": goal["id"], "measures": copies})
    return len(copies)


def _go_on(story: Story, told: Told, agreed_on: date) -> None:
    """Say that goals and steps went on after the agreement."""
    at = story.at(agreed_on + timedelta(days=1))
    for goal in told.goals:
        for measure in goal["measures"]:
            if measure["state"] != MeasureState.PLANNED:
                story.deed("progress recorded", at)
        if goal["state"] != GoalState.OPEN:
            story.deed("goal result recorded", at)

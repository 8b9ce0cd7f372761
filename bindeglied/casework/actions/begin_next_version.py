"""Begin the next version of an agreed plan as its copy."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.actions.record_deed import lock_case, record_deed, stamp
from bindeglied.casework.household import people_of_plan
from bindeglied.casework.models import (
    Assessment,
    AssessmentKind,
    CaseState,
    DomainRating,
    Goal,
    GoalState,
    Measure,
    MeasureState,
    Person,
    Plan,
    PlanState,
    PlanVersion,
)
from bindeglied.casework.transitions import NotAllowed

NOT_CONTINUED = frozenset({GoalState.REACHED, GoalState.DROPPED})
ENDED = frozenset({MeasureState.DONE, MeasureState.FAILED, MeasureState.CANCELLED})


@transaction.atomic
def begin_next_version(*, plan: Plan, by: UUID) -> PlanVersion:
    """Copy the active version into a draft: contributions, ratings, goals and steps that go on.

    In a plan of the family those of adults who left it stay behind.
    A goal that ended without being reached begins anew; each copy names its origin. Raises
    NotAllowed without an active version, or if a draft exists.
    Source: pact, 1.2 (evaluation and continuation in regular talks); own rule R-PLAN-1.
    """
    case = lock_case(plan.case_id)
    versions = {one.state: one for one in PlanVersion.objects.filter(plan=plan)}
    active = versions.get(PlanState.ACTIVE)
    if active is None or PlanState.DRAFT in versions:
        raise NotAllowed(
            _("Fortgeschrieben wird eine vereinbarte Fassung, die noch keinen Entwurf hat.")
        )
    if case.state != CaseState.OPEN:
        raise NotAllowed(_("Der Fall ist nicht in Begleitung."))
    covered = people_of_plan(plan)
    draft = PlanVersion.objects.create(
        case=case,
        plan=plan,
        assessment=_copied_assessment(active, covered, by),
        number=active.number + 1,
        language=active.language,
        client_contributes=active.client_contributes,
        office_contributes=active.office_contributes,
        **stamp(by),
    )
    goals = Goal.objects.filter(plan_version=active).exclude(state__in=NOT_CONTINUED)
    if plan.is_for_family:
        # A goal of somebody who left the family's plan goes with them.
        goals = goals.filter(Q(applies_to=None) | Q(applies_to__in=covered))
    for position, goal in enumerate(goals.order_by("position"), start=1):
        _copy_goal(goal, draft, position, by)
    record_deed("next version begun", case=case, by=by)
    return draft


def _copied_assessment(active: PlanVersion, covered: Sequence[Person], by: UUID) -> Assessment:
    first, people = active.plan.person_id, {one.pk for one in covered}
    assessment = Assessment.objects.create(
        case_id=active.case_id,
        person_id=first,
        kind=AssessmentKind.REVIEW,
        begun_on=timezone.localdate(),
        **stamp(by),
    )
    for rating in DomainRating.objects.filter(assessment=active.assessment_id):
        if (rating.person_id or first) not in people:
            continue
        DomainRating.objects.create(
            case_id=active.case_id,
            assessment=assessment,
            person_id=rating.person_id,
            domain=rating.domain,
            levels=rating.levels,
            wish=rating.wish,
            **stamp(by),
        )
    return assessment


def _copy_goal(goal: Goal, draft: PlanVersion, position: int, by: UUID) -> None:
    goes_on = goal.state == GoalState.IN_PROGRESS
    copy = Goal.objects.create(
        case_id=goal.case_id,
        plan_version=draft,
        position=position,
        domain=goal.domain,
        wording=goal.wording,
        indicator=goal.indicator,
        target_on=goal.target_on,
        priority=goal.priority,
        state=GoalState.IN_PROGRESS if goes_on else GoalState.OPEN,
        origin=goal,
        applies_to_id=goal.applies_to_id,
        **stamp(by),
    )
    measures = Measure.objects.filter(goal=goal).exclude(state__in=ENDED).order_by("position")
    for number, measure in enumerate(measures, start=1):
        Measure.objects.create(
            case_id=goal.case_id,
            goal=copy,
            position=number,
            text=measure.text,
            who=measure.who,
            who_name=measure.who_name,
            due_on=measure.due_on,
            state=measure.state,
            **stamp(by),
        )

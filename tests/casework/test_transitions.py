"""The tables of steps: every state is known, every pair that no row names is refused."""

from __future__ import annotations

from itertools import product

import pytest

from bindeglied.casework import actions
from bindeglied.casework.models import (
    AppointmentState,
    CaseState,
    Goal,
    GoalState,
    Measure,
    MeasureState,
    PlanState,
    PlanVersion,
    TaskState,
)
from bindeglied.casework.transitions import (
    APPOINTMENT_STEPS,
    CASE_STEPS,
    GOAL_STEPS,
    MEASURE_STEPS,
    PLAN_STEPS,
    TASK_STEPS,
    NotAllowed,
    Steps,
    require_step,
)
from tests.casework import cases

TABLES = [
    (CASE_STEPS, CaseState, CaseState.ANNOUNCED),
    (PLAN_STEPS, PlanState, PlanState.DRAFT),
    (GOAL_STEPS, GoalState, GoalState.OPEN),
    (MEASURE_STEPS, MeasureState, MeasureState.PLANNED),
    (APPOINTMENT_STEPS, AppointmentState, AppointmentState.REQUESTED),
    (TASK_STEPS, TaskState, TaskState.OPEN),
]
IDS = [states.__name__ for _, states, _ in TABLES]


@pytest.mark.parametrize(("steps", "states", "first"), TABLES, ids=IDS)
def test_a_table_names_every_state_and_all_are_reached(
    steps: Steps, states: type[CaseState], first: CaseState
) -> None:
    assert set(steps) == set(states.values)
    reached, waiting = set[str](), [str(first)]
    while waiting:
        state = waiting.pop()
        reached.add(state)
        waiting += steps[state] - reached
    assert reached == set(states.values)


@pytest.mark.parametrize(("steps", "states", "first"), TABLES, ids=IDS)
def test_what_no_row_names_is_refused(
    steps: Steps, states: type[CaseState], first: CaseState
) -> None:
    for old, new in product(states.values, repeat=2):
        if new in steps[old]:
            require_step(steps, old, new)
        else:
            with pytest.raises(NotAllowed):
                require_step(steps, old, new)


def ways(steps: Steps, first: str) -> list[tuple[str, ...]]:
    """For every state the shortest way to it."""
    found: list[tuple[str, ...]] = [(first,)]
    for way in found:
        found += [
            (*way, new) for new in sorted(steps[way[-1]]) if new not in {w[-1] for w in found}
        ]
    return list({way[-1]: way for way in reversed(found)}.values())


@pytest.mark.django_db(databases=["default", "keys"])
@pytest.mark.parametrize("way", ways(MEASURE_STEPS, "planned"), ids="-".join)
def test_a_measure_takes_only_its_steps(way: tuple[str, ...], agreed: PlanVersion) -> None:
    by = cases.adviser_of(agreed.case).pk
    measure = Measure.objects.get(goal__plan_version=agreed)
    for state in way[1:]:
        actions.record_progress(measure=measure, state=MeasureState(state), by=by)
    for state in set(MeasureState) - {MeasureState(one) for one in MEASURE_STEPS[way[-1]]}:
        with pytest.raises(NotAllowed):
            actions.record_progress(measure=measure, state=state, by=by)
    assert Measure.objects.get(pk=measure.pk).state == way[-1]


@pytest.mark.django_db(databases=["default", "keys"])
@pytest.mark.parametrize("way", ways(GOAL_STEPS, "open"), ids="-".join)
def test_a_goal_takes_only_its_steps_and_an_end_is_an_end(
    way: tuple[str, ...], agreed: PlanVersion
) -> None:
    by = cases.adviser_of(agreed.case).pk
    goal = Goal.objects.get(plan_version=agreed)
    for state in way[1:]:
        actions.record_goal_result(goal=goal, state=GoalState(state), by=by)
    for state in set(GoalState) - {GoalState(one) for one in GOAL_STEPS[way[-1]]}:
        with pytest.raises(NotAllowed):
            actions.record_goal_result(goal=goal, state=state, by=by)
    assert Goal.objects.get(pk=goal.pk).state == way[-1]

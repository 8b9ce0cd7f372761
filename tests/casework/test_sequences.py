"""Whatever people do, and in whatever order: what must never be, is never."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db.models import Count, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bindeglied.accounts.models import Membership
from bindeglied.casework import actions
from bindeglied.casework.actions.keep_lists import list_columns
from bindeglied.casework.models import (
    Answer,
    Appointment,
    AppointmentState,
    Case,
    Contact,
    ContactForm,
    Domain,
    FactKind,
    Goal,
    GoalState,
    Measure,
    MeasureState,
    Plan,
    PlanState,
    PlanVersion,
    SupportOffer,
    Task,
    TaskState,
)
from bindeglied.casework.queries.plan_faults import PlanCheck
from bindeglied.casework.transitions import GOAL_STEPS, MEASURE_STEPS, NotAllowed
from tests.accounts.people import membership_of
from tests.casework import cases
from tests.casework.families import kept_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
Deed = Callable[[Case, Random], object]


def draft_of(case: Case) -> PlanVersion:
    found = PlanVersion.objects.filter(case=case, state=PlanState.DRAFT).first()
    if found is None:
        raise NotAllowed("no draft")
    return found


def any_goal(case: Case, dice: Random) -> Goal:
    found = list(Goal.objects.filter(case=case).select_related("plan_version"))
    if not found:
        raise NotAllowed("no goal")
    return dice.choice(found)


def any_measure(case: Case, dice: Random) -> Measure:
    found = list(Measure.objects.filter(case=case).select_related("goal__plan_version"))
    if not found:
        raise NotAllowed("no measure")
    return dice.choice(found)


def any_of(table: Any, case: Case, dice: Random) -> Any:
    found = list(table.objects.filter(case=case))
    if not found:
        raise NotAllowed("none")
    return dice.choice(found)


def what_became(case: Case, dice: Random) -> None:
    one, by = any_of(Appointment, case, dice), cases.adviser_of(case).pk
    state = dice.choice(list(AppointmentState))
    actions.record_appointment(appointment=one, state=state, by=by)


def move(case: Case, dice: Random) -> None:
    one, by = any_of(Appointment, case, dice), cases.adviser_of(case).pk
    actions.reschedule_appointment(
        appointment=one,
        expected_version=one.version,
        starts_at=cases.moment(dice.randint(1, 30)),
        is_confirmed=dice.random() < 0.7,
        by=by,
    )


def note(case: Case, dice: Random) -> None:
    due = cases.today() + timedelta(days=dice.randint(-5, 40)) if dice.random() < 0.6 else None
    cases.noted(case, happened_at=cases.days_ago(dice.randint(1, 90)), next_due_on=due)


def correct(case: Case, dice: Random) -> None:
    contacts = list(Contact.objects.filter(case=case))
    if contacts:
        cases.corrected(dice.choice(contacts))


def rename(case: Case, dice: Random) -> None:
    day = cases.today() - timedelta(days=dice.randint(0, 50))
    cases.told(case, FactKind.NAME, dice.choice(["Wolf, O.", "Anan, Y"]), valid_from=day)


def answer(case: Case, dice: Random) -> None:
    offer = SupportOffer.objects.filter(case=case, answer=Answer.WAITING).first()
    if offer:
        cases.answered(offer, accepted=dice.random() < 0.8)


def agree(case: Case, dice: Random) -> None:
    version = draft_of(case)
    if dice.random() < 0.8:
        review_on = cases.today() + timedelta(days=dice.randint(1, 300))
        cases.contributed(version, review_on=review_on)
    cases.agreed(version)


DEEDS: dict[str, Deed] = {
    "try": lambda case, dice: cases.tried(case, dice.choice(list(ContactForm))),
    "give up": lambda case, _: actions.give_up_reaching(case=case, by=cases.adviser_of(case).pk),
    "note": note,
    "correct": correct,
    "rename": rename,
    "offer": lambda case, _: cases.offered(case),
    "answer": answer,
    "begin": lambda case, _: cases.begun(case),
    "rate": lambda case, dice: cases.rated(draft_of(case), dice.choice(list(Domain))),
    "goal": lambda case, dice: cases.measure_of(cases.goal_of(draft_of(case))),
    "another step": lambda case, dice: cases.measure_of(any_goal(case, dice)),
    "agree": agree,
    "next version": lambda case, _: cases.next_version(
        PlanVersion.objects.select_related("plan").filter(case=case).latest("number")
    ),
    "promise": lambda case, dice: cases.promised(
        case, dice.randint(-3, 30), is_confirmed=dice.random() < 0.7
    ),
    "what became of it": what_became,
    "move": move,
    "task": lambda case, dice: cases.tasked(case, dice.randint(-9, 30)),
    "end a task": lambda case, dice: actions.end_task(
        task=any_of(Task, case, dice),
        state=dice.choice(list(TaskState)),
        by=cases.adviser_of(case).pk,
    ),
    "progress": lambda case, dice: actions.record_progress(
        measure=any_measure(case, dice),
        state=dice.choice(list(MeasureState)),
        by=cases.adviser_of(case).pk,
    ),
    "result": lambda case, dice: actions.record_goal_result(
        goal=any_goal(case, dice),
        state=dice.choice(list(GoalState)),
        by=cases.adviser_of(case).pk,
    ),
}
# Most sequences shall come as far as an agreed plan.
USUAL = ("offer", "answer", "begin", "rate", "goal", "agree", "next version")


def ended(case: Case) -> dict[object, str]:
    """All goals and measures that have come to an end."""
    goals, measures = Goal.objects.filter(case=case), Measure.objects.filter(case=case)
    over: dict[object, str] = {one.pk: one.state for one in goals if not GOAL_STEPS[one.state]}
    return over | {one.pk: one.state for one in measures if not MEASURE_STEPS[one.state]}


def frozen(case: Case) -> dict[object, str]:
    agreed = PlanVersion.objects.filter(case=case).exclude(state=PlanState.DRAFT)
    return dict(agreed.values_list("pk", "digest"))


def require_order(case: Case, digests: dict[object, str], ends: dict[object, str]) -> None:
    assert digests.items() <= frozen(case).items(), "a frozen version changed"
    assert ends.items() <= ended(case).items(), "what had ended went on"
    active = Count("versions", filter=Q(versions__state=PlanState.ACTIVE))
    assert not Plan.objects.filter(case=case).annotate(n=active).filter(n__gt=1)
    kept = Case.objects.get(pk=case.pk)
    assert kept_of(kept) == list_columns(case.pk)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from([*DEEDS, *USUAL, *USUAL]), min_size=15, max_size=40), st.integers())
def test_no_order_of_deeds_breaks_what_must_hold(db: None, names: list[str], seed: int) -> None:
    amira: Membership = membership_of("Amira")
    case, dice = cases.registered(amira), Random(seed)
    for name in (*USUAL[:5], *names):
        digests, ends = frozen(case), ended(case)
        before = (case.version, PlanVersion.objects.filter(case=case).count())
        case.refresh_from_db()
        try:
            DEEDS[name](case, dice)
        except (NotAllowed, PlanVersion.DoesNotExist):
            case.refresh_from_db()
            assert case.version >= before[0]
        require_order(case, digests, ends)
    faulty = [one for one in PlanCheck(amira.organisation_id).faults() if case.number in one.plan]
    assert not faulty

"""Generated rows have the shape that the actions leave: the same columns are filled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import models

from bindeglied.accounts.models import Membership, User
from bindeglied.casework import actions
from bindeglied.casework.models import (
    AgreedHow,
    AppointmentState,
    ContactForm,
    GoalState,
    MeasureState,
    NotAgreed,
    TaskState,
)
from bindeglied.demo.actions.generate_land import TABLES
from bindeglied.demo.actions.generated.scales import Scale
from bindeglied.demo.cast import GENERATED_DOMAIN
from bindeglied.trail.models import Event, Seal
from tests.accounts.people import membership_of
from tests.casework import cases, households
from tests.demo.generated import generate

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

# What a row may have or not, whatever its state.
BY_CHANCE = {
    "case": {"next_due_on", "last_contact_at"},
    "person": {"birth_on"},
    "contact": {"next_due_on"},
    "goal": {"target_on", "origin_id"},
    "measure": {"due_on"},
    "entitlement": {"ends_on"},
    "assignment": {"valid_until"},
    "event": {"seal_id"},
}
# Few families have an adult who declines later: TINY has none.
WITH_WHAT_IS_RARE = Scale(managers=4, cases=240, people=600, contacts=700, measures=960)
ON = datetime(2026, 11, 20, 12, tzinfo=UTC)
STATES = ("state", "answer", "part", "verb")
Shapes = dict[str, set[tuple[str, frozenset[str]]]]


def shapes(rows: Iterator[models.Model]) -> set[tuple[str, frozenset[str]]]:
    """Of every row its state, and which of its columns are filled."""
    found = set()
    for row in rows:
        name = row._meta.model_name or ""
        state = next((str(row.__dict__[one]) for one in STATES if one in row.__dict__), "")
        columns = [field.attname for field in row._meta.concrete_fields]
        filled = {one for one in columns if row.__dict__[one] not in (None, "")}
        found.add((state, frozenset(filled - BY_CHANCE.get(name, set()))))
    return found


def every_deed(member: Membership) -> None:
    """What the demo Land does not do: a deputy, a missed appointment, tasks that ended."""
    case = cases.opened(cases.registered(member))
    cases.deputised(case, cases.colleague_of(member).user)
    for state in (TaskState.DONE, TaskState.DROPPED):
        actions.end_task(task=cases.tasked(case), state=state, by=member.user_id)
    cases.tasked(case)
    past = cases.days_ago(2)
    for held in (AppointmentState.ATTENDED, AppointmentState.NO_SHOW):
        made = cases.promised(case, starts_at=past)
        actions.record_appointment(appointment=made, state=held, by=member.user_id)
    cases.promised(case, is_confirmed=False)
    cases.answered(cases.offered(cases.registered(member)), accepted=False, reason="")
    cases.answered(cases.offered(cases.registered(member)), accepted=False, reason="Zieht um.")
    version = cases.agreed(cases.complete_draft(cases.opened(cases.registered(member))))
    goal = version.goals.get()
    for goal_state in (GoalState.IN_PROGRESS, GoalState.REACHED):
        actions.record_goal_result(goal=goal, state=goal_state, by=member.user_id)
    measure = goal.measures.get()
    actions.record_progress(measure=measure, state=MeasureState.CANCELLED, by=member.user_id)
    again = cases.next_version(version)
    cases.measure_of(cases.goal_of(again))
    cases.contributed(again)
    cases.agreed(again)
    goal = again.goals.get()
    actions.record_goal_result(goal=goal, state=GoalState.IN_PROGRESS, by=member.user_id)
    cases.begun(cases.opened(cases.registered(member)))
    every_note(member)
    every_agreement(member)
    a_late_decline(member)


def every_note(member: Membership) -> None:
    """Notes that say what they are about and who came, corrected ones, moved appointments."""
    case = cases.opened(cases.registered(member))
    marks = actions.Marks(topics=("work",), people=(cases.person_of(case).pk,))
    for place in ("", "Rathaus"):
        cases.corrected(cases.noted(case, place=place, marks=marks), place=place)
    for held in (AppointmentState.ATTENDED, AppointmentState.NO_SHOW):
        for with_whom in ("", "Frau Sanders"):
            moved = actions.reschedule_appointment(
                appointment=cases.promised(case, with_whom=with_whom),
                expected_version=1,
                starts_at=cases.days_ago(1),
                is_confirmed=True,
                by=member.user_id,
            )
            actions.record_appointment(appointment=moved, state=held, by=member.user_id)
    actions.note_counter_contact(
        organisation=member.organisation, happened_on=cases.today(), form=ContactForm.TALK,
        minutes=10, language="uk", topics=("work",), by=member.user_id,
    )  # fmt: skip


def every_agreement(member: Membership) -> None:
    """Plans of families, whose adults agree orally, not at all, or later."""
    case = cases.opened(cases.registered(member))
    partner = households.related(case)
    version = households.family_plan(case)
    goals = [cases.goal_of(version, f"Ich lerne {what}.", applies_to=partner) for what in "abc"]
    for goal in goals:
        cases.measure_of(goal)
    words = {"how": AgreedHow.ORAL, "reason": "Kein Drucker.", "interpreting": ""}
    cases.agreed(version, abstained={partner.pk: NotAgreed.ABSENT}, **words)
    later = {"abstention": version.abstentions.get(), "place": "Rathaus", "by": member.user_id}
    actions.agree_later(**later, **words, agreed_on=cases.today())
    for goal in goals[1:]:
        actions.record_goal_result(goal=goal, state=GoalState.IN_PROGRESS, by=member.user_id)
    actions.record_goal_result(goal=goals[2], state=GoalState.REACHED, by=member.user_id)


def a_late_decline(member: Membership) -> None:
    """A plan of a family that an adult declines who was absent."""
    case = cases.opened(cases.registered(member))
    absent, version = households.related(case), households.family_plan(case)
    cases.agreed(version, abstained={absent.pk: NotAgreed.ABSENT})
    actions.decline_later(
        abstention=version.abstentions.get(), declined_on=cases.today(), by=member.user_id
    )


def test_generated_rows_have_the_shape_that_the_actions_leave() -> None:
    every_deed(membership_of("Amira"))
    ours = {model: shapes(model._base_manager.iterator()) for model in TABLES}
    generate(WITH_WHAT_IS_RARE, now=ON)
    users = list(User.objects.filter(email__endswith=GENERATED_DOMAIN).values_list("pk", flat=True))
    strange = defaultdict(set)
    for model in TABLES:
        by_whom = "user_id" if model is Event else "recorded_by"
        if model is Seal:
            continue
        rows = model._base_manager.filter(**{f"{by_whom}__in": users}).iterator()
        found = shapes(rows)
        assert found, model.__name__
        strange[model.__name__] |= found - ours[model]
    assert {name: found for name, found in strange.items() if found} == {}

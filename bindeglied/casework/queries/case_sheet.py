"""The one page about a case: who, what next, what is agreed, whom to call.

It fits on one A4 page, whatever the case holds: of long lists the first are shown, and how many
more there are. Texts are cut where they are shown.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from django.db.models import Prefetch

from bindeglied.casework.models import (
    Case,
    Fact,
    FactKind,
    Goal,
    Measure,
    MeasureState,
    Person,
    PlanState,
    PlanVersion,
)
from bindeglied.casework.queries.agenda import AgendaRow, agenda_of_case
from bindeglied.casework.queries.case_page import CaseHeader, case_header
from bindeglied.casework.queries.facts import facts_of
from bindeglied.casework.queries.talks import GOING_ON

# So many of each fit on the page together.
PEOPLE, DATES, GOALS, STEPS = 6, 6, 5, 2
STEPS_GOING_ON = (MeasureState.PLANNED, MeasureState.IN_PROGRESS, MeasureState.WAITING)

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class FirstOf(Generic[Row]):
    """The first of a list, and how many more there are."""

    shown: tuple[Row, ...]
    more: int


class PersonOfSheet(NamedTuple):
    """A person with what is known now: address, language, need of an interpreter, telephone.

    What nobody noted is empty, and so is the address of whom lives with the first one.
    """

    person: Person
    birth_on: date | None
    language: str
    interpreting: str
    address: str
    telephone: Fact | None


class GoalOfSheet(NamedTuple):
    """A goal that goes on, with its steps that do."""

    goal: Goal
    steps: FirstOf[Measure]


class PlanOfSheet(NamedTuple):
    """An agreed version that counts today; `goals.more` counts the finished ones too."""

    version: PlanVersion
    goals: FirstOf[GoalOfSheet]


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """What the page shows; nothing of it is a note, and nothing was confided."""

    header: CaseHeader
    people: FirstOf[PersonOfSheet]
    agenda: FirstOf[AgendaRow]
    plans: tuple[PlanOfSheet, ...]


def case_sheet(case: Case) -> CaseSheet:
    """The page of a case as it is now, from nine statements however many people it has."""
    header = case_header(case)
    people = [_person(one) for one in header.people]
    return CaseSheet(
        header=header,
        people=_first_of(_living_together(people), PEOPLE),
        agenda=_first_of(agenda_of_case(case), DATES),
        plans=tuple(_agreed_plans(case)),
    )


def _first_of(rows: Sequence[Row], at_most: int, *, of: Collection[object] = ()) -> FirstOf[Row]:
    """The first of `rows`; more is what is left of them, or of all that they were chosen `of`."""
    shown = tuple(rows[:at_most])
    return FirstOf(shown, len(of or rows) - len(shown))


def _person(person: Person) -> PersonOfSheet:
    known = {one.kind: one.fact for one in facts_of(person)}

    def value(kind: FactKind) -> str:
        return known[kind].value if kind in known else ""

    return PersonOfSheet(
        person=person,
        birth_on=person.birth_on,
        language=value(FactKind.LANGUAGE),
        interpreting=value(FactKind.INTERPRETER),
        address=value(FactKind.ADDRESS),
        telephone=known.get(FactKind.TELEPHONE),
    )


def _living_together(people: Sequence[PersonOfSheet]) -> list[PersonOfSheet]:
    home = people[0].address if people else ""
    return [
        one._replace(address="") if at and one.address == home else one
        for at, one in enumerate(people)
    ]


def _agreed_plans(case: Case) -> list[PlanOfSheet]:
    """The agreed plans; of several, each shows its share of the goals."""
    steps = Prefetch("measures", Measure.objects.order_by("position"))
    goals = Prefetch(
        "goals",
        Goal.objects.order_by("position").select_related("applies_to").prefetch_related(steps),
    )
    active = PlanVersion.objects.filter(case=case, state=PlanState.ACTIVE)
    versions = list(
        active.select_related("plan__person").prefetch_related(goals).order_by("plan__number")
    )
    return [_plan(one, max(1, GOALS // len(versions))) for one in versions]


def _plan(version: PlanVersion, at_most: int) -> PlanOfSheet:
    every = version.goals.all()
    going_on = [_goal(one) for one in every if one.state in GOING_ON]
    return PlanOfSheet(version, _first_of(going_on, at_most, of=every))


def _goal(goal: Goal) -> GoalOfSheet:
    going_on = [one for one in goal.measures.all() if one.state in STEPS_GOING_ON]
    return GoalOfSheet(goal, _first_of(going_on, STEPS))

"""The one page about a case: who, what next, what is agreed, whom to call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Prefetch

from bindeglied.casework.models import (
    Case,
    Fact,
    FactKind,
    Goal,
    Measure,
    Person,
    PlanState,
    PlanVersion,
)
from bindeglied.casework.queries.agenda import AgendaRow, agenda_of_case
from bindeglied.casework.queries.case_page import CaseHeader, case_header
from bindeglied.casework.queries.facts import facts_of


class PersonOfSheet(NamedTuple):
    """A person with what is known now: address, language, need of an interpreter, telephone.

    What nobody noted is empty.
    """

    person: Person
    birth_on: date | None
    language: str
    interpreting: str
    address: str
    telephone: Fact | None


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """What the page shows; nothing of it is a note, and nothing was confided.

    `versions` are the agreed ones that count today, their goals and steps fetched in order.
    """

    header: CaseHeader
    people: tuple[PersonOfSheet, ...]
    agenda: tuple[AgendaRow, ...]
    versions: tuple[PlanVersion, ...]


def case_sheet(case: Case) -> CaseSheet:
    """The page of a case as it is now, from nine statements however many people it has."""
    header = case_header(case)
    return CaseSheet(
        header=header,
        people=tuple(_person(one) for one in header.people),
        agenda=tuple(agenda_of_case(case)),
        versions=tuple(_agreed_versions(case)),
    )


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


def _agreed_versions(case: Case) -> list[PlanVersion]:
    steps = Prefetch("measures", Measure.objects.order_by("position"))
    goals = Prefetch("goals", Goal.objects.order_by("position").prefetch_related(steps))
    active = PlanVersion.objects.filter(case=case, state=PlanState.ACTIVE)
    return list(
        active.select_related("plan__person").prefetch_related(goals).order_by("plan__number")
    )

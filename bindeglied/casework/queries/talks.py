"""Whom one talks to, and in which language."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from bindeglied.casework.household import names_of
from bindeglied.casework.models import (
    Case,
    CaseState,
    Contact,
    Fact,
    FactKind,
    Goal,
    GoalState,
    Person,
    PlanState,
    PlanVersion,
)

GOING_ON = (GoalState.OPEN, GoalState.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class KnownForTalks:
    """What a note can be filled in with before anybody types: language as code, need as kept.

    `people` are those of the case in order, `goals` those of its plans that are still open.
    """

    language: str
    interpreting: str
    has_first_contact: bool
    people: tuple[Person, ...]
    goals: tuple[Goal, ...]


def title_of(case: Case) -> str:
    """The names of the people of a case, as its pages are headed."""
    return names_of(people_of(case))


def people_of(case: Case) -> tuple[Person, ...]:
    """The people of a case in order."""
    return tuple(Person.objects.filter(case=case).order_by("position"))


def open_goals(case: Case) -> tuple[Goal, ...]:
    """The goals of a case that go on, in order; one statement, none before it is open.

    Of each plan those of the version to work on: the draft if there is one, else the active one.
    """
    if case.state != CaseState.OPEN:
        return ()
    versions = PlanVersion.objects.filter(case=case)
    drafts = versions.filter(state=PlanState.DRAFT)
    active = versions.filter(state=PlanState.ACTIVE).exclude(plan__in=drafts.values("plan"))
    goals = Goal.objects.filter(
        Q(plan_version__in=drafts) | Q(plan_version__in=active), case=case, state__in=GOING_ON
    )
    return tuple(goals.order_by("plan_version__plan__number", "position"))


def known_for_talks(case: Case, *, is_sent: bool = False) -> KnownForTalks:
    """What is known for the next talk in a case, from four statements.

    A form that was sent needs no proposal: with `is_sent` language and need are empty, from three.
    """
    known = {} if is_sent else _spoken_in(case)
    return KnownForTalks(
        language=known.get(FactKind.LANGUAGE, ""),
        interpreting=known.get(FactKind.INTERPRETER, ""),
        has_first_contact=Contact.objects.filter(case=case, is_first=True).exists(),
        people=people_of(case),
        goals=open_goals(case),
    )


def _spoken_in(case: Case) -> dict[str, str]:
    """Language and need of an interpreter as they were noted last, by kind of fact."""
    wanted = (FactKind.LANGUAGE, FactKind.INTERPRETER)
    facts = Fact.objects.filter(case=case, kind__in=wanted)
    # Of several people those of the first count, as in the head of the case.
    facts = facts.order_by("-person__position", "valid_from", "id")
    return {fact.kind: fact.value for fact in facts}

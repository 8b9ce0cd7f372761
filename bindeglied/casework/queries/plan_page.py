"""A version of a plan as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from bindeglied.casework.models import (
    Case,
    Domain,
    DomainRating,
    Goal,
    Measure,
    Person,
    PlanState,
    PlanVersion,
)

# What one works on, before what is agreed.
CURRENT = (PlanState.DRAFT, PlanState.ACTIVE)


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A version of a plan and its goals in order, as the page of a case shows them."""

    plan_version: PlanVersion
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class DomainRow:
    """One area of life: its rating, None if it was not discussed, and its goals in order.

    The measures of each goal are fetched: `goal.measures.all()` gives them in order.
    """

    domain: Domain
    rating: DomainRating | None
    goals: tuple[Goal, ...]


def domains_of(plan_version: PlanVersion) -> list[DomainRow]:
    """Every area of life in the order of the page, from three statements."""
    ratings = {
        one.domain: one
        for one in DomainRating.objects.filter(assessment=plan_version.assessment_id)
    }
    goals: dict[str, list[Goal]] = {}
    for goal in goals_of(plan_version):
        goals.setdefault(goal.domain, []).append(goal)
    return [
        DomainRow(domain, ratings.get(domain), tuple(goals.get(domain, ()))) for domain in Domain
    ]


def goals_of(plan_version: PlanVersion) -> list[Goal]:
    """The goals of a version in order, with their measures in order, from two statements."""
    measures = Prefetch("measures", Measure.objects.order_by("position"))
    goals = Goal.objects.filter(plan_version=plan_version).order_by("position")
    return list(goals.prefetch_related(measures))


def versions_of(person: Person) -> list[PlanVersion]:
    """All versions of a person's plans, newest first."""
    versions = PlanVersion.objects.filter(plan__person=person)
    return list(versions.select_related("plan__person").order_by("-plan__number", "-number"))


def current_version_of(person: Person) -> PlanVersion | None:
    """The version to work on: the draft if there is one, else the active one."""
    return _current(versions_of(person))


def plans_of_case(case: Case) -> dict[UUID, PlanCard]:
    """The version to work on of each person of a case who has one, by the id of the person.

    Two statements, however many people.
    """
    versions: dict[UUID, list[PlanVersion]] = {}
    found = PlanVersion.objects.filter(case=case, state__in=CURRENT).select_related("plan")
    for version in found.order_by("-plan__number", "-number"):
        versions.setdefault(version.plan.person_id, []).append(version)
    current = {person: _current(of_person) for person, of_person in versions.items()}
    goals: dict[UUID, list[Goal]] = {}
    shown = [version for version in current.values() if version]
    for goal in Goal.objects.filter(plan_version__in=shown).order_by("position") if shown else ():
        goals.setdefault(goal.plan_version_id, []).append(goal)
    return {
        person: PlanCard(version, tuple(goals.get(version.pk, ())))
        for person, version in current.items()
        if version
    }


def _current(versions: list[PlanVersion]) -> PlanVersion | None:
    found = {one.state: one for one in versions}
    return next((found[state] for state in CURRENT if state in found), None)


def what_is_missing(plan_version: PlanVersion) -> list[str]:
    """What a draft still needs before it can be agreed, as sentences; empty if nothing.

    Source: own rule R-PLAN-4 (domain research of 2026, casework 1.2); no official rule was found.
    """
    missing = []
    goals = goals_of(plan_version)
    if not DomainRating.objects.filter(assessment=plan_version.assessment_id).exists():
        missing.append(_("Es fehlt die Einschätzung mindestens eines Lebensbereichs."))
    if not goals:
        missing.append(_("Es fehlt mindestens ein Ziel."))
    if any(not goal.measures.all() for goal in goals):
        missing.append(_("Jedes Ziel braucht mindestens einen Schritt."))
    if not plan_version.client_contributes:
        missing.append(_("Es fehlt, was die Person selbst beiträgt."))
    if not plan_version.office_contributes:
        missing.append(_("Es fehlt, was das Integrationsmanagement beiträgt."))
    if plan_version.review_on is None:
        missing.append(_("Es fehlt der Tag der nächsten Überprüfung."))
    return missing

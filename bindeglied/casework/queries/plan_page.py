"""A version of a plan as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet
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
class DomainRow:
    """One area of life: its rating, None if it was not discussed, and its goals in order.

    The measures of each goal are fetched: `goal.measures.all()` gives them in order.
    """

    domain: Domain
    rating: DomainRating | None
    goals: tuple[Goal, ...]


def ratings_of(plan_version: PlanVersion, person: UUID | None = None) -> QuerySet[DomainRating]:
    """The ratings of one adult in a plan of the family; without one those of whoever began it.

    In the plan of one person there are no others.
    """
    return DomainRating.objects.filter(
        assessment=plan_version.assessment_id, person=rated_as(plan_version, person)
    )


def rated_as(plan_version: PlanVersion, person: UUID | None) -> UUID | None:
    """What stands in a rating for an adult: nothing for the person with whom a plan was begun."""
    return None if person == plan_version.plan.person_id else person


def domains_of(plan_version: PlanVersion, person: UUID | None = None) -> list[DomainRow]:
    """Every area of life in the order of the page, from three statements.

    The ratings are those of one adult (see `ratings_of`), the goals those of the whole plan.
    """
    ratings = {one.domain: one for one in ratings_of(plan_version, person)}
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
    goals = goals.select_related("applies_to")
    return list(goals.prefetch_related(measures))


def versions_in(case: Case) -> list[PlanVersion]:
    """All versions of a case, plan by plan, newest first, without what was frozen of them."""
    versions = PlanVersion.objects.filter(case=case).defer("frozen")
    return list(versions.select_related("plan__person").order_by("plan__number", "-number"))


def current_versions_of(people: Iterable[Person]) -> dict[UUID, PlanVersion]:
    """The version to work on of each plan of these people, with its goals in order.

    Of an own plan by the id of the person, of that of the family by the id of the case. Two
    statements, however many people.
    """
    of_people = PlanVersion.objects.filter(plan__person__in=list(people))
    working = of_people.filter(state__in=CURRENT).order_by("plan__number", "number")
    goals = Prefetch("goals", Goal.objects.order_by("position"))
    found: dict[UUID, PlanVersion] = {}
    # A draft has the higher number and comes last.
    for version in working.select_related("plan__person").prefetch_related(goals):
        plan = version.plan
        found[plan.case_id if plan.is_for_family else plan.person_id] = version
    return found


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

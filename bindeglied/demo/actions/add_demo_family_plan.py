"""Give an invented family a plan that one adult agreed to while the other was absent."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from bindeglied.casework import actions
from bindeglied.casework.models import (
    AgreedHow,
    Domain,
    HouseholdRole,
    NotAgreed,
    Person,
    PlanVersion,
    Priority,
    Who,
)

AGREED_DAYS_AGO = 9
REVIEW_AFTER = timedelta(days=180)
GERMAN, SCHOOL = "Wir sprechen mit der Schule selbst.", "Omid geht gern in die Schule."


def add_demo_family_plan(*, person: Person, by: UUID) -> None:
    """Write the plan of the family of an invented person as `by` would."""
    partner = Person.objects.get(case=person.case_id, household_role=HouseholdRole.PARTNER)
    child = Person.objects.get(case=person.case_id, household_role=HouseholdRole.CHILD)
    version = actions.begin_plan(person=person, by=by, is_for_family=True)
    _rate(version, None, 4, 2, "Ich möchte mit der Lehrerin selbst sprechen.", by)
    _rate(version, partner, 3, 3, "", by)
    _goal(version, Domain.LANGUAGE, GERMAN, "Kurs A2 vormittags suchen", None, by)
    _goal(version, Domain.CHILDREN, SCHOOL, "Beim Hort anmelden", child, by)
    _agree(version, partner, by)


def _rate(
    version: PlanVersion, adult: Person | None, need: int, resource: int, wish: str, by: UUID
) -> None:
    actions.rate_domain(
        plan_version=version,
        expected_version=version.version,
        domain=Domain.LANGUAGE,
        need=need,
        resource=resource,
        independence=2,
        wish=wish,
        by=by,
        person=adult,
    )


def _goal(
    version: PlanVersion, domain: Domain, wording: str, step: str, whose: Person | None, by: UUID
) -> None:
    goal = actions.save_goal(
        plan_version=version,
        expected_version=version.version,
        goal=None,
        domain=domain,
        wording=wording,
        indicator="",
        target_on=timezone.localdate() + timedelta(days=170),
        priority=Priority.NORMAL,
        applies_to=whose,
        by=by,
    )
    actions.save_measure(
        goal=goal,
        expected_version=version.version,
        measure=None,
        text=step,
        who=Who.CASE_MANAGER,
        who_name="",
        due_on=timezone.localdate() + timedelta(days=20),
        by=by,
    )


def _agree(version: PlanVersion, absent: Person, by: UUID) -> None:
    agreed_on = timezone.localdate() - timedelta(days=AGREED_DAYS_AGO)
    actions.save_contributions(
        plan_version=version,
        expected_version=version.version,
        client="Wir gehen zu jedem Elternabend und üben zu Hause.",
        office="Ich frage nach Kursen und gehe zum ersten Elterngespräch mit.",
        review_on=agreed_on + REVIEW_AFTER,
        language=version.language,
        by=by,
    )
    actions.agree_plan(
        plan_version=version,
        expected_version=version.version,
        how=AgreedHow.PAPER,
        place="Rathaus Weinheim",
        interpreting="Dari, beruflich",
        reason="",
        agreed_on=agreed_on,
        by=by,
        abstained={absent.pk: NotAgreed.ABSENT},
    )

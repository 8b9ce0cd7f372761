"""Set or change a goal in a draft."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from bindeglied.casework.actions.change_draft import change_draft
from bindeglied.casework.actions.record_deed import stamp
from bindeglied.casework.household import is_adult, people_of_plan
from bindeglied.casework.models import Domain, Goal, Person, PlanVersion, Priority
from bindeglied.casework.transitions import NotAllowed

# What others of the family must not read on the common paper.
OWN_PLAN_ONLY = frozenset({Domain.RESIDENCE, Domain.HEALTH, Domain.SAFETY})


@transaction.atomic
def save_goal(
    *,
    plan_version: PlanVersion,
    expected_version: int,
    goal: Goal | None,
    domain: Domain,
    wording: str,
    indicator: str,
    target_on: date | None,
    priority: Priority,
    by: UUID,
    applies_to: Person | None = None,
) -> Goal:
    """Change `goal`, or with None add one at the end.

    `wording` is a sentence the person could say, `indicator` how one knows that it is reached.
    In a plan of the family `applies_to` is the person whom the goal is for, None the household.
    Raises NotAllowed without a wording, for somebody whom the plan does not cover, and for what
    must not stand on a paper of the family; other errors as for `change_draft`.
    """
    if not wording.strip():
        raise NotAllowed(_("Es fehlt das Ziel in Worten."))
    if applies_to is not None:
        _require_covered(plan_version, applies_to, domain)
    change_draft(
        "goal changed" if goal else "goal set",
        plan_version=plan_version,
        expected_version=expected_version,
        by=by,
    )
    saved = goal or Goal(
        case_id=plan_version.case_id,
        plan_version=plan_version,
        position=_next_position(plan_version),
        **stamp(by),
    )
    if saved.plan_version_id != plan_version.pk:
        raise ValueError("a goal of another version")
    saved.domain, saved.wording, saved.indicator = domain, wording.strip(), indicator.strip()
    saved.target_on, saved.priority = target_on, priority
    saved.applies_to = applies_to
    saved.save()
    return saved


def _next_position(plan_version: PlanVersion) -> int:
    goals = Goal.objects.filter(plan_version=plan_version)
    return (goals.aggregate(last=Max("position"))["last"] or 0) + 1


def _require_covered(plan_version: PlanVersion, person: Person, domain: Domain) -> None:
    """Source: own rules R-PLAN-2 and R-SAFE-1."""
    plan = plan_version.plan
    if not plan.is_for_family or person not in people_of_plan(plan):
        raise NotAllowed(_("Der Plan gilt nicht für diese Person."))
    require_for_all_eyes(person, domain)


def require_for_all_eyes(person: Person | None, domain: Domain) -> None:
    """Raise NotAllowed for what others of the family must not read of an adult.

    Source: own rule R-SAFE-1.
    """
    if person is not None and domain in OWN_PLAN_ONLY and is_adult(person):
        raise NotAllowed(
            _(
                "Aufenthalt, Gesundheit und Schutz eines Erwachsenen gehören nicht in den Plan der "
                "Familie, sondern in einen eigenen."
            )
        )

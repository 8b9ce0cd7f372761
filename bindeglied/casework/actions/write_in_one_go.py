"""Write a domain with goal and first step, and what both sides contribute, in one go."""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict
from uuid import UUID

from django.db import transaction

from bindeglied.casework.actions.rate_domain import rate_domain
from bindeglied.casework.actions.save_contributions import save_contributions
from bindeglied.casework.actions.save_goal import require_for_all_eyes, save_goal
from bindeglied.casework.actions.save_measure import save_measure
from bindeglied.casework.models import Domain, Goal, Person, PlanVersion, Priority, Who

RATED = ("need", "resource", "independence", "wish")


class PlanWords(TypedDict):
    """What the parts take: the levels and the wish of `rate_domain`, the goal of `save_goal`, the
    step of `save_measure`, the contributions of `save_contributions`."""

    need: int | None
    resource: int | None
    independence: int | None
    wish: str
    wording: str
    indicator: str
    target_on: date | None
    text: str
    who: Who
    who_name: str
    due_on: date | None
    client_contributes: str
    office_contributes: str
    review_on: date | None
    language: str


@transaction.atomic
def write_in_one_go(
    *,
    plan_version: PlanVersion,
    expected_version: int,
    domain: Domain,
    words: PlanWords,
    by: UUID,
    person: Person | None = None,
) -> Goal:
    """Do four deeds as one, all or nothing: rate a domain, set a goal with a step, contributions.

    `person` is the adult of a family who is rated, as for `rate_domain`; as all read the goal, it
    is none of an adult's own. Gives the goal, of normal priority. Errors as for the four; each
    leaves its own event.
    """
    require_for_all_eyes(person, domain)
    about: dict[str, Any] = {"plan_version": plan_version, "by": by}
    rate_domain(
        expected_version=expected_version,
        domain=domain,
        person=person,
        **{name: words[name] for name in RATED},  # type: ignore[literal-required]
        **about,
    )
    goal = save_goal(
        expected_version=plan_version.version,
        goal=None,
        domain=domain,
        wording=words["wording"],
        indicator=words["indicator"],
        target_on=words["target_on"],
        priority=Priority.NORMAL,
        **about,
    )
    _add_step(goal, words, by)
    save_contributions(
        expected_version=plan_version.version,
        client=words["client_contributes"],
        office=words["office_contributes"],
        review_on=words["review_on"],
        language=words["language"],
        **about,
    )
    return goal


def _add_step(goal: Goal, words: PlanWords, by: UUID) -> None:
    save_measure(
        goal=goal,
        expected_version=goal.plan_version.version,
        measure=None,
        text=words["text"],
        who=words["who"],
        who_name=words["who_name"],
        due_on=words["due_on"],
        by=by,
    )

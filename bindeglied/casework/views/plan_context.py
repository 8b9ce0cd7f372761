"""What the page of a plan shows besides its rows: what is new, what is missing, who saved last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from bindeglied.accounts.models import User
from bindeglied.casework import queries
from bindeglied.casework.change_words import sentence_of
from bindeglied.casework.freezing import covered_by
from bindeglied.casework.household import adults_of, is_present
from bindeglied.casework.models import (
    Abstention,
    Agreement,
    Case,
    Measure,
    Person,
    PlanPrint,
    PlanState,
    PlanVersion,
)
from bindeglied.casework.printing import PRINT_LANGUAGES
from bindeglied.casework.queries.changes import changes_since
from bindeglied.casework.queries.signed_sheets import SignedSheet, signed_sheets
from bindeglied.trail.models import Event

# Deeds that change a draft, as their actions write them into the trail.
CHANGES = (
    *("plan begun", "next version begun", "domain rated", "domain cleared"),
    *("goal set", "goal changed", "goal removed"),
    *("measure set", "measure changed", "measure removed"),
    *("contributions changed", "plan agreed"),
)


def page_of(version: PlanVersion, domain: str) -> dict[str, Any]:
    """Everything the page of a version shows; `domain` is the one that stands open."""
    rows = queries.domains_of(version)
    versions = queries.versions_of(version.plan.person)
    states = {one.state for one in versions}
    page = {
        "plan_version": version,
        "case": version.case,
        "person": whose(version),
        "rows": rows,
        "new": _new_in(version, rows),
        "open_domain": domain,
        "versions": versions,
        "print_language": language_name(version.language),
        "covered": covered_by(version) if version.plan.is_for_family else (),
        "changes": _changes(version),
        "number_before": version.number - 1,
    }
    if version.state == PlanState.DRAFT:
        changed = _last_event(version.case)
        return page | {
            "is_draft": True,
            "has_goals": any(row.goals for row in rows),
            "missing": queries.what_is_missing(version),
            "saved_at": changed.occurred_at if changed else None,
        }
    agreements = list(
        Agreement.objects.filter(plan_version=version).select_related("person").order_by("id")
    )
    sheets = signed_sheets(version, agreements)
    return page | {
        "agreement": agreements[0] if agreements else None,
        "agreements": agreements,
        "abstentions": _still_open(version, agreements),
        "not_discussed": [row.domain.label for row in rows if not (row.rating or row.goals)],
        "kept": PlanPrint.objects.filter(plan_version=version).defer("pdf").first(),
        "sheets": sheets,
        "scanned_by": _who_scanned(sheets),
        "is_active": version.state == PlanState.ACTIVE,
        "may_go_on": version.state == PlanState.ACTIVE and PlanState.DRAFT not in states,
    }


def _still_open(version: PlanVersion, agreements: Sequence[Agreement]) -> list[Abstention]:
    """Which adults have not agreed until today; one statement, for one person none."""
    if not version.plan.is_for_family:
        return []
    rows = Abstention.objects.filter(plan_version=version).select_related("person").order_by("id")
    return list(rows.exclude(person__in=[one.person_id for one in agreements]))


def _changes(version: PlanVersion) -> list[str]:
    """What differs from the version before, in sentences; for a first version no statement."""
    if version.number == 1:
        return []
    changes, names = changes_since(version)
    return [sentence_of(one, names) for one in changes]


def _who_scanned(sheets: Sequence[SignedSheet]) -> dict[UUID, User]:
    """Whoever attached a scan, by id; one statement, without a scan none."""
    ids = {scan.recorded_by for sheet in sheets for scan in sheet.scans}
    return User.objects.in_bulk(ids) if ids else {}


def whose(version: PlanVersion) -> object:
    """Whose plan it is: a person, or the adults of a family by name."""
    if not version.plan.is_for_family:
        return version.plan.person
    adults = [one for one in covered_by(version) if one["is_adult"]]
    return ", ".join(f"{one['given_name']} {one['family_name']}" for one in adults)


def plan_cards(people: Sequence[Person]) -> list[dict[str, Any]]:
    """What the cards of plans on the page of a case need; two statements, however many people.

    Adults of the household have a card, so that a plan can begin; others only with a plan. Where
    the family has a plan, the first of those who have none may not begin another for it.
    """
    versions = queries.current_versions_of(people)
    adults = adults_of(people)
    of_family = any(one.plan.is_for_family for one in versions.values())
    present = [one for one in people if is_present(one)]
    return [
        {
            "person": one,
            "plan_version": version,
            "is_covered": of_family,
            "may_be_for_family": not of_family and len(present) > 1,
            "is_one_of_many": len(people) > 1,
            "plan_goals": version.goals.all() if version else (),
        }
        for one in people
        if (version := versions.get(one.pk)) or one in adults
    ]


def last_change(version: PlanVersion) -> tuple[str, datetime | None]:
    """Who changed the plans of this case last, by name, and when; empty if nobody can say."""
    changed = _last_event(version.case)
    if changed is None:
        return "", None
    by = User.objects.filter(pk__in=[changed.user_id]).first()
    return str(by or ""), timezone.localtime(changed.occurred_at)


def language_name(code: str) -> str:
    """The native name of a language of the print."""
    return PRINT_LANGUAGES[code].name if code in PRINT_LANGUAGES else code


def print_languages() -> list[tuple[str, str]]:
    """The second languages of the print, to choose from."""
    return [(code, one.name) for code, one in PRINT_LANGUAGES.items() if code != "de"]


def _last_event(case: Case) -> Event | None:
    events = Event.objects.filter(record_kind="case", record_key=str(case.pk), verb__in=CHANGES)
    return events.order_by("-id").first()


def _new_in(version: PlanVersion, rows: list[queries.DomainRow]) -> set[UUID]:
    """The ids of goals and steps that the version before did not have."""
    if version.number == 1:
        return set()
    goals = [goal for row in rows for goal in row.goals]
    origins = [goal.origin_id for goal in goals if goal.origin_id]
    before = {
        (one.goal_id, one.text) for one in Measure.objects.filter(goal__in=origins) if origins
    }
    new = {goal.pk for goal in goals if goal.origin_id is None}
    for goal in goals:
        if goal.origin_id:
            steps = goal.measures.all()
            new |= {one.pk for one in steps if (goal.origin_id, one.text) not in before}
    return new

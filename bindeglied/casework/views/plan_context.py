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
from bindeglied.casework.freezing import adults_covered, covered_by
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


def page_of(version: PlanVersion, domain: str, person: str = "") -> dict[str, Any]:
    """Everything the page of a version shows; `domain` is the one that stands open.

    `person` is the id of the adult of a family whose ratings are shown.
    """
    rated = rated_in(version, person)
    rows = queries.domains_of(version, rated["rated_id"])
    of_case = queries.versions_in(version.case)
    versions = [one for one in of_case if one.plan_id == version.plan_id]
    states = {one.state for one in versions}
    page = {
        "plan_version": version,
        "case": version.case,
        "person": whose(version),
        **rated,
        "rows": rows,
        "new": _new_in(version, rows),
        "open_domain": domain,
        "versions": versions,
        "others": _newest_of_others(of_case, version),
        "print_language": language_name(version.language),
        "covered": covered_by(version) if version.plan.is_for_family else (),
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
    may_go_on = version.state == PlanState.ACTIVE and PlanState.DRAFT not in states
    not_discussed = [row.domain.label for row in rows if not (row.rating or row.goals)]
    return page | _agreed(version) | {"may_go_on": may_go_on, "not_discussed": not_discussed}


def _agreed(version: PlanVersion) -> dict[str, Any]:
    """What an agreed version has besides: who agreed and how, its print and signed sheets."""
    agreements = list(
        Agreement.objects.filter(plan_version=version).select_related("person").order_by("id")
    )
    sheets = signed_sheets(version, agreements)
    return {
        "agreement": agreements[0] if agreements else None,
        "agreements": agreements,
        "abstentions": _still_open(version, agreements),
        "kept": PlanPrint.objects.filter(plan_version=version).defer("pdf").first(),
        "sheets": sheets,
        "scanned_by": _who_scanned(sheets),
        "is_active": version.state == PlanState.ACTIVE,
    }


def rated_in(version: PlanVersion, asked: str) -> dict[str, Any]:
    """Of which adult a plan shows the ratings, and of whom else it could.

    Whoever began it, unless another adult was asked for; in the plan of one person there is
    nothing to choose.
    """
    adults = [
        {"id": one["id"], "name": f"{one['given_name']} {one['family_name']}"}
        for one in (adults_covered(version) if version.plan.is_for_family else ())
    ]
    if not adults:
        return {"rated": None, "rated_id": None, "adults": ()}
    rated = next((one for one in adults if one["id"] == asked), adults[0])
    return {"rated": rated, "rated_id": UUID(rated["id"]), "adults": adults}


def _still_open(version: PlanVersion, agreements: Sequence[Agreement]) -> list[Abstention]:
    """Which adults have not agreed until today, and who of them declined later; one statement, for
    one person none."""
    if not version.plan.is_for_family:
        return []
    rows = Abstention.objects.filter(plan_version=version).order_by("id")
    agreed = [one.person_id for one in agreements]
    return list(rows.exclude(person__in=agreed).select_related("person", "late_decline"))


def changes_of(version: PlanVersion) -> list[str]:
    """What differs from the version before, in sentences; of a first version nothing."""
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
    """What the cards of plans on the page of a case need; two statements, however many people,
    and one more for a draft of a plan of the family.

    That of the family comes first, with the names of its adults. Adults of the household have a
    card of their own besides, so that an own plan can begin; others only with a plan. Where the
    family has a plan, nobody may begin another for it.
    """
    versions = queries.current_versions_of(people)
    of_family = next((one for one in versions.values() if one.plan.is_for_family), None)
    cards = [_card(of_family.plan.person, of_family, people, whose(of_family))] if of_family else []
    adults, present = adults_of(people), [one for one in people if is_present(one)]
    may_begin = {"may_be_for_family": not of_family and len(present) > 1}
    for one in people:
        version = versions.get(one.pk)
        if version or one in adults:
            card = _card(one, version, people, one)
            cards.append(card | may_begin | {"is_covered": of_family is not None})
    return cards


def _card(
    person: Person, version: PlanVersion | None, people: Sequence[Person], whose_plan: object
) -> dict[str, Any]:
    return {
        "person": person,
        "whose": whose_plan,
        "plan_version": version,
        "is_one_of_many": len(people) > 1,
        "plan_goals": version.goals.all() if version else (),
    }


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


def _newest_of_others(of_case: Sequence[PlanVersion], version: PlanVersion) -> list[PlanVersion]:
    """The newest version of each other plan of the case, in the order in which they were begun."""
    newest: dict[UUID, PlanVersion] = {}
    for one in of_case:
        if one.plan_id != version.plan_id:
            newest.setdefault(one.plan_id, one)
    return list(newest.values())


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

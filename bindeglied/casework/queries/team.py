"""Who accompanies a case, who did, and who could."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from bindeglied.accounts.access import running_on
from bindeglied.accounts.models import Membership, User
from bindeglied.casework.access import CASE_WORKERS, assignments_on
from bindeglied.casework.models import Assignment, Case


def team_of(case: Case) -> list[Assignment]:
    """All assignments to a case, over ones too, oldest first; one statement, the first time."""
    if "known_team" not in vars(case):
        rows = Assignment.objects.filter(case=case).select_related("user")
        case.known_team = list(rows.order_by("valid_from", "id"))
    return case.known_team


def runs_on(assignment: Assignment, day: date) -> bool:
    """Whether an assignment runs on a day, first and last day included."""
    until = assignment.valid_until
    return assignment.valid_from <= day and (until is None or until >= day)


def people_of_team(case: Case) -> dict[object, User]:
    """Everybody who accompanies or did a case, by id; whoever wrote in it is one of them."""
    return {one.user_id: one.user for one in team_of(case)}


def colleagues_for(case: Case) -> QuerySet[User]:
    """Who could stand in for the adviser from today on, by name.

    Integration managers of the organisation who do not accompany the case today.
    """
    today = timezone.localdate()
    memberships = Membership.objects.filter(
        organisation=case.organisation_id, role__in=CASE_WORKERS
    )
    taken = assignments_on(today).filter(case=case)
    there = running_on(memberships, today).values("user")
    found = User.objects.filter(pk__in=there, is_active=True).exclude(pk__in=taken.values("user"))
    return found.order_by("sorted_as", "id")

"""The list of one's cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from bindeglied.accounts.models import Membership
from bindeglied.casework.access import assignments_on, cases_visible_to
from bindeglied.casework.household import names_of
from bindeglied.casework.models import Case, CaseState, Part, Person
from bindeglied.casework.queries.search import begins_with, people_found
from bindeglied.places.folding import folded

Sort = Literal["name", "due"]
ROWS_OF_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class ListedCase:
    """One line of the list of cases; `birth_on` is that of the first person."""

    case: Case
    title: str
    birth_on: date | None
    part: Part


@dataclass(frozen=True, slots=True)
class CaseList:
    """One page of the list; `next_after` is the case after which the next page begins."""

    rows: tuple[ListedCase, ...]
    next_after: UUID | None


def cases_of(
    member: Membership,
    *,
    sort: Sort = "name",
    state: CaseState | None = None,
    text: str = "",
    after: UUID | None = None,
    at_most: int = ROWS_OF_A_PAGE,
) -> CaseList:
    """The cases that `member` accompanies today, from three statements; `after` takes one
    more and `text` up to three.

    Sorted by name, or by what is due first, where nothing due comes last. `text` finds people
    as `people_found` does, and beginnings of names and numbers, never notes. `after` is the last
    case of the page before; one that is not visible begins anew.
    """
    visible = cases_visible_to(member)
    cases = _found(visible, text, member).select_related("municipality")
    if state is not None:
        cases = cases.filter(state=state)
    last = visible.filter(pk=after).first() if after else None
    if last is not None:
        cases = cases.filter(_behind(last, sort))
    due = [F("next_due_on").asc(nulls_last=True)] if sort == "due" else []
    page = list(cases.order_by(*due, "sort_name", "id")[: at_most + 1])
    rows = _rows(page[:at_most], member)
    return CaseList(rows, page[at_most - 1].pk if len(page) > at_most else None)


def _found(cases: QuerySet[Case], text: str, member: Membership) -> QuerySet[Case]:
    if not text.strip():
        return cases
    written = Q()
    for word in folded(text).split():
        written &= begins_with(word) | Q(number__contains=word)
    alike = [hit.person.case_id for hit in people_found(member, text, at_most=ROWS_OF_A_PAGE)]
    return cases.filter((written if written else Q(pk__in=())) | Q(pk__in=alike))


def _behind(last: Case, sort: Sort) -> Q:
    by_name = Q(sort_name__gt=last.sort_name) | Q(sort_name=last.sort_name, pk__gt=last.pk)
    if sort == "name":
        return by_name
    if last.next_due_on is None:
        return Q(next_due_on__isnull=True) & by_name
    later = Q(next_due_on__gt=last.next_due_on) | Q(next_due_on__isnull=True)
    return later | (Q(next_due_on=last.next_due_on) & by_name)


def _rows(cases: list[Case], member: Membership) -> tuple[ListedCase, ...]:
    people: dict[Any, list[Person]] = {one.pk: [] for one in cases}
    for person in Person.objects.filter(case__in=cases).order_by("position"):
        people[person.case_id].append(person)
    own = assignments_on(timezone.localdate()).filter(user=member.user_id, case__in=cases)
    advised = set(own.filter(part=Part.ADVISER).values_list("case_id", flat=True))
    return tuple(
        ListedCase(
            case,
            names_of(people[case.pk]),
            people[case.pk][0].birth_on if people[case.pk] else None,
            Part.ADVISER if case.pk in advised else Part.DEPUTY,
        )
        for case in cases
    )

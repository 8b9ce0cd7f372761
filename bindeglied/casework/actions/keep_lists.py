"""The columns of a case that lists sort and show, kept from the rows they come from."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from bindeglied.casework.languages import Language
from bindeglied.casework.models import (
    WAITING_APPOINTMENTS,
    Appointment,
    Case,
    Contact,
    Fact,
    FactKind,
    Person,
    PlanState,
    PlanVersion,
    Task,
    TaskState,
)
from bindeglied.trail.data_keys import KeyGone, key_ring

LONGEST_SORTED = 160


class ListColumns(NamedTuple):
    """What a list shows of a case without reading another table."""

    sort_name: str
    last_contact_at: datetime | None
    next_due_on: date | None
    language: str


def list_columns(case_id: UUID) -> ListColumns:
    """The columns of one case as `list_columns_of` gives them."""
    return list_columns_of([case_id])[case_id]


def list_columns_of(case_ids: Collection[UUID]) -> dict[UUID, ListColumns]:
    """The columns of cases as they follow from their rows, from two statements for all of them.

    The name is that of the first person; the language the newest of the first person whose
    language is known, as its code, so that no typed text leaves its sealed fact. A contact with
    third persons only is none with the person and does not count as the last one. Due is what
    comes first: the day agreed in the latest contact of any kind, the review of an agreed plan, an
    appointment that waits, an open task.
    """
    spoken = _spoken(case_ids)
    found = Case.objects.filter(pk__in=case_ids).annotate(**_kept()).values("pk", *_kept())
    return {
        one["pk"]: ListColumns(
            one["kept_name"] or "", one["kept_contact"], _due_on(one), spoken.get(one["pk"], "")
        )
        for one in found
    }


def _due_on(kept: dict[str, Any]) -> date | None:
    starts_at = kept["kept_appointment"]
    days = [kept["kept_agreed_on"], kept["kept_review_on"], kept["kept_task_on"]]
    days.append(timezone.localdate(starts_at) if starts_at else None)
    return min((day for day in days if day is not None), default=None)


@cache
def _kept() -> dict[str, Subquery]:
    """What the columns follow from, as parts of one statement: each deed in a case asks it, and
    to put it together takes longer than to answer it."""
    contacts = Contact.objects.filter(corrected_by_contact=None).order_by("-happened_at", "-id")
    with_the_person = Q(people__isnull=False) | Q(third_persons__isnull=True)
    reviews = PlanVersion.objects.filter(state=PlanState.ACTIVE, review_on__isnull=False)
    appointments = Appointment.objects.filter(state__in=WAITING_APPOINTMENTS)
    tasks = Task.objects.filter(state=TaskState.OPEN)
    return {
        "kept_name": _first(Person.objects.order_by("position"), "sort_name"),
        "kept_agreed_on": _first(contacts, "next_due_on"),
        "kept_contact": _first(contacts.filter(with_the_person), "happened_at"),
        "kept_review_on": _first(reviews.order_by("review_on"), "review_on"),
        "kept_appointment": _first(appointments.order_by("starts_at"), "starts_at"),
        "kept_task_on": _first(tasks.order_by("due_on"), "due_on"),
    }


def _first(rows: QuerySet[Any], column: str) -> Subquery:
    """A column of the first of these rows that belongs to the case asked for."""
    return Subquery(rows.filter(case=OuterRef("pk")).values(column)[:1])


def _spoken(case_ids: Collection[UUID]) -> dict[UUID, str]:
    facts = Fact.objects.filter(case__in=case_ids, kind=FactKind.LANGUAGE)
    # The last one of each case counts: the newest of the first person.
    ordered = facts.order_by("-person__position", "valid_from", "id")
    newest = {fact.case_id: fact for fact in ordered}
    return {case_id: _code(fact) for case_id, fact in newest.items()}


def _code(fact: Fact) -> str:
    try:
        value: str = fact.value
    except KeyGone:
        return ""  # what its key took along is not kept here either
    return value if not value or value in Language.values else Language.OTHER.value


def keep_lists(*, case: Case) -> None:
    """Write the columns anew after `by` did something that they follow from."""
    Case.objects.filter(pk=case.pk).update(**renewed_columns(case))


def renewed_columns(case: Case) -> dict[str, Any]:
    """The columns as they are to be written, which `case` has from now on."""
    columns = list_columns(case.pk)._asdict()
    for column, value in columns.items():
        setattr(case, column, value)
    return columns


def renew_lists() -> None:
    """Write the columns of all cases anew, each with its own key opened."""
    for case in Case.objects.order_by("pk").iterator(chunk_size=500):
        with key_ring():
            keep_lists(case=case)

"""The columns of a case that lists sort and show, kept from the rows they come from."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q
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
    """The columns as they follow from the rows of the case.

    The name is that of the first person; the language the newest of the first person whose
    language is known, as its code, so that no typed text leaves its sealed fact. A contact with
    third persons only is none with the person and does not count as the last one. Due is what
    comes first: the day agreed in the latest contact of any kind, the review of an agreed plan, an
    appointment that waits, an open task.
    """
    name = Person.objects.filter(case=case_id).order_by("position").values_list("sort_name")[:1]
    contacts = Contact.objects.filter(case=case_id, corrected_by_contact=None)
    contacts = contacts.order_by("-happened_at", "-id")
    agreed_on = contacts.values_list("next_due_on", flat=True).first()
    with_the_person = Q(people__isnull=False) | Q(third_persons__isnull=True)
    last_contact_at = contacts.filter(with_the_person).values_list("happened_at", flat=True).first()
    reviews = PlanVersion.objects.filter(case=case_id, state=PlanState.ACTIVE)
    days = [*reviews.values_list("review_on", flat=True), agreed_on, *_promised(case_id)]
    due_on = min((day for day in days if day is not None), default=None)
    return ListColumns(name[0][0] if name else "", last_contact_at, due_on, _spoken(case_id))


def _spoken(case_id: UUID) -> str:
    facts = Fact.objects.filter(case=case_id, kind=FactKind.LANGUAGE)
    newest = facts.order_by("person__position", "-valid_from", "-id").first()
    try:
        value = newest.value if newest else ""
    except KeyGone:
        return ""  # what its key took along is not kept here either
    return value if not value or value in Language.values else Language.OTHER.value


def _promised(case_id: UUID) -> list[date | None]:
    appointments = Appointment.objects.filter(case=case_id, state__in=WAITING_APPOINTMENTS)
    first = appointments.order_by("starts_at").values_list("starts_at", flat=True).first()
    tasks = Task.objects.filter(case=case_id, state=TaskState.OPEN)
    due_on = tasks.order_by("due_on").values_list("due_on", flat=True).first()
    return [timezone.localdate(first) if first else None, due_on]


def keep_lists(*, case: Case) -> None:
    """Write the columns anew after `by` did something that they follow from."""
    columns = list_columns(case.pk)
    Case.objects.filter(pk=case.pk).update(**columns._asdict())
    for column, value in columns._asdict().items():
        setattr(case, column, value)


def renew_lists() -> None:
    """Write the columns of all cases anew, each with its own key opened."""
    for case in Case.objects.order_by("pk").iterator(chunk_size=500):
        with key_ring():
            keep_lists(case=case)

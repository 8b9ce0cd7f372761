"""What the page of the day knows: people with what is due, measures, changes by others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case as Either
from django.db.models import (
    Count,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone

from bindeglied.accounts.models import Membership, User
from bindeglied.casework.access import cases_visible_to
from bindeglied.casework.models import (
    WAITING_APPOINTMENTS,
    Answer,
    Appointment,
    Case,
    Contact,
    ContactAttempt,
    Entitlement,
    Measure,
    MeasureState,
    Person,
    PlanState,
    PlanVersion,
    SupportOffer,
    Task,
)
from bindeglied.casework.queries.agenda import open_tasks, waiting_appointments
from bindeglied.casework.wording import DEEDS
from bindeglied.trail.data_keys import open_data_keys
from bindeglied.trail.models import Event
from bindeglied.trail.reading import DAY_LOOKED_AT

AHEAD = timedelta(days=7)
# How far back somebody looks who opens the page for the first time.
FIRST_LOOK = timedelta(days=7)
AT_MOST, CHANGES_AT_MOST = 60, 60
RUNNING = (MeasureState.PLANNED, MeasureState.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody else did in a case: who, what, when; no content."""

    case: UUID
    verb: str
    by: str
    at: datetime
    since: datetime


@dataclass(frozen=True, slots=True)
class PlanOfDay:
    """What may be due of one plan: the review of the agreed version, a draft that lies."""

    active_id: UUID | None
    active_number: int | None
    review_on: date | None
    draft_id: UUID | None
    draft_at: datetime | None


# Whoever began the plan of the family may have an own one beside it.
PLAN_KINDS = {"own": False, "of_family": True}


def plans_of(person: Any) -> list[PlanOfDay]:
    """The plans that were begun with a person of the day: their own, then that of the family."""
    columns = PlanOfDay.__slots__
    return [
        PlanOfDay(*(getattr(person, f"{kind}_{column}") for column in columns))
        for kind in PLAN_KINDS
    ]


@dataclass(frozen=True, slots=True)
class Day:
    """Everything that the page of the day shows of the cases of one person.

    The people of a case stand together, the first of it first; each carries, as attributes that
    `_people` adds, what of it may be due.
    """

    people: list[Any]
    appointments: list[Appointment]
    tasks: list[Task]
    measures: list[Measure]
    changes: list[Change]


def day_of(member: Membership) -> Day:
    """The day of `member` as it stands now, from five statements and one for all data keys."""
    today = timezone.localdate()
    visible = cases_visible_to(member)
    people = list(_people(visible, today))
    if not people:
        return Day([], [], [], [], [])
    until = today + AHEAD
    waiting = waiting_appointments(visible, until=until)
    appointments = _of_these(waiting, "starts_at", _begin_of(today))
    tasks = _of_these(open_tasks(visible, until=until), "due_on", today)
    measures = _of_these(_measures(visible, until), "due_on", today)
    open_data_keys({one.case_id for one in (*appointments, *tasks, *measures)})
    changes = _changes(member, {one.case_id for one in people})
    return Day(people, appointments, tasks, measures, changes)


def _people(cases: QuerySet[Case], today: date) -> QuerySet[Person]:
    """The people of these cases with their cases, and what of them may be due."""
    offers = SupportOffer.objects.filter(case=OuterRef("case"), answer=Answer.WAITING)
    contacts = Contact.objects.filter(case=OuterRef("case"), corrected_by_contact=None)
    times = Entitlement.objects.filter(person=OuterRef("pk")).order_by("-id")
    attempts = ContactAttempt.objects.filter(case=OuterRef("case")).order_by().values("case")
    coming = Appointment.objects.filter(
        case=OuterRef("case"), state__in=WAITING_APPOINTMENTS, starts_at__gte=_begin_of(today)
    )
    return (
        Person.objects.filter(case__in=cases)
        .select_related("case__municipality")
        .annotate(
            offer_id=Subquery(offers.values("pk")[:1]),
            offered_on=Subquery(offers.values("offered_on")[:1]),
            attempts=Subquery(attempts.annotate(number=Count("pk")).values("number")),
            agreed_contact_on=Subquery(
                contacts.order_by("-happened_at", "-id").values("next_due_on")[:1]
            ),
            **{
                f"{kind}_{column}": what
                for kind, is_for_family in PLAN_KINDS.items()
                for column, what in _of_plan(is_for_family).items()
            },
            time_ends_on=Subquery(times.values("ends_on")[:1]),
            time_starts_on=Subquery(times.values("starts_on")[:1]),
            has_appointment=Exists(coming),
        )
        .order_by("case__sort_name", "case", "position")
    )


def _of_plan(is_for_family: bool) -> dict[str, Subquery]:
    """The columns of `PlanOfDay` for a person of the statement."""
    versions = PlanVersion.objects.filter(
        plan__person=OuterRef("pk"), plan__is_for_family=is_for_family
    )
    active, draft = versions.filter(state=PlanState.ACTIVE), versions.filter(state=PlanState.DRAFT)
    return {
        "active_id": Subquery(active.values("pk")[:1]),
        "active_number": Subquery(active.values("number")[:1]),
        "review_on": Subquery(active.values("review_on")[:1]),
        "draft_id": Subquery(draft.values("pk")[:1]),
        "draft_at": Subquery(draft.values("recorded_at")[:1]),
    }


def _measures(cases: QuerySet[Case], until: date) -> QuerySet[Measure]:
    """Steps of agreed plans that are due, and those that wait for others."""
    is_due = Q(state__in=RUNNING, due_on__lte=until)
    found = Measure.objects.filter(
        is_due | Q(state=MeasureState.WAITING),
        case__in=cases,
        goal__plan_version__state=PlanState.ACTIVE,
    )
    return found.select_related("goal")


def _of_these(rows: QuerySet[Any], column: str, begin: date | datetime) -> list[Any]:
    """At most AT_MOST of many rows: what comes from `begin` on, then what is past or has no day."""
    has_begun = Either(When(Q(**{f"{column}__gte": begin}), then=0), default=1)
    return list(rows.order_by(has_begun, F(column).asc(nulls_last=True), "id")[:AT_MOST])


def _changes(member: Membership, cases: set[UUID]) -> list[Change]:
    """What others did in these cases since the last day on which `member` looked, newest first."""
    before = Event.objects.filter(
        record_kind="user",
        record_key=str(member.user_id),
        verb=DAY_LOOKED_AT,
        occurred_at__lt=_begin_of(timezone.localdate()),
    ).order_by("-id")
    first = Value(timezone.now() - FIRST_LOOK, output_field=DateTimeField())
    names = User.objects.filter(pk=OuterRef("user_id")).values(
        name=Concat("given_name", Value(" "), "family_name")
    )
    events = (
        Event.objects.filter(
            record_kind="case", record_key__in=[str(one) for one in cases], verb__in=DEEDS
        )
        .annotate(
            since=Coalesce(Subquery(before.values("occurred_at")[:1]), first),
            by=Subquery(names),
        )
        .filter(occurred_at__gt=Coalesce(Subquery(before.values("occurred_at")[:1]), first))
        .exclude(user_id=member.user_id)
        .order_by("-id")
    )
    return [
        Change(UUID(one.record_key), one.verb, one.by or "", one.occurred_at, one.since)
        for one in events[:CHANGES_AT_MOST]
    ]


def _begin_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

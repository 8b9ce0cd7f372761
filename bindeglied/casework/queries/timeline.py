"""What happened in a case, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.utils import timezone

from bindeglied.accounts.models import Membership, User
from bindeglied.casework.models import (
    Agreement,
    Answer,
    Case,
    Contact,
    ContactAttempt,
    LateDecline,
    Part,
    SupportOffer,
)
from bindeglied.casework.queries.team import people_of_team, runs_on, team_of

RowKind = Literal["contact", "attempt", "offer", "answer", "agreement", "decline"]
Confided = Literal["may_open", "locked"]


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One thing that happened.

    `at` is None where only the day is known. Of a contact, `row` is the newest note and
    `corrections` are the ones before, newest first; `confided` says whether something was confided
    and may be opened, at the address of the contact `confided_id`.
    """

    kind: RowKind
    on: date
    at: datetime | None
    row: Any
    by: User | None
    corrections: tuple[Contact, ...] = ()
    confided: Confided | None = None
    confided_id: UUID | None = None


def timeline(case: Case, member: Membership) -> list[TimelineRow]:
    """Contacts, attempts, offers, answers, agreements and late declines of a case as `member` may
    see them.

    The case must be visible to `member`. Four statements after `case_header`, one more where a
    plan of the family was agreed.
    """
    contacts = list(Contact.objects.filter(case=case).select_related("confided").order_by("id"))
    attempts = list(ContactAttempt.objects.filter(case=case))
    offers = list(SupportOffer.objects.filter(case=case))
    agreements = list(
        Agreement.objects.filter(case=case).select_related("plan_version__plan__person")
    )
    people = people_of_team(case)
    rows = [*_contacts(contacts, people, case, member)]
    for attempt in attempts:
        on = timezone.localdate(attempt.tried_at)
        by = people.get(attempt.recorded_by)
        rows.append(TimelineRow("attempt", on, attempt.tried_at, attempt, by))
    for offer in offers:
        by = people.get(offer.recorded_by)
        rows.append(TimelineRow("offer", offer.offered_on, None, offer, by))
        if offer.answer != Answer.WAITING and offer.answered_on is not None:
            rows.append(TimelineRow("answer", offer.answered_on, None, offer, None))
    for agreement in agreements:
        by = people.get(agreement.recorded_by)
        rows.append(TimelineRow("agreement", agreement.agreed_on, None, agreement, by))
    for decline in _late_declines(agreements):
        by = people.get(decline.recorded_by)
        rows.append(TimelineRow("decline", decline.declined_on, None, decline, by))
    return sorted(rows, key=_moment, reverse=True)


def _late_declines(agreements: list[Agreement]) -> list[LateDecline]:
    """Who declined later; without an agreed plan of the family nobody can, and nobody is asked."""
    versions = {one.plan_version for one in agreements if one.plan_version.plan.is_for_family}
    if not versions:
        return []
    rows = LateDecline.objects.filter(abstention__plan_version__in=versions)
    return list(rows.select_related("abstention__person", "abstention__plan_version"))


def _contacts(
    contacts: list[Contact], people: dict[object, User], case: Case, member: Membership
) -> list[TimelineRow]:
    corrected = {one.corrects_id: one for one in contacts if one.corrects_id}
    today = timezone.localdate()
    own = [one for one in team_of(case) if one.user_id == member.user_id and runs_on(one, today)]
    may_open_all = any(one.part == Part.ADVISER for one in own)
    rows = []
    for first in (one for one in contacts if one.corrects_id is None):
        notes = [first]
        while notes[-1].pk in corrected:
            notes.append(corrected[notes[-1].pk])
        confided = _confided(first)
        opens = confided is not None and (may_open_all or confided.for_deputy)
        rows.append(
            TimelineRow(
                "contact",
                timezone.localdate(first.happened_at),
                first.happened_at,
                notes[-1],
                people.get(first.recorded_by),
                corrections=tuple(reversed(notes[:-1])),
                confided=None if confided is None else "may_open" if opens else "locked",
                confided_id=None if confided is None else first.pk,
            )
        )
    return rows


def _confided(contact: Contact) -> Any:
    return getattr(contact, "confided", None)


def _moment(row: TimelineRow) -> tuple[date, float, UUID, bool]:
    # Of one day, what has no time comes after what has one; an answer after its offer.
    moment = row.at.timestamp() if row.at else float("inf")
    return row.on, moment, row.row.pk, row.kind == "answer"

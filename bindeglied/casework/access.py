"""Who sees a case: its adviser and its deputies, on the days of their assignment.

The look-up is the check: what is not visible is not there (404). What is visible as a case but not
meant for the deputy is refused with a reason (403). Source: architecture, section 6; see
docs/decisions/0020.
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.accounts.models import Membership, Role
from bindeglied.accounts.models.invitation import digest_of
from bindeglied.casework.models import (
    Abstention,
    Appointment,
    Assignment,
    CalendarFeed,
    Case,
    ConfidedText,
    Contact,
    CounterContact,
    Goal,
    Measure,
    Part,
    Person,
    Plan,
    PlanVersion,
    SignedScan,
    SupportOffer,
    Task,
)
from bindeglied.trail.models import Draft

CASE_WORKERS = frozenset({Role.INTEGRATION_MANAGER})
_OF_CASE = ("case__organisation", "case__municipality")

Row = TypeVar("Row", bound=Model)


def cases_visible_to(
    member: Membership, *, on: date | None = None, only: UUID | None = None
) -> QuerySet[Case]:
    """The cases that `member` accompanies on a day (default: today), as adviser or deputy.

    The membership must run on that day and be one of CASE_WORKERS; only cases of its own
    organisation are found; `only` is one of them, looked up without collecting the others.
    Source: architecture, section 6.
    """
    day = on or timezone.localdate()
    if Role(member.role) not in CASE_WORKERS or not _runs_on(member, day):
        return Case.objects.none()
    assigned = assignments_on(day).filter(user=member.user_id)
    if only is not None:
        assigned = assigned.filter(case=only)
    return Case.objects.filter(organisation=member.organisation_id, pk__in=assigned.values("case"))


def assignments_on(day: date) -> QuerySet[Assignment]:
    """The assignments that run on a day, first and last day included."""
    not_over = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    return Assignment.objects.filter(not_over, valid_from__lte=day)


def _runs_on(member: Membership, day: date) -> bool:
    begun = member.valid_from <= day and member.ended_at is None
    return begun and (member.valid_until is None or member.valid_until >= day)


def member_with_feed(token: str) -> Membership:
    """Whose calendar a secret token opens; raises Http404 for every other text.

    It ends with the membership and with the account.
    """
    feeds = CalendarFeed.objects.filter(token_digest=digest_of(token))
    feed = feeds.select_related("membership__user", "membership__organisation").first()
    if feed is None or not feed.membership.user.is_active:
        raise Http404
    member = feed.membership
    if Role(member.role) not in CASE_WORKERS or not _runs_on(member, timezone.localdate()):
        raise Http404
    return member


def get_case_for(member: Membership, case_id: UUID) -> Case:
    """The case with this id; raises Http404 for every one that is not visible."""
    visible = cases_visible_to(member, only=case_id)
    found = visible.select_related("organisation", "municipality__kreis")
    return get_object_or_404(found, pk=case_id)


def get_case_with_team_for(member: Membership, case_id: UUID) -> Case:
    """The same case with everybody who accompanies it or did, from one statement; it says too
    whether `member` left a note about it half written.

    Whoever sees a case is assigned to it, so that a visible case never comes without a row.
    """
    visible = cases_visible_to(member, only=case_id)
    rows = Assignment.objects.filter(case=case_id, case__in=visible)
    related = ("user", "case__organisation", "case__municipality__kreis")
    notes = Draft.objects.filter(
        user=member.user_id, place=reverse("casework:contact", args=(case_id,))
    )
    rows = rows.select_related(*related).annotate(has_half_note=Exists(notes))
    team: list[Any] = list(rows.order_by("valid_from", "id"))
    if not team:
        raise Http404
    case: Case = team[0].case
    case.known_team = team
    case.has_half_note = team[0].has_half_note
    return case


def get_person_for(member: Membership, person_id: UUID) -> Person:
    """A person of a visible case; raises Http404 for every other."""
    return _of_visible_case(member, Person.objects.all(), person_id)


def get_contact_for(member: Membership, contact_id: UUID) -> Contact:
    """A contact of a visible case; raises Http404 for every other."""
    return _of_visible_case(member, Contact.objects.all(), contact_id)


def get_offer_for(member: Membership, offer_id: UUID) -> SupportOffer:
    """An offer of support in a visible case; raises Http404 for every other."""
    return _of_visible_case(member, SupportOffer.objects.all(), offer_id)


def get_assignment_for(member: Membership, assignment_id: UUID) -> Assignment:
    """An assignment to a visible case; raises Http404 for every other."""
    return _of_visible_case(member, Assignment.objects.select_related("user"), assignment_id)


def get_plan_for(member: Membership, plan_id: UUID) -> Plan:
    """A plan of a visible case; raises Http404 for every other."""
    return _of_visible_case(member, Plan.objects.select_related("person"), plan_id)


def get_plan_version_for(member: Membership, version_id: UUID) -> PlanVersion:
    """A version of a plan of a visible case; raises Http404 for every other."""
    versions = PlanVersion.objects.select_related("plan__person", "assessment")
    return _of_visible_case(member, versions, version_id)


def get_abstention_for(member: Membership, abstention_id: UUID) -> Abstention:
    """That an adult did not agree to a plan of a visible case; raises Http404 for every other."""
    rows = Abstention.objects.select_related("plan_version__plan__person", "person")
    return _of_visible_case(member, rows, abstention_id)


def get_signed_scan_for(member: Membership, scan_id: UUID) -> SignedScan:
    """The scan of a signed plan of a visible case; raises Http404 for every other."""
    scans = SignedScan.objects.select_related("plan_version__plan")
    return _of_visible_case(member, scans, scan_id)


def get_goal_for(member: Membership, goal_id: UUID) -> Goal:
    """A goal in a plan of a visible case; raises Http404 for every other."""
    goals = Goal.objects.select_related("plan_version__plan__person")
    return _of_visible_case(member, goals, goal_id)


def get_measure_for(member: Membership, measure_id: UUID) -> Measure:
    """A measure in a plan of a visible case; raises Http404 for every other."""
    measures = Measure.objects.select_related("goal__plan_version__plan__person")
    return _of_visible_case(member, measures, measure_id)


def get_appointment_for(member: Membership, appointment_id: UUID) -> Appointment:
    """An appointment in a visible case; raises Http404 for every other."""
    return _of_visible_case(member, Appointment.objects.all(), appointment_id)


def get_task_for(member: Membership, task_id: UUID) -> Task:
    """A task in a visible case; raises Http404 for every other."""
    return _of_visible_case(member, Task.objects.all(), task_id)


def counter_contacts_visible_to(member: Membership) -> QuerySet[CounterContact]:
    """The advice counted in the own organisation, for its integration managers.

    It names nobody, so that no case team is needed to see it.
    """
    if Role(member.role) not in CASE_WORKERS or not _runs_on(member, timezone.localdate()):
        return CounterContact.objects.none()
    return CounterContact.objects.filter(organisation=member.organisation_id)


def get_counter_contact_for(member: Membership, counter_contact_id: UUID) -> CounterContact:
    """An advice counted in the own organisation; raises Http404 for every other."""
    return get_object_or_404(counter_contacts_visible_to(member), pk=counter_contact_id)


def _of_visible_case(member: Membership, rows: QuerySet[Row], row_id: UUID) -> Row:
    visible = rows.filter(case__in=cases_visible_to(member)).select_related("case", *_OF_CASE)
    found: Any = visible.filter(pk=row_id).first()
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]


def part_of(member: Membership, case: Case) -> Part:
    """As what `member` accompanies the case today; raises Http404 if not at all."""
    if not cases_visible_to(member).filter(pk=case.pk).exists():
        raise Http404
    parts = assignments_on(timezone.localdate()).filter(case=case, user=member.user_id)
    found = set(parts.values_list("part", flat=True))
    return Part.ADVISER if Part.ADVISER in found else Part.DEPUTY


def may_read_confided(member: Membership, confided: ConfidedText) -> bool:
    """Whether a confided text of a visible case is for `member`.

    The adviser reads it, a deputy only where it was released for deputies.
    """
    return confided.for_deputy or part_of(member, confided.case) is Part.ADVISER


def get_confided_for(member: Membership, contact_id: UUID) -> ConfidedText:
    """What was confided in a contact.

    Raises Http404 if the case is not visible or nothing was confided, PermissionDenied with a
    reason if the case is visible, but the text is for the adviser only.
    """
    texts = ConfidedText.objects.select_related("contact").filter(contact=contact_id)
    confided = get_object_or_404(
        texts.filter(case__in=cases_visible_to(member)).select_related("case", *_OF_CASE)
    )
    if not may_read_confided(member, confided):
        raise PermissionDenied(
            _("Das ist der zuständigen Person anvertraut und nicht für die Vertretung freigegeben.")
        )
    return confided

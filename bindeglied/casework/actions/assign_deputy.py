"""Name somebody who stands in for the adviser."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.accounts.access import running_on
from bindeglied.accounts.models import Membership, User
from bindeglied.casework.access import CASE_WORKERS
from bindeglied.casework.actions.record_deed import lock_case, record_deed, stamp
from bindeglied.casework.models import Assignment, Case, Part
from bindeglied.casework.transitions import NotAllowed


@transaction.atomic
def assign_deputy(
    *, case: Case, user: User, valid_from: date, valid_until: date | None, by: UUID
) -> Assignment:
    """Let a colleague of the same organisation see the case, from a day to a day inclusive.

    None as the last day means until further notice. Raises NotAllowed if the colleague does not
    work there as integration manager when it begins, or is assigned in that time already.
    """
    if valid_until is not None and valid_until < valid_from:
        raise NotAllowed(_("Der letzte Tag liegt vor dem ersten."))
    case = lock_case(case.pk)
    memberships = Membership.objects.filter(
        user=user, organisation=case.organisation_id, role__in=CASE_WORKERS
    )
    if not user.is_active or not _run(memberships, valid_from):
        raise NotAllowed(_("Vertreten kann nur, wer hier dann im Integrationsmanagement arbeitet."))
    if _assigned(case, user, valid_from, valid_until):
        raise NotAllowed(_("Diese Person begleitet den Fall in dieser Zeit schon."))
    assignment = Assignment.objects.create(
        case=case,
        user=user,
        part=Part.DEPUTY,
        valid_from=valid_from,
        valid_until=valid_until,
        **stamp(by),
    )
    record_deed("deputy assigned", case=case, by=by)
    return assignment


def _run(memberships: object, valid_from: date) -> bool:
    day = max(valid_from, timezone.localdate())
    return running_on(memberships, day).exists()  # type: ignore[arg-type]


def _assigned(case: Case, user: User, valid_from: date, valid_until: date | None) -> bool:
    overlapping = Q(valid_until__isnull=True) | Q(valid_until__gte=valid_from)
    if valid_until is not None:
        overlapping &= Q(valid_from__lte=valid_until)
    return Assignment.objects.filter(overlapping, case=case, user=user).exists()

"""End a membership on a day, or at once."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.accounts.access import not_over
from bindeglied.accounts.models import Membership, Organisation, Role
from bindeglied.trail.actions import record_event
from bindeglied.trail.steps import NotAllowed


class LastAdministrator(Exception):
    """Nobody would be left to look after the people of the organisation."""


@transaction.atomic
def end_membership(*, membership: Membership, on: date, by: UUID) -> None:
    """Let a membership end with the day `on`; with today it opens nothing from now on.

    A day in the future is the last one that counts. Raises LastAdministrator, NotAllowed where it
    has ended already, and ValueError for a day that is over.
    """
    today = timezone.localdate()
    if on < today:
        raise ValueError("a membership does not end in the past")
    # Two administrators who end each other's membership, or the same one, wait here.
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    membership.refresh_from_db()
    _require_running(membership)
    if membership.role == Role.ADMINISTRATOR and not _others_after(membership, on):
        raise LastAdministrator
    membership.valid_until = max(on, membership.valid_from)
    if on == today or on < membership.valid_from:
        membership.ended_at, membership.ended_by = timezone.now(), by
    membership.save(update_fields=["valid_until", "ended_at", "ended_by"])
    record_event(
        "membership ended",
        record_kind="membership",
        record_key=membership.pk,
        by=by,
        organisation=membership.organisation_id,
    )


def _require_running(membership: Membership) -> None:
    """What somebody else has just ended does not run again because of a later day."""
    if not not_over(Membership.objects.filter(pk=membership.pk)).exists():
        raise NotAllowed(_("Dieser Schritt ist beim jetzigen Stand nicht möglich."))


def _others_after(membership: Membership, day: date) -> bool:
    """Whether another administrator goes on without a gap after the day."""
    goes_on = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    others = Membership.objects.filter(
        goes_on,
        organisation=membership.organisation_id,
        role=Role.ADMINISTRATOR,
        user__is_active=True,
        valid_from__lte=day + timedelta(days=1),
    ).exclude(user=membership.user_id)
    return not_over(others).exists()

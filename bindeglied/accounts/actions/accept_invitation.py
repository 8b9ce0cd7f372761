"""Take an invitation: somebody new gets an account, somebody known one membership more."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from bindeglied.accounts.access import not_over
from bindeglied.accounts.actions.add_membership import add_membership
from bindeglied.accounts.actions.add_user import add_user
from bindeglied.accounts.models import Invitation, Membership, Role, User
from bindeglied.trail.actions import record_event


class InvitationVoid(Exception):
    """The invitation was used, withdrawn or ran out a moment ago."""


@transaction.atomic
def accept_as_new_person(*, invitation: Invitation, password: str) -> User:
    """Take in a person who has no account, with a password that passed the validators.

    Raises InvitationVoid; IntegrityError if the address has got an account meanwhile.
    """
    user = add_user(
        email=invitation.email,
        given_name=invitation.given_name,
        family_name=invitation.family_name,
        password=password,
        by=invitation.invited_by,
    )
    accept_invitation(invitation=invitation, by=user)
    return user


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: User) -> Membership:
    """Give `by`, whose address the invitation names, the role offered.

    Whoever has that role already keeps it as it is. Raises InvitationVoid.
    """
    now = timezone.now()
    waiting = lock_waiting(invitation)
    if waiting.has_run_out(now):
        raise InvitationVoid
    waiting.accepted_at, waiting.accepted_by = now, by.pk
    waiting.save(update_fields=["accepted_at", "accepted_by"])
    record_event(
        "invitation accepted",
        record_kind="invitation",
        record_key=waiting.pk,
        by=by.pk,
        organisation=waiting.organisation_id,
    )
    return _membership_of(waiting, by)


def lock_waiting(invitation: Invitation) -> Invitation:
    """The invitation as it is now; until the end of the transaction nobody else answers or ends it.

    Raises InvitationVoid where somebody has done so already.
    """
    waiting = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if waiting.accepted_at or waiting.withdrawn_at:
        raise InvitationVoid
    return waiting


def _membership_of(invitation: Invitation, user: User) -> Membership:
    running = Membership.objects.filter(
        user=user, organisation=invitation.organisation_id, role=invitation.role
    )
    found = not_over(running).first()
    return found or add_membership(
        user=user,
        organisation=invitation.organisation,
        role=Role(invitation.role),
        by=invitation.invited_by,
        valid_from=invitation.valid_from,
        valid_until=invitation.valid_until,
    )

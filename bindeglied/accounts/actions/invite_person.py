"""Invite somebody by mail, send the mail again, or take the invitation back."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from bindeglied.accounts.access import not_over
from bindeglied.accounts.actions.accept_invitation import lock_waiting
from bindeglied.accounts.actions.add_membership import require_fitting
from bindeglied.accounts.mails import address_of, mail_after_commit
from bindeglied.accounts.models import Invitation, Membership, Organisation, Role
from bindeglied.accounts.models.invitation import digest_of
from bindeglied.trail.actions import record_event

OPEN_FOR = timedelta(days=7)


class AlreadyInvited(Exception):
    """An invitation for the same address, organisation and role waits for its answer."""


class AlreadyMember(Exception):
    """Whoever has this address has the role in this organisation already."""


@transaction.atomic
def invite_person(
    *,
    organisation: Organisation,
    role: Role,
    email: str,
    given_name: str,
    family_name: str,
    by: UUID | None,
    valid_from: date,
    valid_until: date | None = None,
) -> Invitation:
    """Offer a role from a day to a day inclusive (None: until further notice), by mail.

    Raises RoleDoesNotFit, AlreadyMember or AlreadyInvited; the last also where the mail ran out,
    because sending it again is the way then.
    """
    require_fitting(role, organisation)
    running = Membership.objects.filter(
        organisation=organisation, role=role, user__email__iexact=email
    )
    if not_over(running).exists():
        raise AlreadyMember
    now, token = timezone.now(), _new_token()
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                token_digest=digest_of(token),
                organisation=organisation,
                role=role,
                email=email.strip().lower(),
                given_name=given_name,
                family_name=family_name,
                valid_from=valid_from,
                valid_until=valid_until,
                invited_at=now,
                invited_by=by,
                sent_at=now,
                sent_by=by,
                expires_at=now + OPEN_FOR,
            )
    except IntegrityError as reason:
        raise AlreadyInvited from reason
    _send(invitation, token)
    _record("person invited", invitation, by)
    return invitation


@transaction.atomic
def send_invitation_again(*, invitation: Invitation, by: UUID | None) -> None:
    """Send a new link that is open for seven days; the old one ends. Raises InvitationVoid."""
    invitation = lock_waiting(invitation)
    token, now = _new_token(), timezone.now()
    invitation.token_digest = digest_of(token)
    invitation.sent_at, invitation.sent_by = now, by
    invitation.expires_at = now + OPEN_FOR
    invitation.save(update_fields=["token_digest", "sent_at", "sent_by", "expires_at"])
    _send(invitation, token)
    _record("invitation sent again", invitation, by)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: UUID) -> None:
    """Take an invitation back; its link opens nothing from now on. Raises InvitationVoid."""
    invitation = lock_waiting(invitation)
    invitation.withdrawn_at, invitation.withdrawn_by = timezone.now(), by
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _record("invitation withdrawn", invitation, by)


def _new_token() -> str:
    return secrets.token_urlsafe(32)


def _send(invitation: Invitation, token: str) -> None:
    words = {
        "given_name": invitation.given_name,
        "family_name": invitation.family_name,
        "organisation": invitation.organisation.name,
        "until": invitation.expires_at,
        "address": address_of(reverse("accounts_accept", args=[token])),
    }
    mail_after_commit("accounts/mails/invitation.txt", invitation.email, words)


def _record(verb: str, invitation: Invitation, by: UUID | None) -> None:
    record_event(
        verb,
        record_kind="invitation",
        record_key=invitation.pk,
        by=by,
        organisation=invitation.organisation_id,
    )

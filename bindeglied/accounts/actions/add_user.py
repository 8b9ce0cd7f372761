"""Take a person in who will log in."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bindeglied.accounts.models import User
from bindeglied.trail.actions import record_event


@transaction.atomic
def add_user(
    *, email: str, given_name: str, family_name: str, password: str | None, by: UUID | None
) -> User:
    """Take a person in; without a password nobody can log in as them yet.

    Raises IntegrityError if the address, in whatever case, belongs to somebody already.
    """
    user = User.objects.create_user(
        email,
        password,
        given_name=given_name,
        family_name=family_name,
        recorded_at=timezone.now(),
        recorded_by=by,
    )
    record_event("user added", record_kind="user", record_key=user.pk, by=by, organisation=None)
    return user

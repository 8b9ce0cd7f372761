"""Sign a member of the cast in without password and second factor."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest

from bindeglied.accounts.access import SESSION_DEMO
from bindeglied.accounts.models import User
from bindeglied.trail.actions import record_event


@transaction.atomic
def sign_in_with_one_click(request: HttpRequest, *, email: str) -> User:
    """Begin a new session for the member with this address; demo databases only (see access)."""
    user = User.objects.get_by_natural_key(email)
    logout(request)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[SESSION_DEMO] = True
    record_event(
        "signed in with one click",
        record_kind="user",
        record_key=user.pk,
        by=user.pk,
        organisation=None,
    )
    return user

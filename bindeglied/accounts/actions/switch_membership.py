"""Act in another of the own memberships."""

from __future__ import annotations

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from bindeglied.accounts.access import SESSION_MEMBERSHIP
from bindeglied.accounts.models import Membership
from bindeglied.trail.actions import record_event


@transaction.atomic
def switch_membership(session: SessionBase, *, to: Membership) -> None:
    """Let the session act in `to`, which must belong to the person and run today (see access)."""
    session[SESSION_MEMBERSHIP] = str(to.pk)
    record_event(
        "membership switched",
        record_kind="membership",
        record_key=to.pk,
        by=to.user_id,
        organisation=to.organisation_id,
    )

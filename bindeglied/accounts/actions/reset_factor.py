"""Help somebody who has lost phone and codes: all second factors go, a new one is set up."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from bindeglied.accounts.mails import mail_after_commit
from bindeglied.accounts.models import User
from bindeglied.trail.actions import record_event
from bindeglied.trail.ids import new_id


@transaction.atomic
def reset_factor(*, person: User, by: UUID, organisation: UUID) -> None:
    """Delete all second factors of a person, end all their sessions and tell them by mail.

    With the password they set up a new factor at the next sign-in. Raises PermissionDenied for
    the own factor: whoever has taken over a session must not be able to replace it.
    """
    if person.pk == by:
        raise PermissionDenied(
            _("Den eigenen zweiten Faktor setzt eine andere Person der Verwaltung zurück.")
        )
    Authenticator.objects.filter(user=person).delete()
    # Every session is bound to the stamp: none is valid at its next request.
    person.session_stamp = new_id()
    person.save(update_fields=["session_stamp"])
    record_event(
        "second factor reset",
        record_kind="user",
        record_key=person.pk,
        by=by,
        organisation=organisation,
    )
    words = {"given_name": person.given_name, "family_name": person.family_name}
    mail_after_commit("accounts/mails/factor_reset.txt", person.email, words)

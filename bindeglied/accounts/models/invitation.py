"""Invitations: somebody is asked by mail to take a role in an organisation."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bindeglied.accounts.models.membership import Role
from bindeglied.accounts.models.organisation import Organisation
from bindeglied.trail.ids import new_id


def digest_of(token: str) -> str:
    """What is kept of a token: enough to know it again, too little to make it from."""
    return sha256(token.encode()).hexdigest()


class Invitation(models.Model):
    """One role in one organisation, offered to whoever reads the mail with the token.

    The token itself is only in the mail; it is used once and ends at `expires_at`. Sending again
    makes a new one. `invited_by` is None where the installation itself invites.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    token_digest = models.CharField(max_length=64, unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=24, choices=Role.choices)
    email = models.EmailField(_("E-Mail-Adresse"), max_length=254)
    given_name = models.CharField(_("Vorname"), max_length=80)
    family_name = models.CharField(_("Familienname"), max_length=80)
    valid_from = models.DateField(_("gilt ab"))
    valid_until = models.DateField(_("gilt bis"), null=True, blank=True)
    invited_at = models.DateTimeField()
    invited_by = models.UUIDField(null=True)
    sent_at = models.DateTimeField()
    sent_by = models.UUIDField(null=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    class Privacy:
        kept = "90 days after it was accepted, withdrawn or ran out"
        names_the_person: ClassVar = {
            "email",
            "given_name",
            "family_name",
            "invited_by",
            "sent_by",
            "accepted_by",
            "withdrawn_by",
        }
        sensitive: ClassVar = {"token_digest"}
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {
            "id",
            "organisation",
            "role",
            "valid_from",
            "valid_until",
            "invited_at",
            "sent_at",
            "expires_at",
            "accepted_at",
            "withdrawn_at",
        }

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(role__in=Role.values), name="invited_role_is_known"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="invited_membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_is_not_accepted_and_withdrawn",
            ),
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                "role",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="same_invitation_is_open_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}, {self.get_role_display()}"

    def has_run_out(self, now: datetime | None = None) -> bool:
        """Whether the link of the last mail opens nothing any more, or the role would be over."""
        now = now or timezone.now()
        return self.expires_at <= now or (
            self.valid_until is not None and self.valid_until < timezone.localdate(now)
        )

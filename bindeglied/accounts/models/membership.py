"""Who works for whom, as what, from when to when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bindeglied.accounts.models.organisation import Organisation
from bindeglied.accounts.models.user import User
from bindeglied.trail.ids import new_id


class Role(models.TextChoices):
    """What somebody does in an organisation; the German word stands on the screen."""

    INTEGRATION_MANAGER = "integration_manager", _("Integrationsmanagement")
    SUPERVISION = "supervision", _("Fachaufsicht")
    VOLUNTEER_COORDINATOR = "volunteer_coordinator", _("Ehrenamtskoordination")
    FUNDING_OFFICER = "funding_officer", _("Fördermittel")
    GRANT_CASEWORKER = "grant_caseworker", _("Antragsbearbeitung")
    GRANT_APPROVER = "grant_approver", _("Bewilligung")
    LAND_OFFICER = "land_officer", _("Fachreferat des Landes")
    ADMINISTRATOR = "administrator", _("Verwaltung der Zugänge")


class Membership(models.Model):
    """One role of one person in one organisation; a person may have several.

    It runs from `valid_from` to `valid_until`, both days included, unless it was taken away
    earlier: `ended_at` is the moment from which it opens nothing any more.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role.choices)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Privacy:
        kept = "until 12 months after its end"
        names_the_person: ClassVar = {"user", "recorded_by", "ended_by"}
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {
            "id",
            "organisation",
            "role",
            "valid_from",
            "valid_until",
            "recorded_at",
            "ended_at",
        }

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(role__in=Role.values), name="role_is_known"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(valid_until__isnull=False),
                name="ended_membership_has_a_last_day",
            ),
            models.UniqueConstraint(
                fields=("user", "organisation", "role"),
                condition=Q(valid_until__isnull=True),
                name="same_membership_runs_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"

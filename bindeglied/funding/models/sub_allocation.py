"""What a Kreis passes on of its notice: to municipalities and providers, by a key of its own."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bindeglied.accounts.models import Organisation
from bindeglied.funding.models.budget import KEPT
from bindeglied.funding.models.frame_notice import FrameNotice
from bindeglied.places.models import Municipality
from bindeglied.trail.fields import EuroField
from bindeglied.trail.ids import new_id


class SubAllocationKey(models.TextChoices):
    """By what is divided; the words are those of law.sub_allocation.SubKey."""

    COUNTED = "counted", _("Personen der letzten Zählung")
    PERSONS = "persons", _("Personen, selbst eingetragen")
    INHABITANTS = "inhabitants", _("Einwohner")
    WEIGHTS = "weights", _("eigene Gewichte")
    FIXED = "fixed", _("nur feste Beträge")


class SubAllocationState(models.TextChoices):
    PREPARED = "prepared", _("wartet auf Freigabe")
    WITHDRAWN = "withdrawn", _("zurückgezogen")
    RELEASED = "released", _("freigegeben")
    REPLACED = "replaced", _("ersetzt")


class SubAllocation(models.Model):
    """A notice divided among recipients; binding once a second person releases it.

    `counted_on` is the day of the persons or inhabitants where they come from a table of ours,
    `weights_source` says where they come from otherwise. `has_base` says that a fixed amount is a
    base beside the part by key, `to_the_euro` how that part is rounded. The database lets only the
    state go on, and lets none be released whose shares are not the amount of the notice.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    notice = models.ForeignKey(FrameNotice, models.PROTECT, related_name="sub_allocations")
    key = models.CharField(max_length=12, choices=SubAllocationKey.choices)
    counted_on = models.DateField(null=True)
    weights_source = models.CharField(max_length=200, blank=True)
    has_base = models.BooleanField(default=False)
    to_the_euro = models.BooleanField(default=False)
    own_share_eur = EuroField()
    own_share_reason = models.CharField(max_length=200, blank=True)
    own_text = models.TextField(blank=True)
    state = models.CharField(
        max_length=10, choices=SubAllocationState.choices, default=SubAllocationState.PREPARED
    )
    prepared_at = models.DateTimeField()
    prepared_by = models.UUIDField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    class Privacy:
        kept = KEPT
        names_the_person: ClassVar = {"prepared_by", "decided_by"}
        # Whatever somebody writes to the recipients.
        sensitive: ClassVar = {"own_text"}
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {
            *("id", "notice", "key", "counted_on", "weights_source", "has_base", "to_the_euro"),
            *("own_share_eur", "own_share_reason", "state", "prepared_at", "decided_at"),
        }

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(key__in=SubAllocationKey.values), name="sub_allocation_key_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=SubAllocationState.values),
                name="sub_allocation_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(own_share_eur=0) | Q(own_share_eur__gt=0) & ~Q(own_share_reason=""),
                name="own_share_of_a_kreis_says_for_what",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("released", "replaced"))
                | Q(decided_at__isnull=False, decided_by__isnull=False)
                & ~Q(decided_by=F("prepared_by")),
                name="two_persons_release_a_sub_allocation",
            ),
            models.UniqueConstraint(
                fields=("notice",),
                condition=Q(state="prepared"),
                name="one_prepared_sub_allocation_per_notice",
            ),
            models.UniqueConstraint(
                fields=("notice",),
                condition=Q(state="released"),
                name="one_released_sub_allocation_per_notice",
            ),
        )

    def __str__(self) -> str:
        return f"{self.notice_id}: {self.key}"


class SubShare(models.Model):
    """What one municipality or provider gets. The database refuses every change.

    `weight` counts in hundredths (352 persons are 35200); it is 0 for whoever takes part with a
    fixed amount only.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sub_allocation = models.ForeignKey(SubAllocation, models.PROTECT, related_name="shares")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="+")
    provider = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    weight = models.PositiveBigIntegerField()
    fixed_eur = EuroField()
    amount_eur = EuroField()

    class Privacy:
        kept = KEPT
        names_the_person: ClassVar[set[str]] = set()
        # Below five it says something about single families.
        sensitive: ClassVar = {"weight", "fixed_eur", "amount_eur"}
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {"id", "sub_allocation", "municipality", "provider"}

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(municipality__isnull=False, provider__isnull=True)
                | Q(municipality__isnull=True, provider__isnull=False),
                name="share_goes_to_a_municipality_or_a_provider",
            ),
            models.CheckConstraint(
                condition=Q(fixed_eur__gte=0, amount_eur__gte=F("fixed_eur")),
                name="share_holds_its_fixed_amount",
            ),
            models.UniqueConstraint(
                fields=("sub_allocation", "municipality"), name="one_share_per_municipality"
            ),
            models.UniqueConstraint(
                fields=("sub_allocation", "provider"), name="one_share_per_provider"
            ),
        )

    def __str__(self) -> str:
        return f"{self.recipient_name}: {self.amount_eur} EUR"

    @property
    def recipient_key(self) -> str:
        """The AGS of the municipality, or the id of the provider."""
        return self.municipality_id or str(self.provider_id)

    @property
    def recipient_name(self) -> str:
        """Whose share it is."""
        return str(self.municipality or self.provider)

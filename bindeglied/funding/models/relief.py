"""The relief for municipalities: the pool of a year divided by the persons of a closed count."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bindeglied.funding.models.budget import KEPT
from bindeglied.funding.models.count_survey import CountSurvey
from bindeglied.places.models import Municipality
from bindeglied.trail.fields import EuroField
from bindeglied.trail.ids import new_id


class ReliefState(models.TextChoices):
    PREPARED = "prepared", _("vorbereitet")
    RELEASED = "released", _("freigegeben")
    REPLACED = "replaced", _("ersetzt")


class ReliefAllocation(models.Model):
    """One computation of a year's relief; what it says never changes, a new one replaces it.

    `number` counts the computations from one survey. Prepared by one person of the Land, released
    by another.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    survey = models.ForeignKey(CountSurvey, models.PROTECT, related_name="relief_allocations")
    number = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    pool_eur = EuroField()
    total_persons = models.PositiveIntegerField()
    legal_basis = models.CharField(max_length=120)
    state = models.CharField(
        max_length=10, choices=ReliefState.choices, default=ReliefState.PREPARED
    )
    prepared_at = models.DateTimeField()
    prepared_by = models.UUIDField()
    released_at = models.DateTimeField(null=True)
    released_by = models.UUIDField(null=True)

    class Privacy:
        kept = KEPT
        names_the_person: ClassVar = {"prepared_by", "released_by"}
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {
            *("id", "survey", "number", "year", "pool_eur", "total_persons", "legal_basis"),
            *("state", "prepared_at", "released_at"),
        }

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=ReliefState.values), name="relief_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="released")
                | Q(released_by__isnull=False, released_at__isnull=False)
                & ~Q(released_by=F("prepared_by")),
                name="two_persons_release_a_relief",
            ),
            models.CheckConstraint(
                condition=Q(pool_eur__gte=0, total_persons__gte=1),
                name="relief_divides_a_pool_among_somebody",
            ),
            models.UniqueConstraint(
                fields=("survey", "number"), name="reliefs_of_a_survey_are_numbered"
            ),
            models.UniqueConstraint(
                fields=("year",), condition=Q(state="released"), name="one_relief_per_year"
            ),
            models.UniqueConstraint(
                fields=("year",), condition=Q(state="prepared"), name="one_relief_waits_per_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.year}"


class ReliefShare(models.Model):
    """What falls to one municipality, in whole euros. The database refuses every change."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    allocation = models.ForeignKey(ReliefAllocation, models.PROTECT, related_name="shares")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    persons = models.PositiveIntegerField()
    share_eur = EuroField()

    class Privacy:
        kept = KEPT
        names_the_person: ClassVar[set[str]] = set()
        # From the share the number of people can be worked out; below five it is one family.
        sensitive: ClassVar = {"persons", "share_eur"}
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {"id", "allocation", "municipality"}

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(share_eur__gte=0), name="relief_share_is_not_negative"
            ),
            models.UniqueConstraint(
                fields=("allocation", "municipality"), name="one_relief_share_per_municipality"
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality_id}: {self.share_eur} EUR"

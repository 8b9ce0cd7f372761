"""The official amount of a Kreis, as its notice says it: the frame of the years from 2025 on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bindeglied.funding.models.budget import KEPT
from bindeglied.places.models import Kreis
from bindeglied.trail.fields import EuroField
from bindeglied.trail.ids import new_id

# Only the Kreise apply from this year on, and how their amounts come about was not published.
FIRST_NOTICE_YEAR = 2025


class FrameNotice(models.Model):
    """What a Kreis gets for a year, with document and day; corrected by a further row.

    The notice that holds is the one that no other replaces. The database refuses every change.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kreis = models.ForeignKey(Kreis, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    amount_eur = EuroField()
    document = models.CharField(max_length=200)
    file_number = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField(null=True)

    class Privacy:
        kept = KEPT
        names_the_person: ClassVar = {"entered_by"}
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {
            *("id", "kreis", "year", "amount_eur", "document", "file_number", "issued_on"),
            *("reason", "replaces", "entered_at"),
        }

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(amount_eur__gt=0), name="amount_of_a_notice_is_above_zero"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_NOTICE_YEAR), name="notices_begin_with_2025"
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(reason=""),
                name="corrected_notice_has_its_reason",
            ),
            models.UniqueConstraint(
                fields=("kreis", "year"),
                condition=Q(replaces__isnull=True),
                name="one_first_notice_per_kreis_and_year",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kreis_id} {self.year}: {self.amount_eur} EUR"

"""What one municipality may apply for in a year."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bindeglied.funding.models.frame_release import FrameRelease
from bindeglied.places.models import Municipality
from bindeglied.trail.fields import EuroField
from bindeglied.trail.ids import new_id


class PlanningFrame(models.Model):
    """Count and frame of one municipality in one release; whole euros a year.

    `frame_eur` is what this release gives out of its tranche, `year_frame_eur` the frame of the
    whole year, `before_eur` what the release before it gave. The count is not public: recipient,
    its Kreis and the Land see it (see access).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    release = models.ForeignKey(FrameRelease, models.PROTECT, related_name="frames")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    persons = models.PositiveIntegerField()
    frame_eur = EuroField()
    year_frame_eur = EuroField()
    before_eur = EuroField(default=Decimal(0))

    class Privacy:
        kept = "10 years after the last payment (unverified)"
        names_the_person: ClassVar[set[str]] = set()
        # Below five it says something about single families.
        sensitive: ClassVar = {"persons", "frame_eur", "year_frame_eur", "before_eur"}
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {"id", "release", "municipality"}

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(frame_eur__gte=0), name="frame_is_not_negative"),
            models.CheckConstraint(
                condition=Q(year_frame_eur__gte=F("frame_eur"), before_eur__gte=0),
                name="frame_is_part_of_that_of_the_year",
            ),
            models.UniqueConstraint(
                fields=("release", "municipality"), name="one_frame_per_municipality_and_release"
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality}: {self.frame_eur} EUR"

    @property
    def rest_eur(self) -> Decimal:
        """What this release adds to the one before; below 0 where that one gave too much."""
        return self.frame_eur - self.before_eur

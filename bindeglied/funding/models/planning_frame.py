"""What one municipality may apply for in a year."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bindeglied.funding.models.frame_release import FrameRelease
from bindeglied.places.models import Municipality
from bindeglied.trail.fields import EuroField
from bindeglied.trail.ids import new_id


class PlanningFrame(models.Model):
    """Count and frame of one municipality in one release; whole euros.

    The count is not public: recipient, its Kreis and the Land see it (see access).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    release = models.ForeignKey(FrameRelease, models.PROTECT, related_name="frames")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    persons = models.PositiveIntegerField()
    frame_eur = EuroField()

    class Privacy:
        kept = "10 years after the last payment (unverified)"
        names_the_person: ClassVar[set[str]] = set()
        # Below five it says something about single families.
        sensitive: ClassVar = {"persons", "frame_eur"}
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {"id", "release", "municipality"}

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(frame_eur__gte=0), name="frame_is_not_negative"),
            models.UniqueConstraint(
                fields=("release", "municipality"), name="one_frame_per_municipality_and_release"
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality}: {self.frame_eur} EUR"

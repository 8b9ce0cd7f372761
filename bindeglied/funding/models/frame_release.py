"""One release of planning frames: the pool, the count and the rule that made them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bindeglied.trail.fields import EuroField
from bindeglied.trail.ids import new_id


class FrameState(models.TextChoices):
    PROVISIONAL = "provisional", _("vorläufig")
    FINAL = "final", _("endgültig")


class FrameRelease(models.Model):
    """Frames released together; released rows are never computed anew under another rule."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    label = models.CharField(max_length=20)
    rule_version = models.CharField(max_length=10)
    pool_eur = EuroField()
    total_persons = models.PositiveIntegerField()
    counted_on = models.DateField()
    state = models.CharField(max_length=12, choices=FrameState.choices)
    released_at = models.DateTimeField()
    released_by = models.UUIDField(null=True)

    class Privacy:
        kept = "10 years after the last payment (unverified)"
        names_the_person: ClassVar = {"released_by"}
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {
            "id",
            "label",
            "rule_version",
            "pool_eur",
            "total_persons",
            "counted_on",
            "state",
            "released_at",
        }

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(pool_eur__gte=0), name="pool_is_not_negative"),
            models.CheckConstraint(condition=Q(total_persons__gte=1), name="somebody_was_counted"),
            models.CheckConstraint(
                condition=Q(state__in=FrameState.values), name="frame_state_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.label

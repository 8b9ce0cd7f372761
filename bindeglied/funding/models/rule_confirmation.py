"""A value that no source confirms, confirmed by two persons who have read one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bindeglied.trail.ids import new_id


class ConfirmationState(models.TextChoices):
    PROPOSED = "proposed", _("vorgeschlagen")
    CONFIRMED = "confirmed", _("bestätigt")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


class RuleConfirmation(models.Model):
    """One value for one rule version with its source; it counts once a second person confirms.

    A later one of the same value stands in for the earlier one from its own confirmation on.
    `value` is the text of the value, as `rule_confirmations.value_of` reads it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rule_version = models.CharField(max_length=10)
    key = models.CharField(max_length=40)
    value = models.CharField(max_length=80)
    source_title = models.CharField(max_length=200)
    source_place = models.CharField(max_length=300)
    # Why it stands in for a value that was confirmed before; empty for the first one.
    reason = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=10, choices=ConfirmationState.choices, default=ConfirmationState.PROPOSED
    )
    proposed_at = models.DateTimeField()
    proposed_by = models.UUIDField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    # Why a second person refused it; empty where the proposer took it back.
    refusal = models.CharField(max_length=300, blank=True)

    class Privacy:
        kept = "as long as the product"
        names_the_person: ClassVar = {"proposed_by", "decided_by"}
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {
            *("id", "rule_version", "key", "value", "source_title", "source_place", "reason"),
            *("state", "proposed_at", "decided_at", "refusal"),
        }

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=ConfirmationState.values),
                name="confirmation_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by")),
                name="two_persons_confirm_a_rule_value",
            ),
            models.UniqueConstraint(
                fields=("rule_version", "key"),
                condition=Q(state="proposed"),
                name="one_proposal_per_rule_value",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule_version} {self.key}: {self.value}"

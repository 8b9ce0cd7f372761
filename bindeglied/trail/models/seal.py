"""One row per sealed batch of events. It stays when its events end."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bindeglied.trail.chain import DIGEST_LENGTH
from bindeglied.trail.ids import new_id


class Seal(models.Model):
    """Closes a batch of events of one chain and joins on to the seal before it.

    `chain` is the id of an organisation, or that of the installation (see `trail.chain`);
    numbers run 1, 2, 3 … without a gap. `digest` is made with a key from outside of the database.
    `ended_at` is set when the events have ended; it is not part of the digest, and credible only
    where `newest_event_at`, which is, lies twelve months before it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    chain = models.UUIDField()
    number = models.PositiveIntegerField()
    previous_digest = models.BinaryField(max_length=DIGEST_LENGTH)
    events_count = models.PositiveIntegerField()
    events_digest = models.BinaryField(max_length=DIGEST_LENGTH)
    newest_event_at = models.DateTimeField()
    sealed_at = models.DateTimeField()
    digest = models.BinaryField(max_length=DIGEST_LENGTH)
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        kept = "as long as the installation: proves what was there, tells nothing of it"
        names_the_person: ClassVar[set[str]] = set()
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {
            "id",
            "chain",
            "number",
            "previous_digest",
            "events_count",
            "events_digest",
            "newest_event_at",
            "sealed_at",
            "digest",
            "ended_at",
        }

    class Meta:
        constraints = (
            # Also what keeps two writers at once from making two ends of one chain.
            models.UniqueConstraint(fields=("chain", "number"), name="chain_has_each_number_once"),
            models.UniqueConstraint(fields=("digest",), name="no_two_seals_are_alike"),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="numbers_of_seals_begin_with_one"
            ),
            models.CheckConstraint(
                condition=Q(events_count__gte=1), name="seal_holds_at_least_one_event"
            ),
        )
        indexes = (
            models.Index(
                fields=("newest_event_at",),
                condition=Q(ended_at=None),
                name="seal_whose_events_can_end",
            ),
        )

    def __str__(self) -> str:
        return f"{self.chain} {self.number}"

"""One row per deed, look, export, print or refusal. No content: that lives and dies elsewhere."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bindeglied.trail.chain import DIGEST_LENGTH
from bindeglied.trail.ids import new_id
from bindeglied.trail.models.seal import Seal


class Event(models.Model):
    """Who did what to which record, and when.

    People, organisations and records stand here by plain id, so that the row outlives them.
    `record_key` is the record's id, or the random key that stands for it once the record is
    personal. `content_digest` is a salted HMAC of the content; the salt lies with the content and
    dies with it. `digest` is an HMAC over all of this, made when the row is written: a row that was
    changed or inserted by somebody without the key is known by itself. Rows are written unsealed;
    sealing puts them into one chain per organisation, so that a removed row is missed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    occurred_at = models.DateTimeField()
    organisation_id = models.UUIDField(null=True)
    user_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=60)
    record_kind = models.CharField(max_length=60)
    record_key = models.CharField(max_length=64)
    content_digest = models.BinaryField(max_length=DIGEST_LENGTH, null=True)
    digest = models.BinaryField(max_length=DIGEST_LENGTH)
    seal = models.ForeignKey(Seal, models.PROTECT, null=True, related_name="events")

    class Privacy:
        kept = "12 months"
        names_the_person: ClassVar = {"user_id"}
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {
            "id",
            "occurred_at",
            "organisation_id",
            "verb",
            "record_kind",
            "record_key",
            "content_digest",
            "digest",
            "seal",
        }

    class Meta:
        indexes = (
            models.Index(fields=("organisation_id", "id"), name="event_chain_of_organisation"),
            models.Index(fields=("record_kind", "record_key", "id"), name="event_of_record"),
            models.Index(
                fields=("organisation_id", "id"),
                condition=Q(seal=None),
                name="event_waiting_for_a_seal",
            ),
        )

    def __str__(self) -> str:
        return f"{self.occurred_at:%Y-%m-%d %H:%M} {self.verb} {self.record_kind}"

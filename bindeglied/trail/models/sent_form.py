"""Forms that were sent, remembered for a day so that sending one twice does its deed once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

# The hidden field that carries the key.
KEY_FIELD = "once"


class SentForm(models.Model):
    """The key of a form that was sent, and where its first answer led.

    `sender` is the id of the person, or empty for a visitor: a key means nothing to anybody else.
    `content_digest` is a keyed digest of address and content; the content itself is not kept.
    """

    sender = models.CharField(max_length=36, blank=True)
    key = models.UUIDField()
    content_digest = models.CharField(max_length=64)
    led_to = models.TextField(blank=True)
    sent_at = models.DateTimeField(db_index=True)

    class Privacy:
        kept = "24 hours"
        names_the_person: ClassVar = {"sender"}
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {"id", "key", "content_digest", "led_to", "sent_at"}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("sender", "key"), name="same_form_is_sent_once"),
        )

    def __str__(self) -> str:
        return f"{self.sent_at:%Y-%m-%d %H:%M} {self.led_to}"

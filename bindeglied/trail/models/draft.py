"""What somebody typed and has not sent yet, kept sealed so that nothing loses it."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models

from bindeglied.trail.ids import new_id
from bindeglied.trail.sealed_fields import SealedTextField

LONGEST_PLACE = 300


class Draft(models.Model):
    """The fields of one form as one person typed them; `place` is the address it is sent to.

    `owner` is whose data key opens it: the case that the text is about, or the person who typed.
    When that key is deleted, the draft dies with everything else that it opened.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.UUIDField()
    place = models.CharField(max_length=LONGEST_PLACE)
    owner = models.UUIDField()
    content = SealedTextField()
    saved_at = models.DateTimeField(db_index=True)

    class Privacy:
        kept = "until the form is sent, at most 30 days; dies with the data key of its owner"
        names_the_person: ClassVar = {"user", "owner", "place"}
        sensitive: ClassVar = {"content"}
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {"id", "saved_at"}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "place"), name="person_has_one_draft_per_form"),
        )

    @property
    def key_owner_id(self) -> UUID:
        """Whose data key opens the content."""
        return self.owner

    def __str__(self) -> str:
        return f"{self.saved_at:%Y-%m-%d %H:%M} {self.place}"

"""Keys of content, in a database of their own: whoever deletes one deletes what it opened."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class DataKey(models.Model):
    """The key of one owner (a case, or a person who works here), wrapped by the master key.

    It lies in the database `keys`, whose backups live shorter than those of the content: a
    deleted key makes the content unreadable here and in every older backup.
    """

    owner = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField(max_length=64)
    made_at = models.DateTimeField()

    class Privacy:
        kept = "as long as the content of its owner"
        names_the_person: ClassVar[set[str]] = set()
        sensitive: ClassVar = {"wrapped"}
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {"owner", "made_at"}

    def __str__(self) -> str:
        return str(self.owner)

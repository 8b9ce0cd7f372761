"""The secret address under which somebody's calendar program fetches their appointments."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bindeglied.accounts.models import Membership
from bindeglied.trail.ids import new_id


class CalendarFeed(models.Model):
    """One address per membership. The token itself is only in the address; its digest knows it
    again. A new one takes the place of the old, and withdrawing deletes the row.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    membership = models.OneToOneField(Membership, models.CASCADE, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Privacy:
        kept = "until it is withdrawn; opens nothing once the membership has ended"
        names_the_person: ClassVar = {"membership"}
        sensitive: ClassVar = {"token_digest"}
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {"id", "made_at"}

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"

"""What this database was born as: a demo or a real one. One row, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Birth(models.TextChoices):
    DEMO = "demo"
    REAL = "real"


class Installation(models.Model):
    """The only row says what the database was born as.

    A demo signs people in with one click and knows only invented people; a real one never does.
    The database itself refuses to change or delete the row (migration 0002).
    """

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    born_as = models.CharField(max_length=4, choices=Birth.choices)
    born_at = models.DateTimeField()

    class Privacy:
        kept = "as long as the database"
        names_the_person: ClassVar[set[str]] = set()
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {"id", "born_as", "born_at"}

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(id=1), name="there_is_one_installation"),
            models.CheckConstraint(
                condition=Q(born_as__in=Birth.values), name="installation_is_demo_or_real"
            ),
        )

    def __str__(self) -> str:
        return self.born_as

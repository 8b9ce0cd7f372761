"""What every table of a case shares: its id, its case, and thereby the key of its content."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models

from bindeglied.casework.models.case import Case
from bindeglied.trail.ids import new_id

KEPT = "until the case is deleted; sealed columns die with its data key"


class OfCase(models.Model):
    """A row of one case; its sealed columns open with the key of that case.

    `recorded_by` is the id of who wrote it down, `recorded_at` the moment.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="%(class)ss")
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    class Meta:
        abstract = True

    @property
    def key_owner_id(self) -> UUID:
        """Whose data key opens the sealed columns."""
        return self.case_id


def privacy(
    *,
    sensitive: set[str] | None = None,
    harmless: set[str] | None = None,
    names: set[str] | None = None,
) -> type:
    """The register entry of a table of a case; the four shared columns are entered here."""

    class Privacy:
        kept = KEPT
        names_the_person: ClassVar[set[str]] = {"case", "recorded_by"} | (names or set())
        needs_consent: ClassVar[set[str]] = set()

    Privacy.sensitive = sensitive or set()  # type: ignore[attr-defined]
    Privacy.harmless = {"id", "recorded_at"} | (harmless or set())  # type: ignore[attr-defined]
    return Privacy

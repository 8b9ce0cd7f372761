"""The ledger: every amount that was planned, given or paid, entered once and never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from bindeglied.funding.models.budget import KEPT, Programme
from bindeglied.places.models import Kreis, Municipality
from bindeglied.trail.fields import EuroField
from bindeglied.trail.ids import new_id


class LedgerKind(models.TextChoices):
    """The way of money, in its order."""

    PLANNED = "planned", _("geplant")
    ALLOCATED = "allocated", _("zugeteilt")
    APPLIED = "applied", _("beantragt")
    GRANTED = "granted", _("bewilligt")
    ORDERED = "ordered", _("angeordnet")
    PAID = "paid", _("ausgezahlt")
    PROVEN = "proven", _("nachgewiesen")
    RECOVERED = "recovered", _("zurückgefordert")


class LedgerEntry(models.Model):
    """One amount with the row it comes from; a correction is a further entry of the difference.

    `source_kind` and `source_key` name that row: `bindeglied reconcile` computes from the sources
    what their entries must add up to. The database refuses every change.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=LedgerKind.choices)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    kreis = models.ForeignKey(Kreis, models.PROTECT, null=True, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="+")
    amount_eur = EuroField()
    source_kind = models.CharField(max_length=30)
    source_key = models.UUIDField()
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField(null=True)

    class Privacy:
        kept = KEPT
        names_the_person: ClassVar = {"entered_by"}
        # From the share of a small municipality the number of its people can be worked out.
        sensitive: ClassVar = {"amount_eur"}
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {
            *("id", "kind", "programme", "year", "kreis", "municipality"),
            *("source_kind", "source_key", "entered_at"),
        }

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=LedgerKind.values), name="ledger_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(municipality__isnull=True)
                | Q(kreis__isnull=False, kreis=Substr("municipality", 1, 5)),
                name="ledger_entry_of_a_municipality_bears_its_kreis",
            ),
        )
        indexes = (
            models.Index(fields=("source_kind", "source_key", "kind"), name="ledger_by_source"),
            models.Index(fields=("year", "programme", "kreis", "kind"), name="ledger_by_place"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_eur} EUR"

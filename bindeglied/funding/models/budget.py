"""What was agreed to be spent: pacts, their programmes, and a budget for each year."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bindeglied.trail.fields import EuroField
from bindeglied.trail.ids import new_id

KEPT = "10 years after the last payment (unverified)"


class BudgetCertainty(models.TextChoices):
    """How we know an amount; the words are those of rule values (see law.values.Certainty)."""

    SOURCED = "sourced", _("belegt")
    DERIVED = "derived", _("berechnet")
    INFERRED = "inferred", _("erschlossen")
    UNKNOWN = "unknown", _("unbekannt")


class Pact(models.Model):
    """One edition of the Pakt für Integration, or what carries it on without one."""

    code = models.SlugField(primary_key=True, max_length=20)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)

    class Privacy:
        kept = "as long as the product"
        names_the_person: ClassVar[set[str]] = set()
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {"code", "name", "name_en", "first_year", "last_year", "source"}

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(last_year__gte=models.F("first_year")),
                name="pact_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    """What money is given for. A row and not code: a later pact brings its own."""

    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    legal_basis = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()

    class Privacy:
        kept = "as long as the product"
        names_the_person: ClassVar[set[str]] = set()
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {"code", "name", "name_en", "legal_basis", "position"}

    def __str__(self) -> str:
        return self.name


class Budget(models.Model):
    """The money of a programme in one year of a pact; no amount where none is known."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    pact = models.ForeignKey(Pact, models.PROTECT, related_name="budgets")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="budgets")
    year = models.PositiveSmallIntegerField()
    amount_eur = EuroField(null=True)
    certainty = models.CharField(max_length=10, choices=BudgetCertainty.choices)
    source = models.CharField(max_length=300)
    remark = models.CharField(max_length=300, blank=True)

    class Privacy:
        kept = KEPT
        names_the_person: ClassVar[set[str]] = set()
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {
            *("id", "pact", "programme", "year", "amount_eur", "certainty", "source", "remark")
        }

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("pact", "programme", "year"), name="one_budget_per_programme_and_year"
            ),
            models.CheckConstraint(
                condition=Q(certainty__in=BudgetCertainty.values),
                name="budget_certainty_is_known",
            ),
            models.CheckConstraint(
                condition=Q(amount_eur__isnull=True, certainty="unknown")
                | Q(amount_eur__gte=0) & ~Q(certainty="unknown"),
                name="budget_without_an_amount_is_unknown",
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} {self.year}: {self.amount_eur} EUR"

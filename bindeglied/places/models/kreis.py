"""A Stadtkreis or Landkreis."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kreis(models.Model):
    """One of the 44 Kreise; the AGS (5 digits) is its public key and never changes its meaning.

    The two search columns hold the name as `folding.folded` and `folding.spelt_out` write it.
    """

    class Kind(models.TextChoices):
        STADTKREIS = "Stadtkreis", _("Stadtkreis")
        LANDKREIS = "Landkreis", _("Landkreis")

    ags = models.CharField(max_length=5, primary_key=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=Kind)
    regierungsbezirk = models.CharField(max_length=40)
    region = models.CharField(max_length=60)
    nuts3 = models.CharField(max_length=5, unique=True)
    area_hectares = models.PositiveIntegerField()
    search_name = models.CharField(max_length=90)
    search_name_spelt_out = models.CharField(max_length=90)

    class Privacy:
        kept = "as long as the product"
        names_the_person: ClassVar[set[str]] = set()
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {
            "ags",
            "name",
            "kind",
            "regierungsbezirk",
            "region",
            "nuts3",
            "area_hectares",
            "search_name",
            "search_name_spelt_out",
        }

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ags__regex=r"^08[0-9]{3}$"),
                name="ags_of_a_kreis_has_five_digits_and_begins_with_08",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=("Stadtkreis", "Landkreis")),
                name="a_kreis_is_a_stadtkreis_or_a_landkreis",
            ),
        )
        indexes = (models.Index(fields=("search_name", "ags"), name="kreise_by_name"),)

    def __str__(self) -> str:
        return self.name

    @property
    def is_city(self) -> bool:
        """A Stadtkreis is one municipality and a Kreis at once."""
        return self.kind == self.Kind.STADTKREIS

    @property
    def full_name(self) -> str:
        """The name with its kind, because Heilbronn and Karlsruhe are the name of two Kreise."""
        if "kreis" in self.name.casefold():
            return self.name
        return f"{self.get_kind_display()} {self.name}"

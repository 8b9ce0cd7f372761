"""The level between Kreis and municipality."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bindeglied.places.models.kreis import Kreis


class Association(models.Model):
    """An entry of the association level of the Regionalschlüssel (9 digits).

    A municipality without an association has an entry of its own here, as in the source.
    """

    class Kind(models.TextChoices):
        NONE = "50", _("keinem Verband angehörig")
        AGREED = "54", _("vereinbarte Verwaltungsgemeinschaft")
        GVV = "56", _("Gemeindeverwaltungsverband")

    ars = models.CharField(max_length=9, primary_key=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=2, choices=Kind)
    kreis = models.ForeignKey(Kreis, on_delete=models.PROTECT, related_name="associations")

    class Privacy:
        kept = "as long as the product"
        names_the_person: ClassVar[set[str]] = set()
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {"ars", "name", "kind", "kreis"}

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ars__regex=r"^[0-9]{9}$"),
                name="ars_of_an_association_has_nine_digits",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=("50", "54", "56")),
                name="an_association_is_of_kind_50_54_or_56",
            ),
        )

    def __str__(self) -> str:
        return self.name

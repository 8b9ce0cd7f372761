"""A town or village with its own administration."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from bindeglied.places.models.association import Association
from bindeglied.places.models.kreis import Kreis


class Municipality(models.Model):
    """One of the 1,101 municipalities; the AGS (8 digits) is its public key.

    Longitude and latitude are those of its seat in degrees (floating point is right here: they
    place a dot on a map, nobody adds them up). The two search columns hold the name as
    `folding.folded` and `folding.spelt_out` write it.
    """

    class Kind(models.TextChoices):
        STADTKREIS = "Stadtkreis", _("Stadtkreis")
        GROSSE_KREISSTADT = "Große Kreisstadt", _("Große Kreisstadt")
        STADT = "Stadt", _("Stadt")
        GEMEINDE = "Gemeinde", _("Gemeinde")

    class Urbanisation(models.TextChoices):
        DENSE = "01", _("dicht besiedelt")
        MEDIUM = "02", _("mittlere Besiedlungsdichte")
        SPARSE = "03", _("gering besiedelt")

    ags = models.CharField(max_length=8, primary_key=True)
    ars = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=80)
    name_official = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)
    kreis = models.ForeignKey(Kreis, on_delete=models.PROTECT, related_name="municipalities")
    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, null=True, related_name="municipalities"
    )
    area_hectares = models.PositiveIntegerField()
    postcode_seat = models.CharField(max_length=5)
    lon = models.FloatField()
    lat = models.FloatField()
    urbanisation = models.CharField(max_length=2, choices=Urbanisation)
    search_name = models.CharField(max_length=90)
    search_name_spelt_out = models.CharField(max_length=90)

    class Privacy:
        kept = "as long as the product"
        names_the_person: ClassVar[set[str]] = set()
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {
            "ags",
            "ars",
            "name",
            "name_official",
            "kind",
            "kreis",
            "association",
            "area_hectares",
            "postcode_seat",
            "lon",
            "lat",
            "urbanisation",
            "search_name",
            "search_name_spelt_out",
        }

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ags__regex=r"^08[0-9]{6}$"),
                name="ags_of_a_municipality_has_eight_digits_and_begins_with_08",
            ),
            models.CheckConstraint(
                condition=models.Q(kreis=Substr("ags", 1, 5)),
                name="ags_of_a_municipality_begins_with_that_of_its_kreis",
            ),
            models.CheckConstraint(
                condition=models.Q(postcode_seat__regex=r"^[0-9]{5}$"),
                name="postcode_of_the_seat_has_five_digits",
            ),
            models.CheckConstraint(
                condition=models.Q(urbanisation__in=("01", "02", "03")),
                name="urbanisation_is_01_02_or_03",
            ),
        )
        indexes = (models.Index(fields=("search_name", "ags"), name="municipalities_by_name"),)

    def __str__(self) -> str:
        return self.name

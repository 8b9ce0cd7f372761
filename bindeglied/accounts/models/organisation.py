"""Organisations that employ people or grant money."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bindeglied.places.models import Kreis, Municipality
from bindeglied.trail.ids import new_id


class OrganisationKind(models.TextChoices):
    LAND = "land", _("Land")
    GRANTING_AUTHORITY = "granting_authority", _("Bewilligungsstelle")
    KREIS = "kreis", _("Stadt- oder Landkreis")
    MUNICIPALITY = "municipality", _("Gemeinde")
    PROVIDER = "provider", _("Freier Träger")


class Organisation(models.Model):
    """An organisation; a Kreis or municipality stands for the place whose name it bears.

    A Stadtkreis is one organisation of the kind `kreis`: it acts for its only municipality too.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    name = models.CharField(max_length=120)
    kreis = models.ForeignKey(Kreis, models.PROTECT, null=True, blank=True, related_name="+")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    class Privacy:
        kept = "as long as the organisation takes part, then 10 years with the grants"
        names_the_person: ClassVar = {"recorded_by"}
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {"id", "kind", "name", "kreis", "municipality", "recorded_at"}

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_is_known"
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind="kreis", kreis__isnull=False, municipality__isnull=True)
                    | Q(kind="municipality", municipality__isnull=False, kreis__isnull=True)
                    | Q(
                        kind__in=("land", "granting_authority", "provider"),
                        kreis__isnull=True,
                        municipality__isnull=True,
                    )
                ),
                name="organisation_stands_for_its_place",
            ),
            models.UniqueConstraint(
                fields=("kreis",), condition=Q(kind="kreis"), name="one_organisation_per_kreis"
            ),
            models.UniqueConstraint(
                fields=("municipality",),
                condition=Q(kind="municipality"),
                name="one_organisation_per_municipality",
            ),
        )

    def __str__(self) -> str:
        return self.name

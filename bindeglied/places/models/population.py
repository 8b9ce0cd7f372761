"""How many people live in a municipality."""

from typing import ClassVar

from django.db import models

from bindeglied.places.models.municipality import Municipality


class PopulationFigure(models.Model):
    """The persons living in a municipality on 31 December of a year, as the statistics say."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="population_figures"
    )
    year = models.PositiveSmallIntegerField()
    persons = models.PositiveIntegerField()

    class Privacy:
        kept = "as long as the product"
        names_the_person: ClassVar[set[str]] = set()
        sensitive: ClassVar[set[str]] = set()
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {"id", "municipality", "year", "persons"}

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "year"),
                name="one_population_figure_per_municipality_and_year",
            ),
            models.CheckConstraint(
                condition=models.Q(year__gte=1990, year__lte=2100),
                name="year_of_a_population_figure_lies_between_1990_and_2100",
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.year}: {self.persons}"

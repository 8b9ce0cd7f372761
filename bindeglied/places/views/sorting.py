"""The tables of the open pages sort by a click on a heading, without a script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpRequest

from bindeglied.places.queries import KreisFigures, MunicipalityFigures

Row = TypeVar("Row", KreisFigures, MunicipalityFigures)


@dataclass(frozen=True, slots=True)
class Sorting:
    """The column that a table is sorted by: names upwards, numbers from the largest down."""

    column: str

    @classmethod
    def of(cls, request: HttpRequest) -> Sorting:
        """What the address asks for; anything unknown means by name."""
        wanted = request.GET.get("sortierung", "")
        return cls(wanted if wanted in ("personen", "flaeche", "dichte") else "name")

    def sorted(self, rows: Sequence[Row]) -> list[Row]:
        """The rows in this order; they come sorted by name, and equal numbers stay so."""
        if self.column == "personen":
            return sorted(rows, key=lambda row: -row.persons)
        if self.column == "flaeche":
            return sorted(rows, key=lambda row: -row.area_hectares)
        if self.column == "dichte":
            return sorted(rows, key=lambda row: -row.per_square_kilometre)
        return list(rows)

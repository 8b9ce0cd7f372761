"""Two keys side by side: who gains and who loses; nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bindeglied.funding.models import FrameNotice
from bindeglied.funding.queries.dividing import (
    Division,
    Eligible,
    KnownWeights,
    divided,
    why_not,
)
from bindeglied.law.sub_allocation import DoesNotAddUp, SubAllocated


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """What one recipient gets by either key, in euros with cents."""

    recipient: Eligible
    first_eur: Decimal
    second_eur: Decimal

    @property
    def difference_eur(self) -> Decimal:
        """Above 0 where the second key gives more."""
        return self.second_eur - self.first_eur


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rows with a share by either key; without rows `faults` say why a key gives none."""

    rows: tuple[ComparedRow, ...]
    faults: tuple[str, ...] = ()

    @property
    def gaining(self) -> int:
        """How many get more by the second key."""
        return sum(row.difference_eur > 0 for row in self.rows)

    @property
    def losing(self) -> int:
        """How many get less by the second key."""
        return sum(row.difference_eur < 0 for row in self.rows)

    @property
    def moved_eur(self) -> Decimal:
        """How much changes hands, in euros with cents."""
        return sum((row.difference_eur for row in self.rows if row.difference_eur > 0), Decimal(0))


def compared(
    notice: FrameNotice,
    divisions: tuple[Division, Division],
    *,
    among: Sequence[Eligible],
    known: KnownWeights,
) -> Comparison:
    """The shares by two divisions of the same notice, the largest gain first."""
    results: list[SubAllocated] = []
    faults: list[str] = []
    for division in divisions:
        try:
            results.append(divided(notice, division, among=among, known=known))
        except DoesNotAddUp as reason:
            faults.append(why_not(reason))
    if faults:
        return Comparison((), tuple(dict.fromkeys(faults)))
    first, second = results
    rows = [
        ComparedRow(one, Decimal(this.cents) / 100, Decimal(other.cents) / 100)
        for one, this, other in zip(among, first.shares, second.shares, strict=True)
        if this.cents or other.cents or not one.is_provider
    ]
    return Comparison(tuple(sorted(rows, key=lambda row: -row.difference_eur)))

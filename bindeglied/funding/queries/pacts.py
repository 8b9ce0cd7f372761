"""The pacts with their budgets, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bindeglied.funding.models import Budget, Pact, Programme
from bindeglied.funding.queries.money import RELIEF, unsourced


@dataclass(frozen=True, slots=True)
class YearOfPact:
    """One column: a year of a pact. Sums in euros over the amounts that are known."""

    pact: Pact
    year: int
    budgets: tuple[Budget, ...]

    @property
    def total_eur(self) -> Decimal:
        return _sum(self.budgets)

    @property
    def relief_eur(self) -> Decimal:
        return _sum(one for one in self.budgets if one.programme_id == RELIEF)

    @property
    def programmes_eur(self) -> Decimal:
        return self.total_eur - self.relief_eur

    @property
    def unsourced_eur(self) -> Decimal:
        return unsourced(self.budgets)

    @property
    def is_complete(self) -> bool:
        """Whether every amount that was named is known."""
        return all(one.amount_eur is not None for one in self.budgets)

    def budget_of(self, programme: Programme) -> Budget | None:
        """The budget of a programme in this year, or None."""
        return next((one for one in self.budgets if one.programme_id == programme.pk), None)


def pacts_side_by_side() -> tuple[list[YearOfPact], list[Programme]]:
    """Every year of every pact in their order, and the programmes; three statements."""
    budgets = list(Budget.objects.order_by("year", "programme__position"))
    years = [
        YearOfPact(pact, year, tuple(one for one in budgets if is_of(one, pact, year)))
        for pact in Pact.objects.order_by("first_year", "pk")
        for year in range(pact.first_year, pact.last_year + 1)
    ]
    return years, list(Programme.objects.order_by("position", "pk"))


def is_of(budget: Budget, pact: Pact, year: int) -> bool:
    """Whether a budget belongs to this year of this pact."""
    return (budget.pact_id, budget.year) == (pact.pk, year)


def _sum(budgets: Iterable[Budget]) -> Decimal:
    amounts = (one.amount_eur for one in budgets)
    return sum((amount for amount in amounts if amount is not None), Decimal(0))

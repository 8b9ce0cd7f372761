"""Budgets come out of the files, and the ledger holds what is planned."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db.models import Sum

from bindeglied.funding.actions import load_budgets
from bindeglied.funding.models import Budget, BudgetCertainty, LedgerEntry, LedgerKind

pytestmark = pytest.mark.django_db


def planned(year: int) -> Decimal:
    entries = LedgerEntry.objects.filter(kind=LedgerKind.PLANNED, year=year)
    return entries.aggregate(sum=Sum("amount_eur"))["sum"]


@pytest.mark.parametrize("year", [2017, 2018])
def test_a_year_of_the_first_pact_has_160_million(year: int) -> None:
    load_budgets()
    budgets = Budget.objects.filter(pact="pakt-2017", year=year)
    assert budgets.get(programme="lastenausgleich").amount_eur == 90_000_000
    assert budgets.aggregate(sum=Sum("amount_eur"))["sum"] == planned(year) == 160_000_000


def test_an_unknown_amount_is_none_and_not_planned() -> None:
    load_budgets()
    unknown = Budget.objects.filter(certainty=BudgetCertainty.UNKNOWN)
    assert unknown.exists()
    assert not unknown.exclude(amount_eur=None).exists()
    assert not LedgerEntry.objects.filter(source_key__in=unknown.values("pk")).exists()


def test_loading_again_plans_nothing_twice_and_a_change_only_once() -> None:
    load_budgets()
    before = LedgerEntry.objects.count()
    load_budgets()
    assert LedgerEntry.objects.count() == before
    budget = Budget.objects.get(programme="avdual", year=2017)
    LedgerEntry.objects.bulk_create([another_cent(budget)])
    load_budgets()
    assert LedgerEntry.objects.count() == before + 2
    assert planned(2017) == 160_000_000


def another_cent(budget: Budget) -> LedgerEntry:
    entry = LedgerEntry.objects.get(source_key=budget.pk)
    entry.pk = None
    entry.id = LedgerEntry().id
    entry.amount_eur = Decimal("0.01")
    return entry

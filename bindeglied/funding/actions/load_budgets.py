"""Bring the budgets that came with the product into the database."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum

from bindeglied.funding.actions.enter_in_ledger import Entered, enter_in_ledger
from bindeglied.funding.budget_rows import budget_rows
from bindeglied.funding.models import Budget, LedgerEntry, LedgerKind, Pact, Programme

BUDGET = "budget"


@transaction.atomic
def load_budgets() -> int:
    """Write every pact, programme and budget; again does no harm. How many budgets there are.

    What a budget says now is entered in the ledger as planned, or what it differs by from what
    stands there. There is no `by`: the installation itself loads data that came with it.
    """
    for row in budget_rows("pacts"):
        Pact.objects.update_or_create(code=row.pop("code"), defaults=row)
    for row in budget_rows("programmes"):
        Programme.objects.update_or_create(code=row.pop("code"), defaults=row)
    for row in budget_rows("budgets"):
        amount = row["amount_eur"]
        says: dict[str, Any] = {
            "amount_eur": Decimal(amount) if amount else None,
            "certainty": row["certainty"],
            "source": row["source"],
            "remark": row["remark"],
        }
        Budget.objects.update_or_create(
            pact_id=row["pact"],
            programme_id=row["programme"],
            year=int(row["year"]),
            defaults=says,
        )
    _plan()
    return Budget.objects.count()


def _plan() -> None:
    entered = dict(
        LedgerEntry.objects.filter(source_kind=BUDGET, kind=LedgerKind.PLANNED)
        .values_list("source_key")
        .annotate(Sum("amount_eur"))
    )
    differences = [
        (budget, budget.amount_eur - entered.get(budget.pk, Decimal(0)))
        for budget in Budget.objects.exclude(amount_eur=None)
        if budget.amount_eur is not None
    ]
    enter_in_ledger(
        (
            Entered(
                kind=LedgerKind.PLANNED,
                programme=budget.programme_id,
                year=budget.year,
                amount_eur=difference,
                source_kind=BUDGET,
                source_key=budget.pk,
            )
            for budget, difference in differences
            if difference or budget.pk not in entered
        ),
        by=None,
    )

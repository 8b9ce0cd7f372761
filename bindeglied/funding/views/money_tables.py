"""How tables of money are shown: their columns, their amounts with the way to the sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bindeglied.documents.exports import Cell, Column
from bindeglied.funding.models import Budget, LedgerKind, Pact, Programme
from bindeglied.funding.queries import MoneyLine, total_of

BY_NAME = "name"


@dataclass(frozen=True, slots=True)
class ShownAmount:
    """One cell: the amount, the heading of its column for phones, the way to its sources."""

    kind: LedgerKind
    amount: Decimal | None
    href: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of a table of money; without `href` it leads nowhere."""

    key: str
    name: str
    href: str
    amounts: tuple[ShownAmount, ...]
    budgets: tuple[Budget, ...]


def is_english() -> bool:
    """Whether the reader chose English."""
    return (get_language() or "de").startswith("en")


def name_of(row: Pact | Programme) -> str:
    """What a pact or programme is called in the reader's language."""
    return row.name_en if is_english() else row.name


def shown_line(
    line: MoneyLine, kinds: Sequence[LedgerKind], *, href: str, of: tuple[int, str], place: str
) -> ShownLine:
    """A line with one cell per column; `of` is year and programme, `place` that of the sources."""
    amounts = tuple(
        ShownAmount(
            kind,
            line.amounts.get(kind),
            reverse("funding:money_sources", args=(*of, kind.value, place))
            if kind in line.amounts
            else "",
        )
        for kind in kinds
    )
    return ShownLine(line.key, line.name, href, amounts, line.budgets)


def totals(lines: Sequence[MoneyLine], kinds: Sequence[LedgerKind]) -> list[ShownAmount]:
    """The cells of the line of sums."""
    total = total_of(lines)
    return [ShownAmount(kind, total.get(kind), "") for kind in kinds]


def wanted_order(request: HttpRequest) -> str:
    """The kind whose largest amount comes first, or by name; anything unknown means by name."""
    wanted = request.GET.get("sortierung", "")
    return wanted if wanted in LedgerKind.values else BY_NAME


def in_order(lines: Sequence[MoneyLine], order: str) -> list[MoneyLine]:
    """The lines in this order; they come by name, and equal amounts stay so."""
    if order == BY_NAME:
        return list(lines)
    return sorted(lines, key=lambda line: -line.amounts.get(order, Decimal(0)))


def missing_kinds(kinds: Sequence[LedgerKind]) -> str:
    """The words for the columns that stay away, one after the other."""
    return ", ".join(str(kind.label) for kind in LedgerKind if kind not in kinds)


def amount_columns(kinds: Sequence[LedgerKind]) -> list[Column]:
    """The columns of an export: euros to the cent."""
    return [Column(_("%(kind)s in Euro") % {"kind": kind.label}, 2) for kind in kinds]


def amount_cells(line: MoneyLine, kinds: Sequence[LedgerKind]) -> list[Cell]:
    """The amounts of a line for an export; empty where there is none."""
    return [line.amounts.get(kind) for kind in kinds]

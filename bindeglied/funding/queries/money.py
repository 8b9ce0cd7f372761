"""Reads over the ledger: sums by year and programme, by Kreis, by municipality."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum

from bindeglied.accounts.models import Membership, Role
from bindeglied.funding.access import ledger_visible_to
from bindeglied.funding.models import Budget, LedgerEntry, LedgerKind, Programme
from bindeglied.places.models import Kreis

# What stands at no Kreis, and what a Kreis has for itself.
OF_THE_LAND, OF_THE_KREIS = "land", "kreis"
RELIEF = "lastenausgleich"
Amounts = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One line of a table of money: sums in euros by kind; a kind without an entry is not there.

    `key` is a programme, an AGS, or one of the words for what stands at no Kreis or municipality.
    """

    key: str
    name: str
    amounts: Amounts
    budgets: tuple[Budget, ...] = ()


@dataclass(frozen=True, slots=True)
class YearOfMoney:
    """The programmes of one year with their sum; in euros."""

    year: int
    lines: tuple[MoneyLine, ...]

    @property
    def total(self) -> Amounts:
        return total_of(self.lines)

    @property
    def planned_relief(self) -> Decimal:
        """What of the planned money municipalities get as relief, without a purpose."""
        of_relief = (line for line in self.lines if line.key == RELIEF)
        return sum((_planned(line) for line in of_relief), Decimal(0))

    @property
    def planned_programmes(self) -> Decimal:
        """What of the planned money is for programmes."""
        return self.total.get(LedgerKind.PLANNED, Decimal(0)) - self.planned_relief

    @property
    def planned_without_a_source(self) -> Decimal:
        """What of the planned money no source gives for this year and programme."""
        return unsourced(budget for line in self.lines for budget in line.budgets)


def unsourced(budgets: Iterable[Budget]) -> Decimal:
    """The sum of the budgets that are not seen in a source, in euros."""
    amounts = (one.amount_eur for one in budgets if one.certainty != "sourced")
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def years_of_money(member: Membership, *, in_english: bool) -> list[YearOfMoney]:
    """What one may see, by year from the newest and by programme; three statements.

    The Land sees budgets without a known amount too, which stand in no ledger.
    """
    sums = _sums(ledger_visible_to(member), "year", "programme")
    budgets: defaultdict[tuple[object, ...], list[Budget]] = defaultdict(list)
    if member.role == Role.LAND_OFFICER:
        for budget in Budget.objects.order_by("pact__first_year", "pk"):
            budgets[budget.year, budget.programme_id].append(budget)
    programmes = list(Programme.objects.order_by("position", "pk"))
    known = sums.keys() | budgets.keys()
    return [
        YearOfMoney(
            year,
            tuple(
                MoneyLine(
                    one.pk,
                    one.name_en if in_english else one.name,
                    sums.get((year, one.pk), {}),
                    tuple(budgets.get((year, one.pk), ())),
                )
                for one in programmes
                if (year, one.pk) in known
            ),
        )
        for year in sorted({int(str(year)) for year, _programme in known}, reverse=True)
    ]


def kreise_with_money(entries: QuerySet[LedgerEntry], words_for_land: str) -> list[MoneyLine]:
    """One line per Kreis, by name; first what stands at none. Two statements."""
    names = {kreis.ags: kreis.full_name for kreis in Kreis.objects.all()}
    return _by_place(_sums(entries, "kreis"), names, MoneyLine(OF_THE_LAND, words_for_land, {}))


def municipalities_with_money(
    entries: QuerySet[LedgerEntry], kreis: Kreis, words_for_kreis: str
) -> list[MoneyLine]:
    """One line per municipality of a Kreis, by name; first what is at none. One statement."""
    sums = _sums(entries.filter(kreis=kreis), "municipality", "municipality__name")
    names = {str(ags): str(name) for ags, name in sums}
    places: dict[tuple[object, ...], Amounts] = {
        (ags,): amounts for (ags, _name), amounts in sums.items()
    }
    return _by_place(places, names, MoneyLine(OF_THE_KREIS, words_for_kreis, {}))


def kinds_in(lines: Iterable[MoneyLine]) -> list[LedgerKind]:
    """The kinds that any of these lines has, in the order of the way of money.

    A budget without a known amount was planned, too.
    """
    found = set[str]()
    for line in lines:
        found.update(line.amounts)
        if line.budgets:
            found.add(LedgerKind.PLANNED)
    return [kind for kind in LedgerKind if kind in found]


def total_of(lines: Iterable[MoneyLine]) -> dict[str, Decimal]:
    """The sums over these lines, in euros by kind."""
    total: defaultdict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        for kind, amount in line.amounts.items():
            total[kind] += amount
    return dict(total)


def _planned(line: MoneyLine) -> Decimal:
    return line.amounts.get(LedgerKind.PLANNED, Decimal(0))


def _by_place(
    sums: Mapping[tuple[object, ...], Amounts], names: Mapping[str, str], own: MoneyLine
) -> list[MoneyLine]:
    lines = [
        MoneyLine(str(key), names[str(key)], amounts)
        for (key,), amounts in sums.items()
        if key is not None
    ]
    lines.sort(key=lambda line: (line.name, line.key))
    if (None,) in sums:
        lines.insert(0, MoneyLine(own.key, own.name, sums[None,]))
    return lines


def _sums(
    entries: QuerySet[LedgerEntry], *columns: str
) -> dict[tuple[object, ...], dict[str, Decimal]]:
    sums: defaultdict[tuple[object, ...], dict[str, Decimal]] = defaultdict(dict)
    groups = entries.order_by().values_list(*columns, "kind").annotate(Sum("amount_eur"))
    for *place, kind, amount in groups:
        sums[tuple(place)][str(kind)] = amount
    return dict(sums)

"""Exactly the tables of money on the screen, as CSV or XLSX."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.documents.exports import Cell, Column, csv_bytes, xlsx_bytes
from bindeglied.funding import queries
from bindeglied.funding.access import (
    MONEY_READERS,
    WHOLE_LAND,
    get_kreis_with_money_for,
    get_money_of_programme,
)
from bindeglied.funding.models import Budget
from bindeglied.funding.views.exports import TYPES
from bindeglied.funding.views.money import (
    EVERYWHERE,
    note_money,
    wanted_years,
    words_for_kreis,
    words_for_land,
)
from bindeglied.funding.views.money_tables import (
    amount_cells,
    amount_columns,
    in_order,
    is_english,
    name_of,
    wanted_order,
)

Rows = Iterable[Sequence[Cell]]


@require_safe
@for_roles(*MONEY_READERS)
def money_file(request: HttpRequest, form: str) -> HttpResponse:
    """Every year with its programmes, as shown."""
    member = request.member  # type: ignore[attr-defined]
    years = queries.years_of_money(member, in_english=is_english())
    chosen = [(year, line) for year in wanted_years(request, years) for line in year.lines]
    kinds = queries.kinds_in(line for _year, line in chosen)
    columns = [Column(_("Jahr")), Column(_("Programm")), *amount_columns(kinds), *_plan_columns()]
    rows = (
        [str(year.year), line.name, *amount_cells(line, kinds), *plan_cells(line.budgets)]
        for year, line in chosen
    )
    return answer(request, "geld", form, columns, rows, EVERYWHERE)


@require_safe
@for_roles(*WHOLE_LAND)
def money_kreise_file(request: HttpRequest, year: int, programme: str, form: str) -> HttpResponse:
    """A programme by Kreis, in the order shown."""
    member = request.member  # type: ignore[attr-defined]
    _found, entries = get_money_of_programme(member, year, programme)
    lines = queries.kreise_with_money(entries, words_for_land())
    columns, rows = _of_places(request, lines, _("Kreis"))
    return answer(request, f"geld-{year}-{programme}", form, columns, rows, EVERYWHERE)


@require_safe
@for_roles(*MONEY_READERS)
def money_kreis_file(
    request: HttpRequest, year: int, programme: str, kreis_ags: str, form: str
) -> HttpResponse:
    """A programme by municipality of a Kreis, in the order shown."""
    member = request.member  # type: ignore[attr-defined]
    kreis, _found, entries = get_kreis_with_money_for(member, year, programme, kreis_ags)
    lines = queries.municipalities_with_money(entries, kreis, words_for_kreis())
    columns, rows = _of_places(request, lines, _("Gemeinde"))
    name = f"geld-{year}-{programme}-{kreis.ags}"
    return answer(request, name, form, columns, rows, kreis.ags)


@require_safe
@for_roles(*MONEY_READERS)
def pacts_file(request: HttpRequest, form: str) -> HttpResponse:
    """The pacts side by side: per year the amount, how it is known and from where."""
    years, programmes = queries.pacts_side_by_side()
    columns = [Column(_("Programm"))]
    for year in years:
        columns += [Column(f"{year.year}", 2), Column(_("%(year)s: Beleg") % {"year": year.year})]
    rows = (
        [name_of(one), *(cell for year in years for cell in _budget_cells(year.budget_of(one)))]
        for one in programmes
    )
    return answer(request, "pakte", form, columns, rows, EVERYWHERE)


def answer(
    request: HttpRequest, name: str, form: str, columns: Sequence[Column], rows: Rows, place: str
) -> HttpResponse:
    """The file, with a note in the trail that it was made; Http404 for an unknown form."""
    if form not in TYPES:
        raise Http404
    cells = list(rows)
    if form == "csv":
        content = csv_bytes(columns, cells, decimal_comma=not is_english())
    else:
        content = xlsx_bytes(columns, cells, sheet=_("Geld"))
    note_money(request, "money exported", place)
    disposition = f'attachment; filename="{name}.{form}"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(content, content_type=TYPES[form], headers=headers)


def _of_places(
    request: HttpRequest, lines: list[queries.MoneyLine], heading: str
) -> tuple[list[Column], Rows]:
    kinds = queries.kinds_in(lines)
    columns = [Column(_("AGS")), Column(heading), *amount_columns(kinds)]
    shown = in_order(lines, wanted_order(request))
    return columns, ([_ags(line), line.name, *amount_cells(line, kinds)] for line in shown)


def _ags(line: queries.MoneyLine) -> str:
    return line.key if line.key.isdigit() else ""


def _plan_columns() -> list[Column]:
    return [Column(_("Beleg der Planung")), Column(_("Quelle")), Column(_("Anmerkung"))]


def plan_cells(budgets: Sequence[Budget]) -> list[Cell]:
    """How the planned amounts are known, from where, and what else there is to say."""
    return [
        "; ".join(str(one.get_certainty_display()) for one in budgets),
        "; ".join(one.source for one in budgets),
        "; ".join(one.remark for one in budgets if one.remark),
    ]


def _budget_cells(budget: Budget | None) -> list[Cell]:
    if budget is None:
        return [None, ""]
    known = [budget.get_certainty_display(), budget.source, budget.remark]
    return [budget.amount_eur, "; ".join(str(one) for one in known if one)]

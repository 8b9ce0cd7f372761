"""Money: by year and programme, by Kreis, by municipality, each amount down to its sources."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.accounts.models import Membership
from bindeglied.funding import queries
from bindeglied.funding.access import (
    FRAME_READERS,
    MONEY_READERS,
    WHOLE_LAND,
    get_kreis_with_money_for,
    get_money_of_programme,
)
from bindeglied.funding.models import LedgerKind, Programme
from bindeglied.funding.views.money_tables import (
    in_order,
    is_english,
    missing_kinds,
    name_of,
    shown_line,
    totals,
    wanted_order,
)
from bindeglied.trail.reading import note_look

EVERYWHERE = "alle"


@require_safe
@for_roles(*MONEY_READERS)
def money(request: HttpRequest) -> HttpResponse:
    """Every year with its programmes, as much of it as one may see."""
    member = request.member  # type: ignore[attr-defined]
    years = queries.years_of_money(member, in_english=is_english())
    chosen = wanted_years(request, years)
    kinds = queries.kinds_in(line for year in chosen for line in year.lines)
    page = {
        "years": [(year, _lines_of(member, year, kinds)) for year in chosen],
        "kinds": kinds,
        "missing": missing_kinds(kinds),
        "choices": [str(year.year) for year in years],
        "chosen": request.GET.get("jahr", ""),
    }
    if member.organisation.municipality_id:
        note_money(request, "money looked at", member.organisation.municipality_id)
    return render(request, "funding/money.html", page)


@require_safe
@for_roles(*WHOLE_LAND)
def money_kreise(request: HttpRequest, year: int, programme: str) -> HttpResponse:
    """A programme in one year by Kreis."""
    member = request.member  # type: ignore[attr-defined]
    found, entries = get_money_of_programme(member, year, programme)
    lines = queries.kreise_with_money(entries, words_for_land())
    page = _places(request, lines, found, year)
    return render(request, "funding/money_places.html", page | {"of_land": True})


@require_safe
@for_roles(*MONEY_READERS)
def money_kreis(request: HttpRequest, year: int, programme: str, kreis_ags: str) -> HttpResponse:
    """A programme in one year by municipality of a Kreis."""
    member = request.member  # type: ignore[attr-defined]
    kreis, found, entries = get_kreis_with_money_for(member, year, programme, kreis_ags)
    lines = queries.municipalities_with_money(entries, kreis, words_for_kreis())
    page = _places(request, lines, found, year, kreis.ags) | {"kreis": kreis}
    note_money(request, "money looked at", kreis.ags)
    return render(request, "funding/money_places.html", page)


@require_safe
@for_roles(*MONEY_READERS)
def money_sources(
    request: HttpRequest, year: int, programme: str, kind: str, place: str
) -> HttpResponse:
    """Where an amount comes from: every entry with its source."""
    member = request.member  # type: ignore[attr-defined]
    found, entries = get_money_of_programme(member, year, programme)
    sources = queries.sources_of(queries.at_place(entries.filter(kind=kind), place))
    if not sources.groups:
        raise Http404
    page = {"sources": sources, "year": year, "programme_name": name_of(found)}
    page |= {"kind": LedgerKind(kind), "place": _place_name(sources, place)}
    page["reads_frames"] = member.role in FRAME_READERS
    note_money(request, "money sources looked at", place)
    return render(request, "funding/money_sources.html", page)


def wanted_years(
    request: HttpRequest, years: list[queries.YearOfMoney]
) -> list[queries.YearOfMoney]:
    """The year that the address asks for; all where it asks for none that is there."""
    wanted = request.GET.get("jahr", "")
    return [year for year in years if str(year.year) == wanted] or years


def words_for_land() -> str:
    """What stands at no Kreis."""
    return _("Land, keinem Kreis zugeordnet")


def words_for_kreis() -> str:
    """What a Kreis has for itself, or for providers."""
    return _("Kreis selbst, keiner Gemeinde zugeordnet")


def note_money(request: HttpRequest, verb: str, place: str) -> None:
    """Remember that amounts of single municipalities are shown."""
    member: Membership = request.member  # type: ignore[attr-defined]
    note_look(
        request,
        verb,
        record_kind="money of a place",
        record_key=place,
        by=member.user_id,
        organisation=member.organisation_id,
    )


def _lines_of(
    member: Membership, year: queries.YearOfMoney, kinds: list[LedgerKind]
) -> dict[str, object]:
    return {
        "lines": [
            shown_line(
                line,
                kinds,
                href=_programme_page(member, year.year, line),
                of=(year.year, line.key),
                place=EVERYWHERE,
            )
            for line in year.lines
        ],
        "totals": totals(year.lines, kinds),
    }


def _programme_page(member: Membership, year: int, line: queries.MoneyLine) -> str:
    """Where a programme goes on: by Kreis, in the own Kreis; nowhere for a municipality."""
    if not line.amounts or member.organisation.municipality_id:
        return ""
    if member.organisation.kreis_id:
        return _kreis_page((year, line.key), member.organisation.kreis_id)
    return reverse("funding:money_kreise", args=(year, line.key))


def _places(
    request: HttpRequest,
    lines: list[queries.MoneyLine],
    programme: Programme,
    year: int,
    kreis_ags: str = "",
) -> dict[str, object]:
    kinds, order, of = queries.kinds_in(lines), wanted_order(request), (year, programme.pk)
    return {
        "lines": [
            shown_line(
                line,
                kinds,
                href=_kreis_page(of, line.key) if not kreis_ags else "",
                of=of,
                place=f"{line.key}-{kreis_ags}" if line.key == queries.OF_THE_KREIS else line.key,
            )
            for line in in_order(lines, order)
        ],
        "totals": totals(lines, kinds),
        "kinds": kinds,
        "missing": missing_kinds(kinds),
        "order": order,
        "year": year,
        "programme": programme.pk,
        "programme_name": name_of(programme),
    }


def _kreis_page(of: tuple[int, str], key: str) -> str:
    if key == queries.OF_THE_LAND:
        return ""
    return reverse("funding:money_kreis", args=(*of, key))


def _place_name(sources: queries.MoneySources, place: str) -> str:
    first = sources.entries[0]
    if place == EVERYWHERE:
        return ""
    if place == queries.OF_THE_LAND:
        return words_for_land()
    if first.municipality is not None and len(place) == 8:
        return first.municipality.name
    return first.kreis.full_name if first.kreis is not None else ""

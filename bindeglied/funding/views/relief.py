"""The relief for municipalities: computed, released by a second person, explained, listed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.accounts.models import Membership, Role, User
from bindeglied.documents.exports import Column
from bindeglied.funding import actions, queries
from bindeglied.funding.access import (
    FRAME_READERS,
    LAND_READERS,
    get_counted_kreis_for,
    get_relief_for,
    get_survey_for,
    municipalities_visible_to,
    relief_shares_visible_to,
    reliefs_visible_to,
)
from bindeglied.funding.models import ReliefAllocation
from bindeglied.funding.queries import ReliefRow
from bindeglied.funding.views.deeds import note_counts, table_file, tell
from bindeglied.funding.views.surveys import own_kreis
from bindeglied.funding.wording import source_text, value_text
from bindeglied.law.burden_sharing import ROUNDING
from bindeglied.trail.once import once

ORDERS = ("name", "personen", "betrag")
RECORD = "relief allocation"
ROWS_OF_A_PAGE = 100


@require_safe
@for_roles(*FRAME_READERS)
def reliefs(request: HttpRequest) -> HttpResponse:
    """Every year's relief, the newest first."""
    member = request.member  # type: ignore[attr-defined]
    rows = reliefs_visible_to(member).select_related("survey").order_by("-year", "-prepared_at")
    page = {"rows": rows, "places": municipalities_visible_to(member)}
    return render(request, "funding/reliefs.html", page)


@require_POST
@for_roles(*LAND_READERS)
@once
def prepare_relief(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    """Compute the relief from a closed count."""
    member = request.member  # type: ignore[attr-defined]
    survey = get_survey_for(member, survey_id)
    deed = partial(actions.prepare_relief, survey=survey, by=member.user_id)
    tell(request, deed, _("Der Lastenausgleich ist berechnet; freigeben muss eine zweite Person."))
    return redirect("funding:reliefs")


@require_POST
@for_roles(*LAND_READERS)
@once
def reopen_survey(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    """Open a closed count again for a justified correction."""
    member = request.member  # type: ignore[attr-defined]
    survey = get_survey_for(member, survey_id)
    deed = partial(actions.reopen_survey, survey=survey, by=member.user_id)
    tell(request, deed, _("Die Zählung läuft wieder; berichtigte Kreise melden neu."))
    return redirect("funding:survey", survey.pk)


@require_POST
@for_roles(*LAND_READERS)
@once
def release_relief(request: HttpRequest, allocation_id: UUID) -> HttpResponse:
    """Release what another person prepared."""
    member = request.member  # type: ignore[attr-defined]
    allocation = get_relief_for(member, allocation_id)
    deed = partial(actions.release_relief, allocation=allocation, by=member.user_id)
    tell(request, deed, _("Der Lastenausgleich ist freigegeben."))
    return redirect("funding:relief", allocation.pk)


@require_safe
@for_roles(*FRAME_READERS)
def relief(request: HttpRequest, allocation_id: UUID) -> HttpResponse:
    """The Land sees all Kreise; everybody else goes to the own Kreis."""
    member = request.member  # type: ignore[attr-defined]
    allocation = get_relief_for(member, allocation_id)
    if member.role != Role.LAND_OFFICER:
        return redirect("funding:relief_kreis", allocation.pk, own_kreis(member))
    page = _page(request, allocation, queries.relief_by_kreis(member, allocation))
    page["difference"] = queries.rounding_difference_eur(allocation)
    page["people"] = _names(allocation)
    return render(request, "funding/relief.html", page)


def _page(
    request: HttpRequest, allocation: ReliefAllocation, rows: list[ReliefRow]
) -> dict[str, Any]:
    return {
        "relief": allocation,
        "rows": _in_order(request, rows),
        "total": queries.relief_total(rows),
        "order": _order(request),
        "unverified": ROUNDING.is_unverified,
    }


def _names(allocation: ReliefAllocation) -> dict[str, str]:
    people = User.objects.in_bulk({allocation.prepared_by, allocation.released_by} - {None})
    both = {"prepared": allocation.prepared_by, "released": allocation.released_by}
    return {deed: str(people.get(key, "")) for deed, key in both.items()}  # type: ignore[arg-type]


def _order(request: HttpRequest) -> str:
    asked = request.GET.get("sortierung", "")
    return asked if asked in ORDERS else ORDERS[0]


def _in_order(request: HttpRequest, rows: list[ReliefRow]) -> list[ReliefRow]:
    order = _order(request)
    if order == "personen":
        return sorted(rows, key=lambda row: -row.persons)
    if order == "betrag":
        return sorted(rows, key=lambda row: -row.share_eur)
    return rows


@require_safe
@for_roles(*FRAME_READERS)
def relief_kreis(request: HttpRequest, allocation_id: UUID, kreis_ags: str) -> HttpResponse:
    """The municipalities of a Kreis; one may say why."""
    member = request.member  # type: ignore[attr-defined]
    allocation = get_relief_for(member, allocation_id)
    kreis = get_counted_kreis_for(member, kreis_ags)
    rows = queries.relief_by_municipality(member, allocation, kreis)
    page = _page(request, allocation, rows) | {"kreis": kreis}
    page["place"] = member.organisation.municipality or kreis.full_name
    only = rows[0].ags if len(rows) == 1 else ""  # a single row needs no click
    page["reason"] = _reason(member, allocation, request.GET.get("warum", only))
    note_counts(request, "relief looked at", allocation.pk, RECORD)
    return render(request, "funding/relief_kreis.html", page)


def _reason(member: Membership, allocation: ReliefAllocation, ags: str) -> dict[str, Any] | None:
    """The calculation for one municipality, or None where the person may not see it."""
    visible = relief_shares_visible_to(member).filter(allocation=allocation, municipality=ags)
    share = visible.select_related("allocation", "municipality").first() if ags else None
    if share is None:
        return None
    lines = {line.key: line for line in queries.relief_computation_of(share).lines(0)}
    return {
        "share": share,
        "lines": lines,
        "rounding": value_text(lines["allocation_rounding"].value, gettext),
        "rounding_source": source_text(lines["allocation_rounding"].source, gettext),
    }


@require_safe
@for_roles(*LAND_READERS)
def payouts(request: HttpRequest, allocation_id: UUID) -> HttpResponse:
    """The list of payments of a year, a hundred municipalities at a time."""
    member = request.member  # type: ignore[attr-defined]
    allocation = get_relief_for(member, allocation_id)
    rows = queries.relief_by_municipality(member, allocation)
    note_counts(request, "relief looked at", allocation.pk, RECORD)
    page = _page(request, allocation, rows)
    page |= _behind(page["rows"], request.GET.get("nach", ""))
    return render(request, "funding/payouts.html", page)


def _behind(rows: list[ReliefRow], ags: str) -> dict[str, Any]:
    """The rows behind a municipality, or the first ones, and behind which other pages begin."""
    first = next((place for place, row in enumerate(rows, 1) if row.ags == ags), 0)
    last, before = first + ROWS_OF_A_PAGE, first - ROWS_OF_A_PAGE
    return {
        "rows": rows[first:last],
        "is_first": first == 0,
        "previous_after": rows[before - 1].ags if before > 0 else "",
        "next_after": rows[last - 1].ags if last < len(rows) else "",
    }


@require_safe
@for_roles(*LAND_READERS)
def payouts_file(request: HttpRequest, allocation_id: UUID, form: str) -> HttpResponse:
    """Exactly the list of payments, as a file."""
    member = request.member  # type: ignore[attr-defined]
    allocation = get_relief_for(member, allocation_id)
    rows = queries.relief_by_municipality(member, allocation)
    return _file(request, allocation, rows, "auszahlungsliste", form)


@require_safe
@for_roles(*FRAME_READERS)
def relief_kreis_file(
    request: HttpRequest, allocation_id: UUID, kreis_ags: str, form: str
) -> HttpResponse:
    """Exactly the table of a Kreis, as a file."""
    member = request.member  # type: ignore[attr-defined]
    allocation = get_relief_for(member, allocation_id)
    kreis = get_counted_kreis_for(member, kreis_ags)
    rows = queries.relief_by_municipality(member, allocation, kreis)
    return _file(request, allocation, rows, f"lastenausgleich-{kreis.ags}", form)


def _file(
    request: HttpRequest,
    allocation: ReliefAllocation,
    rows: list[ReliefRow],
    name: str,
    form: str,
) -> HttpResponse:
    shown: Sequence[ReliefRow] = _in_order(request, rows)
    columns = [
        *(Column(_("AGS")), Column(_("Gemeinde")), Column(_("Kreis"))),
        *(Column(_("Personen"), 0), Column(_("Betrag in Euro"), 0)),
    ]
    cells = [[row.ags, row.name, row.kreis, row.persons, row.share_eur] for row in shown]
    answer = table_file(columns, cells, name=f"{name}-{allocation.year}", form=form)
    note_counts(request, "relief exported", allocation.pk, RECORD)
    return answer

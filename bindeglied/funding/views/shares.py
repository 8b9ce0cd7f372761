"""The shares of a sub-allocation as rows, with the calculation of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.accounts.models import Membership
from bindeglied.documents.exports import Cell, Column
from bindeglied.funding import queries
from bindeglied.funding.access import FRAME_READERS, get_sub_allocation_for
from bindeglied.funding.models import (
    SubAllocation,
    SubAllocationKey,
    SubAllocationState,
    SubShare,
)
from bindeglied.funding.queries.dividing import HUNDREDTHS, computation_of_shares
from bindeglied.funding.queries.why_share import key_words, weight_words, why_share
from bindeglied.funding.share_letters import print_share_letters
from bindeglied.funding.views.deeds import note_look_at_shares, table_file

ORDERS = ("betrag", "name")
WITHOUT_WEIGHTS = SubAllocationKey.FIXED


def shares_page(
    member: Membership, sub_allocation: SubAllocation, request: HttpRequest
) -> dict[str, Any]:
    """What the page of a sub-allocation shows; a single share needs no click to be explained."""
    order = request.GET.get("sortierung", "")
    order = order if order in ORDERS else ORDERS[0]
    shares = in_order(list(queries.shares_of(member, sub_allocation)), order)
    computation = computation_of_shares(sub_allocation)
    only = shares[0].recipient_key if len(shares) == 1 else ""
    asked = request.GET.get("warum", only)
    asked_for = next((one for one in shares if one.recipient_key == asked), None)
    return {
        "sub_allocation": sub_allocation,
        "notice": sub_allocation.notice,
        "shares": shares,
        "order": order,
        "why": why_share(computation, asked_for) if asked_for else None,
        "passed_on_eur": sub_allocation.notice.amount_eur - sub_allocation.own_share_eur,
        "has_weights": sub_allocation.key != WITHOUT_WEIGHTS,
        "weight_words": weight_words(sub_allocation),
        "key_words": key_words(sub_allocation),
    }


def in_order(shares: Sequence[SubShare], order: str) -> list[SubShare]:
    """By name as they come, or the largest amount first."""
    return sorted(shares, key=lambda one: -one.amount_eur) if order == "betrag" else list(shares)


@require_safe
@for_roles(*FRAME_READERS)
def share_letters(request: HttpRequest, sub_allocation_id: UUID) -> HttpResponse:
    """The letters to the recipients as one PDF, or to the one that the address asks for."""
    member = request.member  # type: ignore[attr-defined]
    found = get_sub_allocation_for(member, sub_allocation_id)
    shares = [one for one in queries.shares_of(member, found) if one.amount_eur]
    if asked := request.GET.get("an", ""):
        shares = [one for one in shares if one.recipient_key == asked]
    if found.state != SubAllocationState.RELEASED or not shares:
        raise Http404
    note_look_at_shares(request, found.pk, "share letters printed")
    words = {"Content-Disposition": f'inline; filename="mitteilung-{found.notice.year}.pdf"'}
    pdf = print_share_letters(found, shares).pdf
    return HttpResponse(pdf, content_type="application/pdf", headers=words)


@require_safe
@for_roles(*FRAME_READERS)
def shares_file(request: HttpRequest, sub_allocation_id: UUID, form: str) -> HttpResponse:
    """The same shares as CSV or XLSX, in the order shown."""
    member = request.member  # type: ignore[attr-defined]
    found = get_sub_allocation_for(member, sub_allocation_id)
    page = shares_page(member, found, request)
    columns = [Column(_("AGS")), Column(_("Empfängerin oder Empfänger"))]
    if page["has_weights"]:
        columns.append(Column(page["weight_words"], 2))
    columns += [Column(_("Fester Betrag in Euro"), 2), Column(_("Anteil in Euro"), 2)]
    rows = [_cells(share, has_weights=page["has_weights"]) for share in page["shares"]]
    answer = table_file(columns, rows, name=f"anteile-{found.notice.year}", form=form)
    note_look_at_shares(request, found.pk, "shares exported")
    return answer


def _cells(share: SubShare, *, has_weights: bool) -> list[Cell]:
    weight = [Decimal(share.weight) / HUNDREDTHS] if has_weights else []
    name = [share.municipality_id or "", share.recipient_name]
    return [*name, *weight, share.fixed_eur, share.amount_eur]

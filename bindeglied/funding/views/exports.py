"""Exactly the table on the screen, as CSV or XLSX."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.accounts.models import Membership
from bindeglied.documents.exports import Cell, Column, csv_bytes, xlsx_bytes
from bindeglied.funding import queries
from bindeglied.funding.access import FRAME_READERS, LAND_READERS, get_kreis_for
from bindeglied.funding.models import FrameRelease
from bindeglied.funding.views.sorting import in_order, wanted_order
from bindeglied.law.rules import Rules
from bindeglied.trail.reading import note_look
from bindeglied.ui.templatetags.formats import euro

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
@for_roles(*FRAME_READERS)
def export(request: HttpRequest, kreis_ags: str, form: str) -> HttpResponse:
    """The municipalities of a Kreis, in the order shown."""
    member = request.member  # type: ignore[attr-defined]
    kreis = get_kreis_for(member, kreis_ags)
    release = queries.newest_release(member)
    assert release is not None  # a visible Kreis has a visible frame
    rows = queries.municipalities_with_frames(member, release, kreis)
    return _answer(request, release, rows, form, kreis_ags)


@require_safe
@for_roles(*LAND_READERS)
def export_land(request: HttpRequest, form: str) -> HttpResponse:
    """The Kreise of the Land, in the order shown."""
    member = request.member  # type: ignore[attr-defined]
    release = queries.newest_release(member)
    if release is None:
        raise Http404
    rows = queries.kreise_with_frames(member, release)
    return _answer(request, release, rows, form)


def _answer(
    request: HttpRequest,
    release: FrameRelease,
    rows: list[queries.FrameFigures],
    form: str,
    kreis_ags: str = "",
) -> HttpResponse:
    if form not in TYPES:
        raise Http404
    name = f"planungsrahmen-{kreis_ags or 'kreise'}"
    columns = _columns(queries.rules_of(release), of_land=not kreis_ags)
    shown = in_order(rows, wanted_order(request))
    cells = [_cells(row, of_land=not kreis_ags) for row in shown]
    if form == "csv":
        content = csv_bytes(columns, cells, decimal_comma=get_language() == "de")
    else:
        content = xlsx_bytes(
            columns, cells, sheet=f"{_('Rahmen')} {release.label}".replace("/", "-")
        )
    _note(request.member, request, release)  # type: ignore[attr-defined]
    return HttpResponse(
        content,
        content_type=TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )


def _columns(rules: Rules, *, of_land: bool) -> list[Column]:
    posts = _("VZÄ bei %(rate)s")
    return [
        Column(_("AGS")),
        Column(_("Kreis") if of_land else _("Gemeinde")),
        Column(_("Personen"), 0),
        Column(_("Rahmen in Euro"), 0),
        Column(posts % {"rate": euro(rules.rate_graduate_eur.value)}, 1),
        Column(posts % {"rate": euro(rules.rate_vocational_eur.value)}, 1),
        Column(_("Eigener Antrag möglich")),
    ]


def _cells(row: queries.FrameFigures, *, of_land: bool) -> list[Cell]:
    if of_land:
        claim = _("%(own)s von %(all)s") % {"own": row.own_claims, "all": row.municipalities}
    else:
        claim = _("ja") if row.own_claim_possible else _("im Verbund")
    posts = [row.fte_graduate, row.fte_vocational]
    return [row.ags, row.name, row.persons, row.frame_eur, *posts, claim]


def _note(member: Membership, request: HttpRequest, release: FrameRelease) -> None:
    note_look(
        request,
        "frames exported",
        record_kind="frame release",
        record_key=release.pk,
        by=member.user_id,
        organisation=member.organisation_id,
    )

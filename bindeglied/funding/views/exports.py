"""Exactly the table on the screen, as CSV or XLSX."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.documents.exports import Cell, Column, csv_bytes, xlsx_bytes
from bindeglied.funding import queries
from bindeglied.funding.access import FRAME_READERS, LAND_READERS, get_kreis_for
from bindeglied.funding.models import FrameRelease
from bindeglied.funding.views.area_maps import SETTLED, field_of
from bindeglied.funding.views.looks import note_look_at_release
from bindeglied.funding.views.wanted_frames import WantedFrames, wanted_frames
from bindeglied.law.rules import Rules
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
    wanted = wanted_frames(request)
    assert wanted is not None  # a visible Kreis has a visible frame
    rows = queries.municipalities_with_frames(member, wanted.release, kreis)
    return _answer(request, wanted, rows, form, kreis_ags)


@require_safe
@for_roles(*LAND_READERS)
def export_land(request: HttpRequest, form: str) -> HttpResponse:
    """The Kreise of the Land, in the order shown."""
    member = request.member  # type: ignore[attr-defined]
    wanted = wanted_frames(request)
    if wanted is None:
        raise Http404
    rows = queries.kreise_with_frames(member, wanted.release)
    return _answer(request, wanted, rows, form)


def _answer(
    request: HttpRequest,
    wanted: WantedFrames,
    rows: list[queries.FrameFigures],
    form: str,
    kreis_ags: str = "",
) -> HttpResponse:
    release = wanted.release
    columns = _columns(release, queries.rules_of(release), of_land=not kreis_ags)
    shown = wanted.shown(rows)
    cells = [_cells(release, row, of_land=not kreis_ags) for row in shown]
    if wanted.view == SETTLED:
        columns.append(Column(_("Besiedlung")))
        cells = [
            [*line, field_of(SETTLED, row).words] for line, row in zip(cells, shown, strict=True)
        ]
    note_look_at_release(request, release, "frames exported")
    sheet = f"{_('Rahmen')} {release.label}".replace("/", "-")
    return file_answer(form, f"planungsrahmen-{kreis_ags or 'kreise'}", columns, cells, sheet)


def file_answer(
    form: str, name: str, columns: list[Column], cells: list[list[Cell]], sheet: str
) -> HttpResponse:
    """A table as a file to keep. Raises Http404 for a form other than csv and xlsx."""
    if form not in TYPES:
        raise Http404
    if form == "csv":
        content = csv_bytes(columns, cells, decimal_comma=get_language() == "de")
    else:
        content = xlsx_bytes(columns, cells, sheet=sheet)
    return HttpResponse(
        content,
        content_type=TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )


def _columns(release: FrameRelease, rules: Rules, *, of_land: bool) -> list[Column]:
    posts = _("VZÄ bei %(rate)s")
    return [
        Column(_("AGS")),
        Column(_("Kreis") if of_land else _("Gemeinde")),
        Column(_("Personen"), 0),
        Column(_("Rahmen in Euro"), 0),
        *([Column(_("im ganzen Jahr in Euro"), 0)] if release.is_tranche else []),
        *(
            [Column(_("früher freigegeben in Euro"), 0), Column(_("Rest in Euro"), 0)]
            if release.follows_id
            else []
        ),
        Column(posts % {"rate": euro(rules.rate_graduate_eur.value)}, 1),
        Column(posts % {"rate": euro(rules.rate_vocational_eur.value)}, 1),
        Column(_("Eigener Antrag möglich")),
    ]


def _cells(release: FrameRelease, row: queries.FrameFigures, *, of_land: bool) -> list[Cell]:
    if of_land:
        claim = _("%(own)s von %(all)s") % {"own": row.own_claims, "all": row.municipalities}
    else:
        claim = _("ja") if row.own_claim_possible else _("nur im Verbund")
    amounts = [row.frame_eur]
    amounts += [row.year_frame_eur] if release.is_tranche else []
    amounts += [row.before_eur, row.rest_eur] if release.follows_id else []
    posts = [row.fte_graduate, row.fte_vocational]
    return [row.ags, row.name, row.persons, *amounts, *posts, claim]

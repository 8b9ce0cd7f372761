"""A file of counts: uploaded, looked at with everything that is wrong, taken over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bindeglied.accounts.access import for_roles
from bindeglied.funding import actions, queries
from bindeglied.funding.access import (
    FRAME_READERS,
    get_counted_kreis_for,
    get_survey_for,
    get_upload_for,
    require_reporting,
)
from bindeglied.funding.counts_upload import read_upload, shown
from bindeglied.funding.forms.surveys import TakeUploadForm, UploadForm
from bindeglied.funding.models import CountUpload
from bindeglied.funding.queries import CountRow
from bindeglied.funding.uploaded_tables import number_of
from bindeglied.funding.views.deeds import is_done, moment_of, note_counts, show_what_stands
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One municipality of a file: what stands, and what the file says."""

    name: str
    before: int | None
    now: int

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def is_correction(self) -> bool:
        return self.before is not None and self.before != self.now


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*FRAME_READERS)
@once
def upload_counts(request: HttpRequest, survey_id: UUID, kreis_ags: str) -> HttpResponse:
    """Choose a file; what is in it comes next, nothing is entered yet."""
    member = request.member  # type: ignore[attr-defined]
    survey, kreis = get_survey_for(member, survey_id), get_counted_kreis_for(member, kreis_ags)
    require_reporting(member, kreis)
    form = UploadForm(request.POST or None, request.FILES or None)
    kept: list[CountUpload] = []
    words = {"survey": survey, "kreis": kreis, "by": member.user_id}
    words["organisation"] = member.organisation_id
    if is_done(form, lambda: kept.append(_kept(form, words))):
        return redirect("funding:upload", kept[0].pk)
    return render(request, "funding/upload_counts.html", {**words, "form": form})


def _kept(form: UploadForm, words: dict[str, Any]) -> CountUpload:
    read = read_upload(form.cleaned_data["file"], words["kreis"].ags)
    return actions.keep_upload(read=read, **words)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*FRAME_READERS)
@once
def upload(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """What a file would change, with every fault by row and column; and taking it over."""
    member = request.member  # type: ignore[attr-defined]
    found = get_upload_for(member, upload_id)
    require_reporting(member, found.kreis)
    page = _preview(found)
    form = form_with_draft(
        request, TakeUploadForm, corrects=page["corrects"], initial=page["first"]
    )
    if found.taken_at is None and is_done(form, lambda: _take(request, form, found)):
        return redirect("funding:survey_kreis", found.survey_id, found.kreis_id)
    show_what_stands(form, page["first"]["seen_at"])
    note_counts(request, "counts looked at", found.survey_id)
    return render(request, "funding/upload.html", page | {"form": form})


def _preview(found: CountUpload) -> dict[str, Any]:
    rows = queries.count_rows(found.survey, found.kreis)
    compared = list(_compared(found, rows))
    in_file = {row["ags"] for row in found.rows}
    faults = shown(found.faults, gettext)
    newest_at = queries.kreis_standing(found.survey, found.kreis).newest_at
    return {
        "upload": found,
        "survey": found.survey,
        "kreis": found.kreis,
        "faults": faults,
        "n_faults": number_of(faults),
        "notices": shown(found.notices, gettext),
        "rows": [row for row in compared if row.is_new or row.is_correction],
        "unchanged": sum(row.before == row.now for row in compared),
        "missing": [row.name for row in rows if row.count is None and row.ags not in in_file],
        "corrects": any(row.is_correction for row in compared),
        "first": {"seen_at": newest_at.isoformat() if newest_at else ""},
    }


def _compared(found: CountUpload, rows: list[CountRow]) -> Iterator[PreviewRow]:
    hold = {row.ags: row.persons for row in rows}
    for row in sorted(found.rows, key=lambda one: one["name"]):
        yield PreviewRow(row["name"], hold.get(row["ags"]), row["persons"])


def _take(request: HttpRequest, form: TakeUploadForm, found: CountUpload) -> None:
    member = request.member  # type: ignore[attr-defined]
    entered = actions.take_upload(
        upload=found,
        reason=form.cleaned_data["reason"],
        seen_at=moment_of(form.cleaned_data["seen_at"]),
        organisation=member.organisation,
        by=member.user_id,
    )
    messages.success(request, _("Übernommen: %(n)s Zählungen aus der Datei.") % {"n": entered})

"""Frame notices: the list, one notice, entering and correcting it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.accounts.models import Role
from bindeglied.documents.exports import Cell, Column
from bindeglied.funding import actions, queries
from bindeglied.funding.access import (
    FRAME_READERS,
    LAND_READERS,
    get_notice_for,
    get_own_kreis_for,
    get_own_notice_for,
    own_kreis_of,
    sub_allocations_visible_to,
)
from bindeglied.funding.forms.notices import CorrectionForm, NewNoticeForm
from bindeglied.funding.views.deeds import is_done, note_look_at_shares, table_file
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once


@require_safe
@for_roles(*FRAME_READERS)
def notices(request: HttpRequest) -> HttpResponse:
    """The notices of the Kreis or of all Kreise; a recipient sees the own shares."""
    member = request.member  # type: ignore[attr-defined]
    if not own_kreis_of(member) and member.role not in LAND_READERS:
        shares = list(queries.released_shares(member))
        for share in shares:
            note_look_at_shares(request, share.sub_allocation_id, "own share looked at")
        return render(request, "funding/own_shares.html", {"shares": shares})
    lines = queries.notice_lines(member, _year(request))
    page: dict[str, Any] = {"lines": lines, "totals": queries.totals(lines)}
    page |= {
        "year": _year(request),
        "years": queries.notice_years(member),
        "own_kreis": own_kreis_of(member),
    }
    return render(request, "funding/notices.html", page)


@require_safe
@for_roles(*FRAME_READERS)
def notices_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same list as CSV or XLSX."""
    member = request.member  # type: ignore[attr-defined]
    if not own_kreis_of(member) and member.role not in LAND_READERS:
        raise Http404
    lines = queries.notice_lines(member, _year(request))
    return table_file(_columns(), [_cells(line) for line in lines], name=_("bescheide"), form=form)


@require_safe
@for_roles(*FRAME_READERS)
def notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """One notice with its corrections, and everything that was passed on of it."""
    member = request.member  # type: ignore[attr-defined]
    found = get_notice_for(member, notice_id)
    rows = queries.entries_of(found)
    page = {
        "notice": found,
        "history": rows,
        "holds": rows[0].pk == found.pk,
        "is_own": found.kreis_id == own_kreis_of(member),
        "sub_allocations": sub_allocations_visible_to(member)
        .filter(notice__in=rows)
        .order_by("-prepared_at"),
    }
    return render(request, "funding/notice.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.FUNDING_OFFICER)
@once
def enter_notice(request: HttpRequest) -> HttpResponse:
    """Enter the amount of a notice."""
    member = request.member  # type: ignore[attr-defined]
    kreis = get_own_kreis_for(member)
    form = form_with_draft(request, NewNoticeForm)
    who = {"by": member.user_id, "organisation": member.organisation_id}
    if is_done(
        form,
        lambda: actions.enter_notice(
            kreis=kreis, year=form.cleaned_data["year"], words=form.words(), **who
        ),
    ):
        messages.success(request, _("Der Bescheid ist eingetragen."))
        return redirect("funding:notices")
    return render(request, "funding/enter_notice.html", {"form": form, "kreis": kreis})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.FUNDING_OFFICER)
@once
def correct_notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Write a notice anew; the first one stays readable."""
    member = request.member  # type: ignore[attr-defined]
    found = get_own_notice_for(member, notice_id)
    names = ("amount_eur", "document", "file_number", "issued_on")
    initial = {name: getattr(found, name) for name in names}
    form = form_with_draft(request, CorrectionForm, initial=initial)
    who = {"by": member.user_id, "organisation": member.organisation_id}
    if is_done(form, lambda: _correct(form, found, who)):
        messages.success(request, _("Der Bescheid ist berichtigt."))
        return redirect("funding:notices")
    return render(request, "funding/correct_notice.html", {"form": form, "notice": found})


def _correct(form: CorrectionForm, found: object, who: dict[str, UUID]) -> None:
    reason = form.cleaned_data["reason"]
    actions.correct_notice(notice=found, words=form.words(), reason=reason, **who)  # type: ignore[arg-type]


def _year(request: HttpRequest) -> int | None:
    wanted = request.GET.get("jahr", "")
    return int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) == 4 else None


def _columns() -> list[Column]:
    return [
        Column(_("Jahr")),
        Column(_("AGS")),
        Column(_("Kreis")),
        Column(_("Bescheid in Euro"), 2),
        Column(_("Kreis behält in Euro"), 2),
        Column(_("Verteilt in Euro"), 2),
        Column(_("Noch offen in Euro"), 2),
        Column(_("Stand")),
        Column(_("Dokument")),
        Column(_("Aktenzeichen")),
    ]


def _cells(line: queries.NoticeLine) -> list[Cell]:
    one = line.notice
    return [
        *(str(one.year), one.kreis_id, one.kreis.full_name, one.amount_eur),
        *(line.own_share_eur, line.passed_on_eur, line.open_eur),
        *(line.standing_words or _("noch nicht verteilt"), one.document, one.file_number),
    ]

"""Who looked at a case and what was done in it, on screen and as a file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.casework.access import CASE_WORKERS, get_case_for
from bindeglied.casework.models import Case
from bindeglied.casework.queries.case_looks import page_of_looks
from bindeglied.casework.queries.talks import title_of
from bindeglied.casework.views.form_pages import note_look_at
from bindeglied.casework.wording import said
from bindeglied.documents.exports import Cell, Column, csv_bytes
from bindeglied.ui.templatetags.formats import short_date


@require_safe
@for_roles(*CASE_WORKERS)
def looks(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every look and every deed, newest first."""
    case = get_case_for(request.member, case_id)  # type: ignore[attr-defined]
    note_look_at(request, case, "looks looked at")
    after = _after(request)
    rows, next_after = _page(case, after)
    page = {
        "rows": rows,
        "title": title_of(case),
        "is_first": after is None,
        "next_page": f"?nach={next_after}" if next_after else "",
        "shown_query": f"?nach={after}" if after else "",
    }
    return render(request, "casework/looks.html", {"case": case, **page})


@require_safe
@for_roles(*CASE_WORKERS)
def looks_file(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The rows that the page shows, as CSV."""
    case = get_case_for(request.member, case_id)  # type: ignore[attr-defined]
    note_look_at(request, case, "looks exported")
    columns = [Column(title) for title in (_("Wann"), _("Wer"), _("Was"))]
    rows: list[list[Cell]] = [
        [row["when"], row["who"], row["what"]] for row in _page(case, _after(request))[0]
    ]
    return HttpResponse(
        csv_bytes(columns, rows, decimal_comma=True),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="einsicht.csv"'},
    )


def _page(case: Case, after: UUID | None) -> tuple[list[dict[str, Any]], UUID | None]:
    """The rows in words, the same on screen and in the file."""
    rows, next_after = page_of_looks(case, after=after)
    return [
        {
            "when": f"{short_date(one.at)} {timezone.localtime(one.at):%H:%M}",
            "who": str(one.by) if one.by else _("niemand Angemeldetes"),
            "what": said(one.verb),
        }
        for one in rows
    ], next_after


def _after(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("nach", ""))
    except ValueError:
        return None

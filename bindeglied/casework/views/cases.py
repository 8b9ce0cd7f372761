"""The list of one's cases, on screen and as a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.casework.access import CASE_WORKERS
from bindeglied.casework.languages import language_name
from bindeglied.casework.models import CaseState
from bindeglied.casework.queries import CaseList, ListedCase, cases_of, choices_of
from bindeglied.casework.templatetags.cases import age
from bindeglied.casework.views.wanted_cases import DUES, SILENCES, SORTINGS, Wanted, wanted_in
from bindeglied.documents.exports import Cell, Column, csv_bytes
from bindeglied.trail.reading import note_look
from bindeglied.ui.templatetags.formats import short_date


@require_safe
@for_roles(*CASE_WORKERS)
def cases(request: HttpRequest) -> HttpResponse:
    """The cases that one accompanies, as adviser or deputy."""
    wanted = wanted_in(request.GET)
    found = _page(request, wanted)
    page = {
        "rows": found.rows,
        "wanted": wanted,
        "headings": {word or "name": wanted.query(sortierung=word) for word in SORTINGS},
        "day": timezone.localdate(),
    }
    return render(request, "casework/cases.html", page | _choices(request) | _links(wanted, found))


@require_safe
@for_roles(*CASE_WORKERS)
def cases_file(request: HttpRequest) -> HttpResponse:
    """The rows that the page shows, as CSV."""
    rows = _page(request, wanted_in(request.GET), "cases exported").rows
    titles = (_("Name"), _("Fallnummer"), _("Alter"), _("Stand"), _("Gemeinde"), _("Sprache"))
    more = (_("Letzter Kontakt"), _("Nächster Termin"))
    columns = [Column(title) for title in (*titles, *more)]
    return HttpResponse(
        csv_bytes(columns, [_cells(row) for row in rows], decimal_comma=True),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="faelle.csv"'},
    )


def _page(request: HttpRequest, wanted: Wanted, verb: str = "cases listed") -> CaseList:
    """The rows asked for; that they were shown is noted."""
    member = request.member  # type: ignore[attr-defined]
    words = {"by": member.user_id, "organisation": member.organisation_id}
    key = member.organisation_id
    note_look(request, verb, record_kind="organisation", record_key=key, **words)
    return cases_of(
        member,
        sort=wanted.sort,
        narrowed=wanted.narrowed,
        text=wanted.text,
        place=wanted.place,
    )


def _choices(request: HttpRequest) -> dict[str, Any]:
    """What the list can be narrowed to and sorted by, as values and words."""
    found = choices_of(request.member)  # type: ignore[attr-defined]
    return {
        "states": CaseState.choices,
        "municipalities": found.municipalities,
        "spoken": [(code, language_name(code)) for code in found.languages],
        "dues": DUES.items(),
        "silences": SILENCES.items(),
        "sortings": [(name, label) for name, (_sort, label) in SORTINGS.items()],
    }


def _links(wanted: Wanted, found: CaseList) -> dict[str, str]:
    following, previous = found.next_after, found.previous_before
    return {
        "first_page": wanted.query() if previous else "",
        "previous_page": wanted.query(vor=str(previous)) if previous else "",
        "next_page": wanted.query(nach=str(following)) if following else "",
        "last_page": wanted.query(ende="1") if following else "",
        "shown_query": wanted.query(**wanted.place_words()),
    }


def _cells(row: ListedCase) -> list[Cell]:
    case = row.case
    contact, due = case.last_contact_at, case.next_due_on
    return [
        row.title,
        case.number,
        age(row.birth_on),
        case.get_state_display(),
        case.municipality.name,
        language_name(case.language),
        short_date(contact) if contact else "",
        short_date(due) if due else "",
    ]

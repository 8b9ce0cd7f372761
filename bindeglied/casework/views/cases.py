"""The list of one's cases, on screen and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.casework.access import CASE_WORKERS
from bindeglied.casework.models import CaseState
from bindeglied.casework.queries import CaseList, ListedCase, cases_of
from bindeglied.casework.templatetags.cases import age
from bindeglied.documents.exports import Cell, Column, csv_bytes
from bindeglied.trail.reading import note_look
from bindeglied.ui.templatetags.formats import short_date

LONGEST = 80
Sort = Literal["name", "due"]
# How the sorting stands in an address.
SORTINGS: dict[str, Sort] = {"": "name", "termin": "due"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list is asked for."""

    text: str
    state: CaseState | None
    sorting: Sort
    after: UUID | None

    @property
    def is_filtered(self) -> bool:
        return bool(self.text or self.state)

    def query(self, **changed: str) -> str:
        """The same list as the end of an address, with some of it changed."""
        words = {
            "text": self.text,
            "stand": self.state.value if self.state else "",
            "sortierung": "termin" if self.sorting == "due" else "",
        } | changed
        said = urlencode({name: value for name, value in words.items() if value})
        return f"?{said}" if said else "?"


@require_safe
@for_roles(*CASE_WORKERS)
def cases(request: HttpRequest) -> HttpResponse:
    """The cases that one accompanies, as adviser or deputy."""
    wanted = _wanted(request)
    found = _page(request, wanted)
    page = {
        "rows": found.rows,
        "text": wanted.text,
        "state": wanted.state,
        "sorting": wanted.sorting,
        "states": CaseState.choices,
        "is_filtered": wanted.is_filtered,
        "is_first": wanted.after is None,
        "day": timezone.localdate(),
    }
    return render(request, "casework/cases.html", page | _links(wanted, found))


@require_safe
@for_roles(*CASE_WORKERS)
def cases_file(request: HttpRequest) -> HttpResponse:
    """The rows that the page shows, as CSV."""
    rows = _page(request, _wanted(request), "cases exported").rows
    titles = (_("Name"), _("Fallnummer"), _("Alter"), _("Stand"), _("Gemeinde"))
    more = (_("Letzter Kontakt"), _("Nächster Termin"))
    columns = [Column(title) for title in (*titles, *more)]
    return HttpResponse(
        csv_bytes(columns, [_cells(row) for row in rows], decimal_comma=True),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="faelle.csv"'},
    )


def _wanted(request: HttpRequest) -> Wanted:
    state = request.GET.get("stand", "")
    try:
        after = UUID(request.GET.get("nach", ""))
    except ValueError:
        after = None
    return Wanted(
        text=request.GET.get("text", "").strip()[:LONGEST],
        state=CaseState(state) if state in CaseState.values else None,
        sorting=SORTINGS.get(request.GET.get("sortierung", ""), "name"),
        after=after,
    )


def _page(request: HttpRequest, wanted: Wanted, verb: str = "cases listed") -> CaseList:
    """The rows asked for; that they were shown is noted."""
    member = request.member  # type: ignore[attr-defined]
    words = {"by": member.user_id, "organisation": member.organisation_id}
    key = member.organisation_id
    note_look(request, verb, record_kind="organisation", record_key=key, **words)
    return cases_of(
        member, sort=wanted.sorting, state=wanted.state, text=wanted.text, after=wanted.after
    )


def _links(wanted: Wanted, found: CaseList) -> dict[str, str]:
    here = {"nach": str(wanted.after)} if wanted.after else {}
    return {
        "by_name": wanted.query(sortierung=""),
        "by_date": wanted.query(sortierung="termin"),
        "first_page": wanted.query(),
        "next_page": wanted.query(nach=str(found.next_after)) if found.next_after else "",
        "shown_query": wanted.query(**here),
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
        short_date(contact) if contact else "",
        short_date(due) if due else "",
    ]

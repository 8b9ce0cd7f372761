"""What the pages with a form share: the refusal said at the form, the look noted, the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from bindeglied.accounts.models import Membership
from bindeglied.documents.exports import Cell, Column, csv_bytes, xlsx_bytes
from bindeglied.funding.transitions import NotAllowed
from bindeglied.trail.reading import note_look

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def is_done(form: Form, deed: Callable[[], object]) -> bool:
    """Do a deed with a form that is sound; a refusal becomes a fault of the form."""
    if not form.is_valid():
        return False
    try:
        deed()
    except NotAllowed as refusal:
        form.add_error(None, refusal.reason)
    return form.is_valid()


def show_what_stands(form: Form, seen_at: str) -> None:
    """Let a form that was refused carry on from what its page shows now."""
    if form.is_bound:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["seen_at"] = seen_at  # type: ignore[index]


def moment_of(text: str) -> datetime | None:
    """The moment that a form carried as ISO text; None for anything else."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def tell(request: HttpRequest, deed: Callable[[], object], done: str) -> None:
    """Do the deed of a button and say that it is done, or why it is not."""
    try:
        deed()
    except NotAllowed as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, done)


def note_counts(
    request: HttpRequest, verb: str, record_key: UUID, record_kind: str = "count survey"
) -> None:
    """Note that this answer shows counts or amounts of single municipalities."""
    member = request.member  # type: ignore[attr-defined]
    words = {"by": member.user_id, "organisation": member.organisation_id}
    note_look(request, verb, record_kind=record_kind, record_key=record_key, **words)


def table_file(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, name: str, form: str
) -> HttpResponse:
    """A table as a file of this form, csv or xlsx; raises Http404 for any other."""
    if form not in TYPES:
        raise Http404
    if form == "csv":
        content = csv_bytes(columns, rows, decimal_comma=get_language() == "de")
    else:
        content = xlsx_bytes(columns, rows, sheet=name)
    return HttpResponse(
        content,
        content_type=TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )


def note_look_at_shares(request: HttpRequest, sub_allocation_id: object, verb: str) -> None:
    """Note that this answer shows shares of single recipients."""
    member: Membership = request.member  # type: ignore[attr-defined]
    note_look(
        request,
        verb,
        record_kind="sub allocation",
        record_key=str(sub_allocation_id),
        by=member.user_id,
        organisation=member.organisation_id,
    )

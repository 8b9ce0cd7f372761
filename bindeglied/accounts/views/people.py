"""The people of the own organisation, for its administrators: on screen and as a file."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bindeglied.accounts import queries
from bindeglied.accounts.access import for_roles, open_invitations_for
from bindeglied.accounts.models import Role
from bindeglied.documents.exports import Cell, Column, csv_bytes
from bindeglied.trail.reading import note_look
from bindeglied.ui.templatetags.formats import short_date


@require_safe
@for_roles(Role.ADMINISTRATOR)
def people(request: HttpRequest) -> HttpResponse:
    """Who works here as what, and whose second factor is set up; open invitations beside."""
    member = request.member  # type: ignore[attr-defined]
    name, ended = _wanted(request)
    shown = queries.people(member, name=name, ended=ended)
    memberships, more_follow = queries.page_of(shown, _behind(request))
    page = {
        "rows": queries.with_factors(memberships),
        "next": memberships[-1].pk if more_follow else None,
        "is_first": _behind(request) is None,
        "name": name,
        "ended": ended,
        "invitations": open_invitations_for(member),
    }
    return render(request, "accounts/people.html", page)


@require_safe
@for_roles(Role.ADMINISTRATOR)
def people_file(request: HttpRequest) -> HttpResponse:
    """The list as it is shown, all its pages, as CSV."""
    member = request.member  # type: ignore[attr-defined]
    name, ended = _wanted(request)
    rows = queries.with_factors(list(queries.people(member, name=name, ended=ended)))
    words = {"by": member.user_id, "organisation": member.organisation_id}
    key = member.organisation_id
    note_look(request, "people exported", record_kind="organisation", record_key=key, **words)
    return HttpResponse(
        csv_bytes(_columns(), [_cells(row) for row in rows], decimal_comma=True),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="zugaenge.csv"'},
    )


def _wanted(request: HttpRequest) -> tuple[str, bool]:
    """What is asked for: text of a name, and whether the ended memberships."""
    return request.GET.get("name", "").strip()[:80], request.GET.get("beendet") == "1"


def _behind(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("nach", ""))
    except ValueError:
        return None


def _columns() -> list[Column]:
    titles = (_("Familienname"), _("Vorname"), _("E-Mail-Adresse"), _("Aufgabe"), _("gilt ab"))
    more = (_("gilt bis"), _("Apps"), _("Passkeys"), _("Codes übrig"), _("zuletzt angemeldet"))
    return [Column(title) for title in (*titles, *more)]


def _cells(row: queries.PersonRow) -> list[Cell]:
    one, user = row.membership, row.membership.user
    person = [user.family_name, user.given_name, user.email, one.get_role_display()]
    days = [_day(one.valid_from), _day(one.valid_until)]
    return [*person, *days, row.apps, row.passkeys, row.codes_left, _day(user.last_login)]


def _day(value: object) -> str:
    return short_date(value) if value else ""  # type: ignore[arg-type]

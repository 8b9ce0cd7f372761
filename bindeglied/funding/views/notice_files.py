"""A file of notices: chosen, looked at with everything that is wrong, taken over. And its template.

Between preview and taking over nothing is stored: the preview carries its rows, signed.
"""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.accounts.models import Role
from bindeglied.documents.exports import Column
from bindeglied.funding import actions, queries
from bindeglied.funding.access import get_own_kreis_for
from bindeglied.funding.forms.notice_files import (
    TITLES,
    NoticesFileForm,
    TakeNoticesForm,
    read_notices,
)
from bindeglied.funding.forms.notice_rows import KnownNotices
from bindeglied.funding.uploaded_tables import number_of
from bindeglied.funding.views.deeds import is_done, table_file
from bindeglied.trail.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.FUNDING_OFFICER)
@once
def import_notices(request: HttpRequest) -> HttpResponse:
    """Choose a file of notices and see what is in it; the same address takes a preview over."""
    member = request.member  # type: ignore[attr-defined]
    kreis = get_own_kreis_for(member)
    known, owner = KnownNotices(kreis, queries.held_notices(kreis.pk)), f"{member.pk}.{kreis.pk}"
    if "rows" in request.POST:
        return _taken_over(request, TakeNoticesForm(request.POST, owner=owner, known=known))
    form = NoticesFileForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return _asked_for_a_file(request, known, form)
    read = read_notices(form.cleaned_data["file"], known)
    page = {"kreis": kreis, "read": read, "signed": read.signed(owner)}
    page["n_faults"] = number_of(read.faults)
    return render(request, "funding/preview_notices.html", page)


@require_safe
@for_roles(Role.FUNDING_OFFICER)
def notices_template(request: HttpRequest, form: str) -> HttpResponse:
    """An empty table with the headings that a file of notices has, as CSV or XLSX."""
    get_own_kreis_for(request.member)  # type: ignore[attr-defined]
    columns = [Column(str(title)) for title in TITLES.values()]
    return table_file(columns, [], name=_("bescheide-vorlage"), form=form)


def _taken_over(request: HttpRequest, form: TakeNoticesForm) -> HttpResponse:
    """Enter what the preview showed, and go to the list; or say why it does not work any more."""
    member = request.member  # type: ignore[attr-defined]
    who = {"by": member.user_id, "organisation": member.organisation_id}
    kreis = form.known.kreis
    if not is_done(form, lambda: actions.enter_notices(kreis=kreis, notices=form.notices(), **who)):
        return _asked_for_a_file(request, form.known, form)
    n = len(form.read)
    done = ngettext("Übernommen: ein Bescheid.", "Übernommen: %(n)s Bescheide.", n) % {"n": n}
    messages.success(request, done)
    return redirect("funding:notices")


def _asked_for_a_file(request: HttpRequest, known: KnownNotices, refused: Form) -> HttpResponse:
    asked = refused if isinstance(refused, NoticesFileForm) else NoticesFileForm()
    page = {"kreis": known.kreis, "form": asked, "refused": refused}
    return render(request, "funding/import_notices.html", page)

"""Advice at the counter: counting one, what was counted, taking a mistaken one out."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.casework import actions
from bindeglied.casework.access import CASE_WORKERS, get_counter_contact_for
from bindeglied.casework.forms.counter_contacts import CounterContactForm
from bindeglied.casework.queries.counter_contacts import (
    months_of_counter_contacts,
    page_of_counter_contacts,
)
from bindeglied.casework.views.form_pages import is_done
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def new_counter_contact(request: HttpRequest) -> HttpResponse:
    """Count an advice; there is no field for a name or a text."""
    member = request.member  # type: ignore[attr-defined]
    form = form_with_draft(request, CounterContactForm)
    words = {"organisation": member.organisation, "by": member.user_id}
    if is_done(form, lambda: actions.note_counter_contact(**words, **form.cleaned_data)):
        messages.success(request, _("Die Kurzberatung ist gezählt."))
        return redirect("casework:counter_contacts")
    return render(request, "casework/new_counter_contact.html", {"form": form})


@require_safe
@for_roles(*CASE_WORKERS)
def counter_contacts(request: HttpRequest) -> HttpResponse:
    """What was counted in the own organisation, by month and entry by entry."""
    member = request.member  # type: ignore[attr-defined]
    after = _after(request)
    rows, next_after = page_of_counter_contacts(member, after=after)
    page = {
        "rows": rows,
        "months": months_of_counter_contacts(member),
        "organisation": member.organisation,
        "is_first": after is None,
        "next_page": f"?nach={next_after}" if next_after else "",
    }
    return render(request, "casework/counter_contacts.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def remove_counter_contact(request: HttpRequest, counter_contact_id: UUID) -> HttpResponse:
    """Ask once, then take an entry out of the count."""
    member = request.member  # type: ignore[attr-defined]
    found = get_counter_contact_for(member, counter_contact_id)
    if request.method == "POST":
        actions.remove_counter_contact(counter_contact=found, by=member.user_id)
        messages.success(request, _("Der Eintrag ist entfernt."))
        return redirect("casework:counter_contacts")
    return render(request, "casework/remove_counter_contact.html", {"row": found})


def _after(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("nach", ""))
    except ValueError:
        return None

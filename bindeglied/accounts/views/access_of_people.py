"""What an administrator takes away: a membership, or second factors that are lost."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bindeglied.accounts.access import for_roles, get_membership_for, get_person_for
from bindeglied.accounts.actions import LastAdministrator, end_membership, reset_factor
from bindeglied.accounts.forms import EndMembershipForm
from bindeglied.accounts.models import Membership, Role
from bindeglied.accounts.queries import second_factors
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once
from bindeglied.trail.steps import NotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.ADMINISTRATOR)
@once
def end(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """End a membership with a day; with today at once."""
    member = request.member  # type: ignore[attr-defined]
    membership = get_membership_for(member, membership_id)
    form = form_with_draft(request, EndMembershipForm)
    if form.is_valid() and _is_ended(form, membership, member):
        messages.success(request, _("Das Ende ist eingetragen."))
        return redirect("accounts_people")
    return render(request, "accounts/end.html", {"form": form, "membership": membership})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.ADMINISTRATOR)
@once
def reset(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Ask whether to reset somebody's second factor, and do it."""
    member = request.member  # type: ignore[attr-defined]
    person = get_person_for(member, user_id)
    if request.method == "POST":
        reset_factor(person=person, by=member.user_id, organisation=member.organisation_id)
        messages.success(request, _("Der zweite Faktor ist zurückgesetzt; eine Mail sagt es."))
        return redirect("accounts_people")
    page = {"person": person, "factors": second_factors(person), "own": person.pk == member.user_id}
    return render(request, "accounts/reset.html", page)


def _is_ended(form: EndMembershipForm, membership: Membership, member: Membership) -> bool:
    try:
        end_membership(membership=membership, on=form.cleaned_data["last_day"], by=member.user_id)
    except NotAllowed as refusal:
        form.add_error("last_day", refusal.reason)
        return False
    except LastAdministrator:
        reason = _("Danach gäbe es hier keine Verwaltung der Zugänge mehr.")
        way = _("Laden Sie zuerst eine zweite Person ein.")
        form.add_error("last_day", f"{reason} {way}")
        return False
    return True

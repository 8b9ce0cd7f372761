"""Inviting people into the own organisation."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bindeglied.accounts.access import for_roles, get_invitation_for
from bindeglied.accounts.actions import (
    AlreadyInvited,
    AlreadyMember,
    InvitationVoid,
    invite_person,
    send_invitation_again,
    withdraw_invitation,
)
from bindeglied.accounts.forms import InviteForm
from bindeglied.accounts.models import Membership, Role
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.ADMINISTRATOR)
@once
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody by mail."""
    member = request.member  # type: ignore[attr-defined]
    form = form_with_draft(request, InviteForm, organisation=member.organisation)
    if form.is_valid() and _is_invited(form, member):
        messages.success(request, _("Die Einladung ist verschickt und gilt sieben Tage."))
        return redirect("accounts_people")
    return render(request, "accounts/invite.html", {"form": form})


@require_POST
@for_roles(Role.ADMINISTRATOR)
@once
def resend(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Send an invitation again, with a new link."""
    member = request.member  # type: ignore[attr-defined]
    invitation = get_invitation_for(member, invitation_id)
    return _back_to_the_list(
        request,
        lambda: send_invitation_again(invitation=invitation, by=member.user_id),
        _("Die Einladung ist noch einmal verschickt, mit neuer Adresse."),
    )


@require_POST
@for_roles(Role.ADMINISTRATOR)
@once
def withdraw(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    member = request.member  # type: ignore[attr-defined]
    invitation = get_invitation_for(member, invitation_id)
    return _back_to_the_list(
        request,
        lambda: withdraw_invitation(invitation=invitation, by=member.user_id),
        _("Die Einladung ist zurückgenommen."),
    )


def _back_to_the_list(request: HttpRequest, deed: Callable[[], None], done: str) -> HttpResponse:
    """Do something with an invitation, unless somebody answered or ended it a moment ago."""
    try:
        deed()
        messages.success(request, done)
    except InvitationVoid:
        messages.error(request, _("Dieser Schritt ist beim jetzigen Stand nicht möglich."))
    return redirect("accounts_people")


def _is_invited(form: InviteForm, member: Membership) -> bool:
    words = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
    try:
        invite_person(organisation=member.organisation, by=member.user_id, **words)
    except AlreadyMember:
        form.add_error("email", _("Wer diese Adresse hat, hat diese Aufgabe hier schon."))
    except AlreadyInvited:
        form.add_error(
            "email", _("Diese Einladung gibt es schon; senden Sie sie in der Liste noch einmal.")
        )
    return not form.errors

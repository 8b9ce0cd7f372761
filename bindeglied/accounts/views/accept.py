"""The link of an invitation: a first password for somebody new, a word of consent for others."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bindeglied.accounts.access import find_invitation
from bindeglied.accounts.actions import (
    InvitationVoid,
    accept_as_new_person,
    accept_invitation,
)
from bindeglied.accounts.forms import FirstPasswordForm
from bindeglied.accounts.models import Invitation
from bindeglied.accounts.queries import has_account
from bindeglied.trail.once import once


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@once
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation; a link that opens nothing is answered alike, whatever the reason."""
    invitation = find_invitation(token)
    if invitation is None:
        return _void()
    try:
        if request.user.is_authenticated:
            return _with_account(request, invitation)
        return _as_visitor(request, invitation)
    except InvitationVoid:
        return _void()


def _as_visitor(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if has_account(invitation.email):
        return render(request, "accounts/accept_sign_in.html", {"invitation": invitation})
    form = FirstPasswordForm(invitation, request.POST or None)
    if not form.is_valid():
        page = {"invitation": invitation, "form": form}
        return render(request, "accounts/accept_new.html", page)
    try:
        user = accept_as_new_person(invitation=invitation, password=form.cleaned_data["password1"])
    except IntegrityError:
        return redirect(request.path)  # the address got its account a moment ago
    # As after the login form: the library knows that the password was shown just now.
    login = Login(user, email=user.email)
    answer: HttpResponse = perform_password_login(request, {"email": user.email}, login)
    return answer


def _with_account(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    user = request.user
    if user.email != invitation.email:  # type: ignore[union-attr]
        return render(request, "accounts/accept_other.html", {"invitation": invitation})
    if not request.factor_proved:  # type: ignore[attr-defined]
        first = _("Bitte zuerst den zweiten Faktor; öffnen Sie danach die Einladung noch einmal.")
        messages.info(request, first)
        return redirect("mfa_index")
    if request.method != "POST":
        return render(request, "accounts/accept_more.html", {"invitation": invitation})
    accept_invitation(invitation=invitation, by=user)  # type: ignore[arg-type]
    messages.success(request, _("Willkommen; Sie gehören jetzt dazu."))
    return redirect("/")


def _void() -> HttpResponse:
    # Without the request: the same bytes for everybody and for every reason.
    return HttpResponse(render_to_string("accounts/invitation_void.html"), status=404)

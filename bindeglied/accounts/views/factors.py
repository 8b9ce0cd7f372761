"""Setting up a second factor proves it for this session; everything else is the library's."""

from __future__ import annotations

from typing import Any

from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.db import IntegrityError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from bindeglied.accounts.access import remember_second_factor
from bindeglied.trail.actions import record_event


class _ProvesTheFactor:
    """Whoever has just shown the new app or passkey need not show it again in this session."""

    request: HttpRequest
    verb: str

    def form_valid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        remember_second_factor(self.request)
        by: Any = self.request.user.pk
        record_event(self.verb, record_kind="user", record_key=by, by=by, organisation=None)
        return response


class ActivateAppView(_ProvesTheFactor, ActivateTOTPView):  # type: ignore[misc]
    verb = "app set up"

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            return super().form_valid(form)
        except IntegrityError:
            # The same code sent twice at the same moment: the other one has set up the app.
            return redirect("mfa_view_recovery_codes")


class AddPasskeyView(_ProvesTheFactor, AddWebAuthnView):  # type: ignore[misc]
    verb = "passkey set up"


activate_app = ActivateAppView.as_view()
add_passkey = AddPasskeyView.as_view()

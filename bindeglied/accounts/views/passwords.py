"""A forgotten password: the library's way, with a link that must fit and that tells no more."""

from __future__ import annotations

from typing import Any

from allauth.account.views import PasswordResetFromKeyView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache


class NewPasswordView(PasswordResetFromKeyView):  # type: ignore[misc]
    """The page behind the link of the mail."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            # The library would sign the person out while it answers a GET.
            messages.info(request, _("Melden Sie sich ab und öffnen Sie die Adresse noch einmal."))
            return redirect("account_logout")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # For the browser's password manager, which keeps a password with its address.
        page: dict[str, Any] = super().get_context_data(**kwargs)
        return page | {"reset_user": self.reset_user}

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        if context.get("token_fail"):
            kwargs["status"] = 404
        response: HttpResponse = super().render_to_response(context, **kwargs)
        return response


new_password = never_cache(NewPasswordView.as_view())

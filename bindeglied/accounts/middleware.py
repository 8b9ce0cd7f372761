"""Who asks, and the door that is closed unless a view opens it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from bindeglied.accounts.access import (
    acting_membership,
    current_memberships,
    has_factor_to_prove,
    has_proved_second_factor,
    require_role,
)
from bindeglied.accounts.models import Membership
from bindeglied.trail.middleware import READING_METHODS

PROVES_THE_FACTOR = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn"})


class ActingMembershipMiddleware:
    """Gives each request `memberships`, all that run today, and `member`, the acting one.

    No browser and no proxy keeps what somebody signed in is shown.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Resolved here, outside the reading guard: a session that has become invalid is deleted.
        is_signed_in = request.user.is_authenticated
        request.factor_proved = SimpleLazyObject(lambda: has_proved_second_factor(request))  # type: ignore[attr-defined]
        request.memberships = SimpleLazyObject(lambda: _running(request))  # type: ignore[attr-defined]
        request.member = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: acting_membership(request, request.memberships)  # type: ignore[attr-defined]
        )
        response = self.get_response(request)
        # What is not there is not there for everybody alike.
        if is_signed_in or response.status_code == HTTPStatus.NOT_FOUND:
            # On a shared computer nobody finds it by going back, whoever has left meanwhile.
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class DenyByDefaultMiddleware:
    """Closes every address but the reviewed open ones and those whose view names its roles."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        address = request.resolver_match.view_name if request.resolver_match else ""
        if address in settings.OPEN_ADDRESSES:
            return None
        if not request.user.is_authenticated:
            return _to_login(request)
        if address in settings.OWN_ACCOUNT_ADDRESSES:
            # Whoever has only the password must not change a factor that was set up elsewhere.
            if address not in PROVES_THE_FACTOR and has_factor_to_prove(request):
                return redirect("mfa_reauthenticate")
            return None
        if not request.factor_proved:  # type: ignore[attr-defined]
            return redirect("mfa_index")
        if not request.member:  # type: ignore[attr-defined]
            return render(request, "accounts/no_membership.html", status=403)
        allowed = getattr(view, "allowed_roles", None)
        if allowed is None:
            raise PermissionDenied(_("Diese Seite ist noch für niemanden freigegeben."))
        require_role(request.member, allowed)  # type: ignore[attr-defined]
        return None


def _running(request: HttpRequest) -> list[Membership]:
    # Before the second factor nobody acts for anybody, not even on open pages.
    if not request.user.is_authenticated or not request.factor_proved:  # type: ignore[attr-defined]
        return []
    return list(current_memberships(request.user))


def _to_login(request: HttpRequest) -> HttpResponse:
    target = f"{reverse('account_login')}?{urlencode({'next': _page_asked_for(request)})}"
    if getattr(request, "htmx", False):
        # A fragment cannot show the login page: the whole page goes there.
        return HttpResponse(headers={"HX-Redirect": target})
    return redirect(target)


def _page_asked_for(request: HttpRequest) -> str:
    """Where to go on after signing in: after a form the page it stood on, as one can only go to
    an address that is read.
    """
    shown_on = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(shown_on, {request.get_host()})
    if request.method in READING_METHODS or not is_ours:
        return request.get_full_path()
    page = urlsplit(shown_on)._replace(scheme="", netloc="", fragment="").geturl()
    return page if url_has_allowed_host_and_scheme(page, None) else request.get_full_path()

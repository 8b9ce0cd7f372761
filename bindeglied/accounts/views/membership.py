"""Acting in another of the own memberships."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from bindeglied.accounts.access import for_every_member, get_own_membership
from bindeglied.accounts.actions import switch_membership


@require_POST
@for_every_member
def switch(request: HttpRequest) -> HttpResponse:
    """Act in the chosen membership and begin there at the page of the day."""
    chosen = get_own_membership(request.user, request.POST.get("membership", ""))  # type: ignore[arg-type]
    switch_membership(request.session, to=chosen)
    return redirect("/")

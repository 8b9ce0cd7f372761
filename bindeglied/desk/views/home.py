"""The page of work that everybody lands on."""

from __future__ import annotations

from itertools import chain

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_every_member
from bindeglied.ui.registry import today


@require_safe
@for_every_member
def home(request: HttpRequest) -> HttpResponse:
    """What is to be done, contributed by every package that is there."""
    member = request.member  # type: ignore[attr-defined]
    rows = list(chain.from_iterable(contribution(member) for contribution in today))
    place = member.organisation.municipality or member.organisation.kreis
    return render(
        request, "desk/home.html", {"rows": rows, "now": timezone.localtime(), "place": place}
    )

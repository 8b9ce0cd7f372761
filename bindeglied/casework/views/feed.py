"""The calendar of somebody for their own calendar program: the address, and what it gives."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.accounts.mails import address_of
from bindeglied.casework import actions
from bindeglied.casework.access import CASE_WORKERS, member_with_feed
from bindeglied.casework.models import CalendarFeed
from bindeglied.casework.queries.feed import FEED_READ, feed_of, was_read_today
from bindeglied.documents.icalendar import icalendar_bytes
from bindeglied.trail.once import once
from bindeglied.trail.reading import note_look

NOT_KEPT = {"Cache-Control": "no-store, private"}


@require_safe
@for_roles(*CASE_WORKERS)
def subscribe(request: HttpRequest) -> HttpResponse:
    """Whether one's calendar is subscribed to; the address itself is shown once only."""
    return _page(request)


@require_POST
@for_roles(*CASE_WORKERS)
@once
def make_feed(request: HttpRequest) -> HttpResponse:
    """Make the secret address and show it, this once."""
    member = request.member  # type: ignore[attr-defined]
    token = actions.make_feed(member=member, by=member.user_id)
    return _page(request, address_of(reverse("casework:feed", args=(token,))))


@require_POST
@for_roles(*CASE_WORKERS)
@once
def withdraw_feed(request: HttpRequest) -> HttpResponse:
    """Let the address open nothing any more."""
    member = request.member  # type: ignore[attr-defined]
    actions.withdraw_feed(member=member, by=member.user_id)
    messages.success(request, _("Die Adresse öffnet nichts mehr."))
    return redirect("casework:subscribe")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The appointments behind a secret address; any other address is not there.

    Programs fetch it every hour, so it is noted as a look once a day.
    """
    member = member_with_feed(token)
    if not was_read_today(member):
        words = {"by": member.user_id, "organisation": member.organisation_id}
        note_look(request, FEED_READ, record_kind="membership", record_key=member.pk, **words)
    # A program has no language of its own choice.
    with translation.override(settings.LANGUAGE_CODE):
        content = icalendar_bytes(_("Termine"), feed_of(member))
    headers = {**NOT_KEPT, "Content-Disposition": 'inline; filename="termine.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def _page(request: HttpRequest, address: str = "") -> HttpResponse:
    member = request.member  # type: ignore[attr-defined]
    page = {"address": address, "feed": CalendarFeed.objects.filter(membership=member).first()}
    answer = render(request, "casework/subscribe.html", page)
    for name, value in NOT_KEPT.items():
        answer[name] = value
    return answer

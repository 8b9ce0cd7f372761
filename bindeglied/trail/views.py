"""Answers about drafts: to the script that saves while somebody types, and to the two buttons.

The address itself stands in an upper package, which knows who is a member.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _

from bindeglied.trail.actions import AlreadySent
from bindeglied.trail.data_keys import KeyGone
from bindeglied.trail.drafts import (
    DraftTooLong,
    NotYourDraft,
    drop_typed,
    page_of,
    save_typed,
    saved_words,
)


def keep_draft(request: HttpRequest) -> HttpResponse:
    """Keep what is being typed; says in words when it was kept, or why it was not."""
    said, status = _kept(request)
    return JsonResponse({"said": said}, status=status)


def keep_and_return(request: HttpRequest) -> HttpResponse:
    """The same for a button, without a script: back to the page, which shows the draft."""
    page = _page(request)
    said, status = _kept(request)
    (messages.success if status == 200 else messages.error)(request, said)  # noqa: PLR2004
    return HttpResponseRedirect(page)


def drop_and_return(request: HttpRequest) -> HttpResponse:
    """Forget the draft, and back to the page, which is empty then."""
    page = _page(request)
    drop_typed(request)
    messages.success(request, _("Der Entwurf ist verworfen."))
    return HttpResponseRedirect(page)


def _page(request: HttpRequest) -> str:
    try:
        return page_of(request)
    except NotYourDraft as reason:
        raise PermissionDenied(_not_yours()) from reason


def _kept(request: HttpRequest) -> tuple[str, int]:
    try:
        return saved_words(save_typed(request)), 200
    except NotYourDraft:
        return _not_yours(), 403
    except AlreadySent:
        return _("Dieses Formular ist schon abgesendet. Laden Sie die Seite neu."), 409
    except KeyGone:
        return _("Hier kann nichts mehr gespeichert werden: Die Akte ist gelöscht."), 410
    except DraftTooLong:
        return _("Der Text ist zu lang und wird nicht als Entwurf gespeichert."), 413


def _not_yours() -> str:
    return _("Diese Seite wurde für jemand anderen geöffnet. Laden Sie sie neu.")

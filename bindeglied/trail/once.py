"""Forms that may be sent twice: a double click, a reload or a bad line does the deed once.

A form carries a key of its own, drawn with `{% once_key %}`; its view is marked with `@once`. The
same key with the same content leads to where the first answer led; with another content it is
refused, because then somebody would believe that both had been done. A key belongs to one person
and ends after 24 hours. The draft of a form (see `drafts`) is forgotten together with its deed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac

from bindeglied.trail.actions import forget_draft
from bindeglied.trail.actions.end_old_keys import KEPT
from bindeglied.trail.drafts import DROP_BUTTON, NOT_TYPED, SAVE_BUTTON
from bindeglied.trail.middleware import READING_METHODS
from bindeglied.trail.models import SentForm
from bindeglied.trail.models.sent_form import KEY_FIELD
from bindeglied.trail.views import drop_and_return, keep_and_return

View = TypeVar("View", bound=Callable[..., Any])


def once(view: View) -> View:
    """Let a view that changes something do so once per key; its deed and the key are one
    transaction. Only an answer that leads on counts as done: after a fault in the form the same
    page may be sent again.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in READING_METHODS:
            return view(request, *args, **kwargs)  # type: ignore[no-any-return]
        if SAVE_BUTTON in request.POST:
            return keep_and_return(request)
        if DROP_BUTTON in request.POST:
            return drop_and_return(request)
        key = _key_of(request)
        if key is None:
            return _refused("trail/without_key.html", 400)
        with transaction.atomic():
            form, is_new = _remembered(request, key)
            if not is_new:
                return _same_again(request, form)
            answer = view(request, *args, **kwargs)
            _keep_or_forget(request, form, answer)
        return answer  # type: ignore[no-any-return]

    guarded.does_it_once = True  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def _key_of(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get(KEY_FIELD, ""))
    except ValueError:
        return None


def _remembered(request: HttpRequest, key: UUID) -> tuple[SentForm, bool]:
    """The row of this key, and whether it is new. A second request waits here for the first."""
    now, sender = timezone.now(), str(request.user.pk or "")
    form = SentForm(sender=sender, key=key, content_digest=_digest(request), sent_at=now)
    SentForm.objects.bulk_create([form], ignore_conflicts=True)
    same = SentForm.objects.filter(sender=sender, key=key)
    found = same.first()
    if found is None or found.sent_at <= now - KEPT:
        same.delete()
        return _remembered(request, key)
    # Who was here before has been led on, or took the row along.
    return found, not found.led_to


def _same_again(request: HttpRequest, form: SentForm) -> HttpResponse:
    if form.content_digest != _digest(request):
        return _refused("trail/sent_already.html", 409)
    return HttpResponseRedirect(form.led_to)


def _keep_or_forget(request: HttpRequest, form: SentForm, answer: HttpResponse) -> None:
    led_to = answer.headers.get("Location", "")
    if led_to:
        form.led_to = led_to
        form.save(update_fields=["led_to"])
        if request.user.is_authenticated:
            # A form with a prefix has a place of its own below its address.
            place = getattr(request, "draft_place", None) or request.path
            forget_draft(by=request.user.pk, place=place)
    else:
        form.delete()


def _digest(request: HttpRequest) -> str:
    """A keyed digest of address, fields and files: passwords cannot be guessed from it."""
    parts = [request.get_full_path()]
    for name in sorted(set(request.POST) - NOT_TYPED):
        parts += [name, *request.POST.getlist(name)]
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            content_of_file = sha256(b"".join(file.chunks())).hexdigest()
            file.seek(0)
            parts += [name, file.name or "", content_of_file]
    # Lengths keep the parts apart: ("ab", "c") is not ("a", "bc").
    content = "".join(f"{len(part)}:{part}" for part in parts)
    return salted_hmac("bindeglied.trail.once", content, algorithm="sha256").hexdigest()


def _refused(template: str, status: int) -> HttpResponse:
    # Without the request: the same bytes for everybody, whatever stands behind the address.
    return HttpResponse(render_to_string(template), status=status)

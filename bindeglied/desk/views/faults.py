"""Answers when something is not there, not allowed or broken."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same bytes for everybody: no name, no nonce, no id, whoever asks for whatever."""
    return HttpResponse(render_to_string("desk/not_found.html"), status=404)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say why, and where to go instead."""
    reason = str(exception) if exception.args else ""
    return HttpResponseForbidden(render(request, "desk/refused.html", {"reason": reason}).content)


def broken(request: HttpRequest) -> HttpResponse:
    """Nothing but words: whatever broke may be what a page needs."""
    return HttpResponse(render_to_string("desk/broken.html"), status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token does not fit: usually the page stood open for very long."""
    return render(request, "desk/form_expired.html", status=403)

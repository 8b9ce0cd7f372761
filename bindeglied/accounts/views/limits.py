"""What the sign-in library answers when somebody tries too often."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def too_many(request: HttpRequest) -> HttpResponse:
    """Say that it is enough for now; without the request, so the same for everybody."""
    return HttpResponse(render_to_string("accounts/too_many.html"), status=429)

"""What is being typed, kept while it is typed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from bindeglied.accounts.access import for_every_member
from bindeglied.trail import views as trail


@require_POST
@for_every_member
def draft(request: HttpRequest) -> HttpResponse:
    """Keep the text of a form that was drawn for this person."""
    return trail.keep_draft(request)

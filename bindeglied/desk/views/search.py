"""The global search: what every package finds, grouped, only what the person may see."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bindeglied.ui.registry import searches

SHORTEST = 2
LONGEST = 80


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """A fragment while typing, a whole page without a script."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    member = request.member or None  # type: ignore[attr-defined]
    groups = [find(member, text) for find in searches] if len(text) >= SHORTEST else []
    found = {"search_text": text, "groups": [group for group in groups if group.hits]}
    page = "desk/search_hits.html" if request.htmx else "desk/search.html"  # type: ignore[attr-defined]
    return render(request, page, found)

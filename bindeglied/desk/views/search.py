"""The global search: what every package finds, grouped, only what the person may see."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from bindeglied.trail.reading import note_look
from bindeglied.ui.registry import SearchGroup, searches

SHORTEST = 2
LONGEST = 80


@vary_on_headers("HX-Request")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """A fragment while typing, a whole page without a script."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    member = request.member or None  # type: ignore[attr-defined]
    groups = [find(member, text) for find in searches] if len(text) >= SHORTEST else []
    groups = [group for group in groups if group.hits]
    _note_looks(request, groups)
    found = {"search_text": text, "groups": groups}
    page = "desk/search_hits.html" if request.htmx else "desk/search.html"  # type: ignore[attr-defined]
    return render(request, page, found)


def _note_looks(request: HttpRequest, groups: list[SearchGroup]) -> None:
    """Note that people were shown: hits that name somebody come with a membership only."""
    member = request.member  # type: ignore[attr-defined]
    for group in groups:
        if group.look:
            key = member.organisation_id
            words = {"by": member.user_id, "organisation": key}
            note_look(request, group.look, record_kind="organisation", record_key=key, **words)

"""The plan as both look at it together: nothing else of the product is on the page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.casework.access import CASE_WORKERS, get_plan_version_for
from bindeglied.casework.printing import PRINT_LANGUAGES
from bindeglied.casework.showing import shown_plan
from bindeglied.casework.views.form_pages import note_look_at
from bindeglied.casework.views.plan_context import rated_in


@require_safe
@for_roles(*CASE_WORKERS)
def show(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Show the plan to its person, in German and a second language; `?sprache=ar` chooses it.

    Of a family that which concerns one adult; `?person=` chooses who.
    """
    version = get_plan_version_for(request.member, version_id)  # type: ignore[attr-defined]
    note_look_at(request, version.case, "plan shown and looked at")
    asked = request.GET.get("sprache", "")
    language = asked if asked in PRINT_LANGUAGES else version.language
    rated = rated_in(version, request.GET.get("person", ""))
    page = {
        "plan_version": version,
        "rated": rated["rated"],
        "shown": shown_plan(version, language, person=rated["rated_id"]),
        "languages": PRINT_LANGUAGES.values(),
    }
    return render(request, "casework/show.html", page)

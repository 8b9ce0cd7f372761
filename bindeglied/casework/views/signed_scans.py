"""The scan of the signed sheet: attached to an agreed version, and downloaded again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.casework import actions
from bindeglied.casework.access import CASE_WORKERS, get_plan_version_for, get_signed_scan_for
from bindeglied.casework.forms.signed_scans import AttachForm
from bindeglied.casework.models import Person, PlanVersion, ScanKind, SignedScan
from bindeglied.casework.queries.signed_sheets import sheets_on_paper
from bindeglied.casework.views.form_pages import is_done, note_look_at
from bindeglied.casework.views.plan_pages import by_of, show_form
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once

# Media type and end of the name; both from what the content is, never from what was sent.
SENT_AS = {
    ScanKind.PDF: ("application/pdf", "pdf"),
    ScanKind.JPEG: ("image/jpeg", "jpg"),
    ScanKind.PNG: ("image/png", "png"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def attach(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Attach a scan to a version that was agreed on paper."""
    version = get_plan_version_for(request.member, version_id)  # type: ignore[attr-defined]
    sheets = _sheets_of(version)
    form = form_with_draft(request, AttachForm, owner=version.case_id, sheets=sheets)
    about: dict[str, Any] = {"plan_version": version, "by": by_of(request)}
    if is_done(form, lambda: actions.attach_scan(**about, **form.cleaned_data)):
        messages.success(request, _("Der Scan ist angehängt."))
        return redirect("casework:plan", version.pk)
    return show_form(request, "casework/plan_attach_scan.html", version, form)


@require_safe
@for_roles(*CASE_WORKERS)
def download(request: HttpRequest, scan_id: UUID) -> HttpResponse:
    """A scan as a file to save; the browser does not guess what is in it."""
    scan = get_signed_scan_for(request.member, scan_id)  # type: ignore[attr-defined]
    note_look_at(request, scan.case, "signed scan looked at")
    media_type, ending = SENT_AS[ScanKind(scan.kind)]
    words = {
        "Content-Disposition": f'attachment; filename="{_name_of(scan)}.{ending}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(scan.content, content_type=media_type, headers=words)


def _sheets_of(version: PlanVersion) -> list[Person | None]:
    sheets = sheets_on_paper(version)
    if not sheets:
        raise PermissionDenied(
            _(
                "Ein Scan gehört zu einem Plan, der auf Papier unterschrieben wurde; dieser wurde "
                "es nicht."
            )
        )
    return sheets


def _name_of(scan: SignedScan) -> str:
    version = scan.plan_version
    return f"plan-{scan.case.number}-{version.plan.number}-{version.number}-unterschrieben"

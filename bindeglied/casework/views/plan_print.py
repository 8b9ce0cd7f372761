"""The print of a plan: the kept one of an agreed version, made anew for a draft."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.casework.access import CASE_WORKERS, get_plan_version_for
from bindeglied.casework.models import PlanPrint, PlanVersion
from bindeglied.casework.printing import PrintedPlan, print_plan
from bindeglied.casework.views.form_pages import note_look_at


@require_safe
@for_roles(*CASE_WORKERS)
def plan_pdf(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """The plan as PDF, in German and the second language."""
    version = get_plan_version_for(request.member, version_id)  # type: ignore[attr-defined]
    note_look_at(request, version.case, "plan printed")
    kept = PlanPrint.objects.filter(plan_version=version).first()
    pdf = kept.pdf if kept else printed_now(version).pdf
    name = f"plan-{version.case.number}-{version.plan.number}-{version.number}.pdf"
    words = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=words)


def printed_now(version: PlanVersion) -> PrintedPlan:
    """The print of a version as it is now, in its second language."""
    return print_plan(version, version.language)

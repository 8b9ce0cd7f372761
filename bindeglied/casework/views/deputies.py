"""Who stands in for the adviser."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bindeglied.accounts.access import for_roles
from bindeglied.casework import actions
from bindeglied.casework.access import CASE_WORKERS, get_assignment_for, get_case_for
from bindeglied.casework.forms.deputies import DeputyForm, EndDeputyForm
from bindeglied.casework.queries.team import colleagues_for
from bindeglied.casework.views.form_pages import form_page, is_done
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def deputy(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Name a colleague as deputy."""
    member = request.member  # type: ignore[attr-defined]
    case = get_case_for(member, case_id)
    colleagues = colleagues_for(case)
    form = form_with_draft(request, DeputyForm, owner=case.pk, colleagues=colleagues)
    if is_done(
        form, lambda: actions.assign_deputy(case=case, by=member.user_id, **form.cleaned_data)
    ):
        messages.success(request, _("Die Vertretung ist eingetragen."))
        return redirect("casework:case", case.pk)
    return form_page(
        request, "casework/deputy.html", case, form, has_colleagues=colleagues.exists()
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def end_deputy(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """Put an end to a deputy."""
    member = request.member  # type: ignore[attr-defined]
    assignment = get_assignment_for(member, assignment_id)
    form = form_with_draft(request, EndDeputyForm, owner=assignment.case_id)
    if is_done(
        form,
        lambda: actions.end_assignment(
            assignment=assignment, by=member.user_id, **form.cleaned_data
        ),
    ):
        messages.success(request, _("Die Vertretung endet an diesem Tag."))
        return redirect("casework:case", assignment.case_id)
    return form_page(
        request, "casework/end_deputy.html", assignment.case, form, assignment=assignment
    )

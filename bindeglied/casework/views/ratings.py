"""One domain of the assessment: levels and the wish."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from bindeglied.accounts.access import for_roles
from bindeglied.casework import actions
from bindeglied.casework.access import CASE_WORKERS
from bindeglied.casework.forms.plan import PlanForm, RatingForm
from bindeglied.casework.models import Domain, DomainRating, PlanVersion
from bindeglied.casework.views.plan_pages import back_to, draft_for, is_saved, show_plan
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def rate(request: HttpRequest, version_id: UUID, domain: str) -> HttpResponse:
    """Say what was found in one domain, on the page of the whole plan."""
    member = request.member  # type: ignore[attr-defined]
    version = draft_for(member, version_id)
    about: Any = {"plan_version": version, "domain": _domain(domain), "by": member.user_id}
    form = _form(request, version, domain)
    deed = actions.rate_domain if isinstance(form, RatingForm) else actions.clear_domain
    if is_saved(form, lambda **words: deed(**about, **words), lambda: _as_it_is(version, domain)):
        return back_to(version, domain)
    return show_plan(request, version, domain=domain, form=form)


def _domain(name: str) -> Domain:
    if name not in Domain.values:
        raise Http404
    return Domain(name)


def _form(request: HttpRequest, version: PlanVersion, domain: str) -> Form:
    if request.method == "POST" and "leeren" in request.POST:
        return PlanForm(request.POST)
    words = {"version": version.version, **_as_it_is(version, domain)}
    return form_with_draft(request, RatingForm, owner=version.case_id, initial=words)


def _as_it_is(version: PlanVersion, domain: str) -> dict[str, Any]:
    ratings = DomainRating.objects.filter(assessment=version.assessment_id)
    rating = ratings.filter(domain=domain).first() or DomainRating(levels="- - -", wish="")
    names = ("need", "resource", "independence", "wish")
    return {name: getattr(rating, name) for name in names}

"""One domain of the assessment: levels and the wish."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from bindeglied.accounts.access import for_roles
from bindeglied.casework import actions
from bindeglied.casework.access import CASE_WORKERS
from bindeglied.casework.forms.plan import PlanForm, RatingForm
from bindeglied.casework.household import assessed_in
from bindeglied.casework.models import Domain, DomainRating, Person, PlanVersion
from bindeglied.casework.queries import ratings_of
from bindeglied.casework.views.plan_pages import back_to, draft_for, is_saved, show_plan
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def rate(
    request: HttpRequest, version_id: UUID, domain: str, person_id: UUID | None = None
) -> HttpResponse:
    """Say what was found in one domain, on the page of the whole plan; in a family of one adult."""
    member = request.member  # type: ignore[attr-defined]
    version = draft_for(member, version_id)
    about: Any = {"plan_version": version, "domain": _domain(domain), "by": member.user_id}
    about["person"] = _assessed(version, person_id)
    form = _form(request, version, domain, person_id)
    deed = actions.rate_domain if isinstance(form, RatingForm) else actions.clear_domain
    theirs = partial(_as_it_is, version, domain, person_id)
    if is_saved(form, partial(deed, **about), theirs):
        return back_to(version, domain, person=person_id)
    return show_plan(request, version, domain=domain, person=str(person_id or ""), form=form)


def _domain(name: str) -> Domain:
    if name not in Domain.values:
        raise Http404
    return Domain(name)


def _assessed(version: PlanVersion, person_id: UUID | None) -> Person | None:
    """The adult of the address; without one whoever began the plan."""
    if person_id is None:
        return None
    found = [one for one in assessed_in(version.plan) if one.pk == person_id]
    if not found:
        raise Http404
    return found[0]


def _form(request: HttpRequest, version: PlanVersion, domain: str, person_id: UUID | None) -> Form:
    if request.method == "POST" and "leeren" in request.POST:
        return PlanForm(request.POST)
    words = {"version": version.version, **_as_it_is(version, domain, person_id)}
    return form_with_draft(request, RatingForm, owner=version.case_id, initial=words)


def _as_it_is(version: PlanVersion, domain: str, person_id: UUID | None) -> dict[str, Any]:
    ratings = ratings_of(version, person_id)
    rating = ratings.filter(domain=domain).first() or DomainRating(levels="- - -", wish="")
    names = ("need", "resource", "independence", "wish")
    return {name: getattr(rating, name) for name in names}

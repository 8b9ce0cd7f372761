"""A plan in one go: what a first talk needs, on one form."""

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
from bindeglied.casework.forms.one_go import OneGoForm, proposals
from bindeglied.casework.forms.suggested import form_with_suggestions
from bindeglied.casework.household import assessed_in
from bindeglied.casework.models import Domain, DomainRating, Goal, Person, PlanVersion
from bindeglied.casework.queries import ratings_of
from bindeglied.casework.suggestions import suggestions_for
from bindeglied.casework.views.plan_context import print_languages
from bindeglied.casework.views.plan_pages import back_to, by_of, draft_for, is_saved, show_form
from bindeglied.trail.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def write(request: HttpRequest, version_id: UUID, domain: str) -> HttpResponse:
    """Write down a domain with goal, first step and contributions, all or nothing."""
    version = draft_for(request.member, version_id)  # type: ignore[attr-defined]
    form = _form(request, version, _known(domain))
    saved: list[Goal] = []
    deed = partial(_write, version, Domain(domain), by_of(request), _assessed(version))
    if is_saved(
        form, lambda **words: saved.append(deed(**words)), lambda: _as_it_is(version, domain)
    ):
        return back_to(version, domain, f"ziel-{saved[0].pk}")
    more = {
        "domain": Domain(domain),
        "suggestions": suggestions_for(domain),
        "rated": _assessed(version) if version.plan.is_for_family else None,
    }
    return show_form(request, "casework/plan_one_go.html", version, form, **more)


def _known(name: str) -> str:
    if name not in Domain.values:
        raise Http404
    return name


def _assessed(version: PlanVersion) -> Person:
    """Whose needs and wish are written down: whoever began the plan, if it still covers them."""
    return next(iter(assessed_in(version.plan)), version.plan.person)


def _form(request: HttpRequest, version: PlanVersion, domain: str) -> Form:
    # The lowest level is 0 and says something; only what is open makes room for a proposal.
    stands = {k: v for k, v in _as_it_is(version, domain).items() if v not in (None, "")}
    words = {"version": version.version, **proposals(), **stands}
    return form_with_suggestions(
        request, OneGoForm, owner=version.case_id, initial=words, languages=print_languages()
    )


def _write(
    version: PlanVersion,
    domain: Domain,
    by: UUID,
    person: Person,
    *,
    expected_version: int,
    **words: Any,
) -> Goal:
    return actions.write_in_one_go(
        plan_version=version,
        expected_version=expected_version,
        domain=domain,
        words=words,  # type: ignore[arg-type]
        by=by,
        person=person,
    )


def _as_it_is(version: PlanVersion, domain: str) -> dict[str, Any]:
    """What the draft says already of this domain and of the contributions."""
    now = PlanVersion.objects.get(pk=version.pk)
    ratings = ratings_of(version, _assessed(version).pk).filter(domain=domain)
    rating = ratings.first() or DomainRating(levels="- - -", wish="")
    levels = {name: getattr(rating, name) for name in ("need", "resource", "independence", "wish")}
    rest = ("client_contributes", "office_contributes", "review_on", "language")
    return levels | {name: getattr(now, name) for name in rest}

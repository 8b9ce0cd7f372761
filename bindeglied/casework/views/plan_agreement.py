"""What both sides contribute, and the agreement that freezes a version."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bindeglied.accounts.access import for_roles
from bindeglied.casework import actions, queries
from bindeglied.casework.access import CASE_WORKERS, get_abstention_for
from bindeglied.casework.forms.plan import ContributionsForm, proposed_review
from bindeglied.casework.forms.plan_agreement import AgreeForm, AgreementFields, DeclineForm
from bindeglied.casework.household import adults_of, people_of_plan
from bindeglied.casework.models import Abstention, PlanVersion
from bindeglied.casework.views.form_pages import is_done
from bindeglied.casework.views.plan_context import language_name, print_languages
from bindeglied.casework.views.plan_pages import by_of, draft_for, is_saved, show_form
from bindeglied.casework.views.plan_print import printed_now
from bindeglied.documents.scans import Scan
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def contributions(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Write down what both sides contribute, and when they look at the plan again."""
    version = draft_for(request.member, version_id)  # type: ignore[attr-defined]
    form = _contributions_form(request, version)
    about: dict[str, Any] = {"plan_version": version, "by": by_of(request)}
    if is_saved(form, lambda **words: _save(**about, **words), lambda: _as_it_is(version.pk)):
        return redirect("casework:plan", version.pk)
    return show_form(request, "casework/plan_contributions.html", version, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def agree(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Show what is agreed as it will be signed, and agree on it."""
    version = draft_for(request.member, version_id)  # type: ignore[attr-defined]
    form = form_with_draft(
        request,
        AgreeForm,
        owner=version.case_id,
        initial={"version": version.version},
        adults=adults_of(people_of_plan(version.plan)) if version.plan.is_for_family else (),
    )
    about: dict[str, Any] = {"plan_version": version, "by": by_of(request)}
    if is_saved(form, lambda **words: _agree(**about, **words), dict):
        messages.success(request, _("Der Plan ist vereinbart."))
        return redirect("casework:plan", version.pk)
    return show_form(request, "casework/plan_agree.html", version, form, **_summary(version))


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def agree_late(request: HttpRequest, abstention_id: UUID) -> HttpResponse:
    """Somebody who did not agree at first agrees to the frozen version after all."""
    member = request.member  # type: ignore[attr-defined]
    abstention = get_abstention_for(member, abstention_id)
    version = abstention.plan_version
    form = form_with_draft(request, AgreementFields, owner=version.case_id)
    about: dict[str, Any] = {"abstention": abstention, "by": by_of(request)}
    if is_done(form, lambda: _agree_later(**about, **form.cleaned_data)):
        messages.success(request, _("Festgehalten: Die Person stimmt dem Plan zu."))
        return redirect("casework:plan", version.pk)
    return show_form(
        request, "casework/plan_agree_late.html", version, form, signer=abstention.person
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def decline_late(request: HttpRequest, abstention_id: UUID) -> HttpResponse:
    """Somebody who was absent does not agree to the frozen version."""
    abstention = get_abstention_for(request.member, abstention_id)  # type: ignore[attr-defined]
    version = abstention.plan_version
    form = form_with_draft(request, DeclineForm, owner=version.case_id)
    about: dict[str, Any] = {"abstention": abstention, "by": by_of(request)}
    if is_done(form, lambda: actions.decline_later(**about, **form.cleaned_data)):
        messages.success(request, _("Festgehalten: Die Person lehnt den Plan ab."))
        return redirect("casework:plan", version.pk)
    return show_form(
        request, "casework/plan_decline_late.html", version, form, signer=abstention.person
    )


def _contributions_form(request: HttpRequest, version: PlanVersion) -> Form:
    words = {"version": version.version, **_as_it_is(version.pk)}
    words["review_on"] = words["review_on"] or proposed_review()
    return form_with_draft(
        request,
        ContributionsForm,
        owner=version.case_id,
        initial=words,
        languages=print_languages(),
    )


def _save(*, client_contributes: str, office_contributes: str, **words: Any) -> None:
    actions.save_contributions(client=client_contributes, office=office_contributes, **words)


def _as_it_is(version_id: UUID) -> dict[str, Any]:
    version = PlanVersion.objects.get(pk=version_id)
    names = ("client_contributes", "office_contributes", "review_on", "language")
    return {name: getattr(version, name) for name in names}


@transaction.atomic
def _agree(*, plan_version: PlanVersion, by: UUID, scan: Scan | None, **words: Any) -> None:
    actions.agree_plan(plan_version=plan_version, by=by, **words)
    # Made afterwards, because it shows the digest of what was frozen.
    printed = printed_now(plan_version)
    actions.keep_print(
        plan_version=plan_version, pdf=printed.pdf, made_with=printed.made_with, by=by
    )
    if scan:
        actions.attach_scan(plan_version=plan_version, scan=scan, by=by)


@transaction.atomic
def _agree_later(*, abstention: Abstention, by: UUID, scan: Scan | None, **words: Any) -> None:
    actions.agree_later(abstention=abstention, by=by, **words)
    if scan:
        version, person = abstention.plan_version, abstention.person
        actions.attach_scan(plan_version=version, scan=scan, by=by, person=person)


def _summary(version: PlanVersion) -> dict[str, Any]:
    rows = queries.domains_of(version)
    return {
        "missing": queries.what_is_missing(version),
        "replaced": " ".join(printed_now(version).replaced),
        "goals": [goal for row in rows for goal in row.goals],
        "print_language": language_name(version.language),
    }

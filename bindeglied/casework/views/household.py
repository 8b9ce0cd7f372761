"""The household of a case: somebody is added, belongs to it differently, or leaves it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bindeglied.accounts.access import for_roles
from bindeglied.casework import actions
from bindeglied.casework.access import CASE_WORKERS, get_case_for, get_person_for
from bindeglied.casework.forms.household import MembershipForm, NewPersonForm, said_age
from bindeglied.casework.models import Person
from bindeglied.casework.views.form_pages import form_page, is_done, is_saved
from bindeglied.casework.views.registration import alike_to
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def add_person(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Add somebody who belongs to the household; first show who may be known already."""
    member = request.member  # type: ignore[attr-defined]
    case = get_case_for(member, case_id)
    form = form_with_draft(request, NewPersonForm, owner=case.pk)
    alike = alike_to(request, form, member) if form.is_valid() else None
    if not alike and is_done(
        form, lambda: actions.add_person(case=case, by=member.user_id, **form.words)
    ):
        messages.success(request, _("Der Mensch gehört jetzt zum Fall."))
        return redirect("casework:case", case.pk)
    return form_page(request, "casework/add_person.html", case, form, alike=alike)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def membership(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Change role, living apart, or since when somebody no longer belongs to the household."""
    member = request.member  # type: ignore[attr-defined]
    person = get_person_for(member, person_id)
    first = {**_as_it_is(person), "version": person.version}
    form = form_with_draft(request, MembershipForm, owner=person.case_id, initial=first)
    about: dict[str, Any] = {"person": person, "by": member.user_id}
    if is_saved(
        form,
        lambda **words: actions.change_membership(**about, **_chosen(form, words)),
        lambda: _as_it_is(Person.objects.get(pk=person.pk)),
    ):
        messages.success(request, _("Der Haushalt ist geändert."))
        return redirect("casework:case", person.case_id)
    return form_page(request, "casework/membership.html", person.case, form, person=person)


def _chosen(form: MembershipForm, words: dict[str, Any]) -> dict[str, Any]:
    rest = {name: words[name] for name in ("expected_version", "left_on")}
    return {**form.belonging, **rest}


def _as_it_is(person: Person) -> dict[str, Any]:
    return {
        "household_role": person.household_role,
        "age": said_age(person.is_said_adult),
        "lives_apart": person.lives_apart,
        "left_on": person.left_on,
    }

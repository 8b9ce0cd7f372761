"""What is known about a person: a new value, with where it comes from."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bindeglied.accounts.access import for_roles
from bindeglied.casework import actions
from bindeglied.casework.access import CASE_WORKERS, get_person_for
from bindeglied.casework.forms.facts import FactForm
from bindeglied.casework.models import FactKind, Person
from bindeglied.casework.queries import facts_of
from bindeglied.casework.queries.team import people_of_team
from bindeglied.casework.views.form_pages import form_page, is_done
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def fact(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Add a value of one kind; what was known before stays."""
    member = request.member  # type: ignore[attr-defined]
    person, kind = get_person_for(member, person_id), _kind(request)
    # A prefix, because all kinds have one address: a draft of one must not fill another.
    form = form_with_draft(request, FactForm, owner=person.case_id, kind=kind, prefix=kind.value)
    if is_done(
        form,
        lambda: actions.add_fact(person=person, kind=kind, by=member.user_id, **form.cleaned_data),
    ):
        messages.success(request, _("Die Angabe ist gesichert."))
        return redirect("casework:case", person.case_id)
    return form_page(request, "casework/fact.html", person.case, form, **_known(person, kind))


def _kind(request: HttpRequest) -> FactKind:
    asked = request.GET.get("art", "")
    return FactKind(asked) if asked in FactKind.values else FactKind.ADDRESS


def _known(person: Person, kind: FactKind) -> dict[str, object]:
    known = next((one for one in facts_of(person) if one.kind is kind), None)
    return {
        "person": person,
        "kind": kind,
        "kinds": list(FactKind),
        "fact": known,
        "writers": people_of_team(person.case),
    }

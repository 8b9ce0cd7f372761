"""What the pages of a plan share: the draft looked up, the deed done or refused, the page shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from bindeglied.accounts.models import Membership
from bindeglied.casework.access import get_plan_version_for
from bindeglied.casework.models import PlanState, PlanVersion
from bindeglied.casework.transitions import NotAllowed
from bindeglied.casework.views import plan_context
from bindeglied.casework.views.form_pages import note_look_at
from bindeglied.trail.versions import ChangedMeanwhile, both_texts

# Asked for with a click: the page of a plan takes half as many statements without them.
CHANGES = "aenderungen"


def by_of(request: HttpRequest) -> UUID:
    """Who does the deed that a request asks for."""
    member: Membership = request.member  # type: ignore[attr-defined]
    return member.user_id


def draft_for(member: Membership, version_id: UUID) -> PlanVersion:
    """A draft of a visible case; an agreed version is refused with the reason."""
    return still_draft(get_plan_version_for(member, version_id))


def still_draft(version: PlanVersion) -> PlanVersion:
    """The version, unless it was agreed: then nothing in it changes any more."""
    if version.state != PlanState.DRAFT:
        raise PermissionDenied(
            _(
                "Diese Fassung ist vereinbart und bleibt, wie sie ist. Was sich ändern soll, kommt "
                "in die nächste Fassung."
            )
        )
    return version


def is_saved(
    form: Form, deed: Callable[..., object], theirs: Callable[[], Mapping[str, Any]]
) -> bool:
    """Do a deed with the words of a form that is sound; a refusal becomes a fault of the form.

    Where somebody else was faster the form shows both texts; `theirs` reads what stands there now.
    """
    if not form.is_valid():
        return False
    words = dict(form.cleaned_data)
    try:
        deed(expected_version=words.pop("version"), **words)
    except NotAllowed as refusal:
        form.add_error(None, refusal.reason)
    except ChangedMeanwhile as conflict:
        name, moment = plan_context.last_change(conflict.current)
        both_texts(form, theirs(), by=name, at=moment, version=conflict.current.version)
        return False
    return form.is_valid()


def note_how_it_goes_on(
    request: HttpRequest, states: type[TextChoices], deed: Callable[..., object]
) -> None:
    """Do a deed with the state that a button asks for; a refusal becomes a message."""
    wanted = request.POST.get("state", "")
    try:
        if wanted not in states.values:
            raise NotAllowed(_("Diesen Stand gibt es nicht."))
        deed(states(wanted))
    except NotAllowed as refusal:
        messages.error(request, refusal.reason)


def status_of(form: Form | None) -> int:
    """409 where somebody else was faster, else 200."""
    return HTTPStatus.CONFLICT if getattr(form, "conflict", None) else HTTPStatus.OK


def show_plan(
    request: HttpRequest,
    version: PlanVersion,
    *,
    domain: str = "",
    person: str = "",
    form: Form | None = None,
) -> HttpResponse:
    """Assessment and plan on one page, one domain open, perhaps with its form.

    In a plan of the family `person` is the id of the adult whose ratings are shown.
    """
    note_look_at(request, version.case, "plan looked at")
    page = plan_context.page_of(version, domain, person) | {"form": form}
    if CHANGES in request.GET:
        page["changes"] = plan_context.changes_of(version)
    return render(request, "casework/plan.html", page, status=status_of(form))


def show_form(
    request: HttpRequest, template: str, version: PlanVersion, form: Form, **more: Any
) -> HttpResponse:
    """A page with one form about a plan."""
    note_look_at(request, version.case, "plan looked at")
    page = {
        "plan_version": version,
        "case": version.case,
        "person": plan_context.whose(version),
        "form": form,
        "in_view": adult_in_view(request),
    }
    return render(request, template, page | more, status=status_of(form))


def adult_in_view(request: HttpRequest) -> UUID | None:
    """Whose ratings the plan shows behind a form, as its address says; None where it is silent."""
    try:
        return UUID(request.GET.get("person", ""))
    except ValueError:
        return None


def back_to(
    version: PlanVersion, domain: str, place: str = "", *, person: UUID | None = None
) -> HttpResponseRedirect:
    """To the plan, with the domain open and the place in view; in a family those of one adult."""
    address = reverse("casework:plan", args=(version.pk,))
    place = place or f"bereich-{domain}"
    of_whom = f"&person={person}" if person else ""
    return HttpResponseRedirect(f"{address}?bereich={domain}{of_whom}#{place}")

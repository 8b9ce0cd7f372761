"""Passing a notice on: divide, compare keys, look at the shares, release."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.accounts.models import Membership, Role
from bindeglied.funding import actions
from bindeglied.funding.access import (
    FRAME_READERS,
    get_own_notice_for,
    get_sub_allocation_for,
    get_waiting_for,
    own_kreis_of,
)
from bindeglied.funding.forms.deciding import DecideForm
from bindeglied.funding.forms.notices import SubAllocationForm, as_typed, keys_to_choose
from bindeglied.funding.models import FrameNotice, SubAllocation, SubAllocationState
from bindeglied.funding.queries.comparing import compared
from bindeglied.funding.queries.dividing import known_weights, recipients_of
from bindeglied.funding.views.deeds import is_done, note_look_at_shares
from bindeglied.funding.views.shares import shares_page
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once

# A button that only reckons: the form comes back with the comparison, nothing is stored.
RECKON = "vergleichen"


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.FUNDING_OFFICER)
@once
def sub_allocate(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Divide a notice, so that somebody else can release it."""
    member = request.member  # type: ignore[attr-defined]
    notice = get_own_notice_for(member, notice_id)
    form = _form_of(request, notice)
    if is_done(
        form,
        lambda: actions.prepare_sub_allocation(
            notice=notice, division=form.division(), words=form.words(), **_who(member)
        ),
    ):
        messages.success(request, _("Die Verteilung ist vorbereitet und wartet auf Freigabe."))
        return redirect("funding:notice", notice.pk)
    return render(request, "funding/sub_allocate.html", _form_page(form, notice))


@require_safe
@for_roles(Role.FUNDING_OFFICER)
def compare_keys(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Two keys side by side, with what was typed into the form so far; nothing is stored."""
    member = request.member  # type: ignore[attr-defined]
    notice = get_own_notice_for(member, notice_id)
    typed = as_typed(_form_of(request, notice))
    choices = keys_to_choose(typed.known)
    chosen = [_chosen(request, name, place, choices) for place, name in enumerate(("a", "b"))]
    first, second = (typed.division(key) for key in chosen)
    result = compared(notice, (first, second), among=typed.among, known=typed.known)
    page = {"notice": notice, "comparison": result, "choices": choices, "chosen": chosen}
    page |= {"names": [dict(choices)[key] for key in chosen], "known": typed.known}
    return render(request, "funding/compare_keys.html", page)


@require_safe
@for_roles(*FRAME_READERS)
def sub_allocation(request: HttpRequest, sub_allocation_id: UUID) -> HttpResponse:
    """The shares that one may see, and why each is what it is."""
    member = request.member  # type: ignore[attr-defined]
    found = get_sub_allocation_for(member, sub_allocation_id)
    note_look_at_shares(request, found.pk, "shares looked at")
    page = shares_page(member, found, request)
    page["is_own"] = found.notice.kreis_id == own_kreis_of(member)
    page["waits"] = page["is_own"] and found.state == SubAllocationState.PREPARED
    page["is_by_me"] = found.prepared_by == member.user_id
    return render(request, "funding/sub_allocation.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.FUNDING_OFFICER)
@once
def decide_sub_allocation(request: HttpRequest, sub_allocation_id: UUID) -> HttpResponse:
    """Release what a colleague prepared, or take it back."""
    member = request.member  # type: ignore[attr-defined]
    found = get_waiting_for(member, sub_allocation_id)
    form = DecideForm(request.POST if request.method == "POST" else None)
    if is_done(form, lambda: _decide(form, found, member)):
        messages.success(request, form.done_words())
        return redirect("funding:sub_allocation", found.pk)
    note_look_at_shares(request, found.pk, "shares looked at")
    page = shares_page(member, found, request) | {"form": form}
    page["is_by_me"] = found.prepared_by == member.user_id
    return render(request, "funding/decide_sub_allocation.html", page)


def _decide(form: DecideForm, found: SubAllocation, member: Membership) -> None:
    deeds = {
        "release": actions.release_sub_allocation,
        "withdraw": actions.withdraw_sub_allocation,
    }
    deeds[form.cleaned_data["decision"]](sub_allocation=found, **_who(member))


def _who(member: Membership) -> dict[str, Any]:
    return {"by": member.user_id, "organisation": member.organisation_id}


def _form_of(request: HttpRequest, notice: FrameNotice) -> SubAllocationForm:
    return form_with_draft(
        request,
        SubAllocationForm,
        place=reverse("funding:sub_allocate", args=(notice.pk,)),
        among=recipients_of(notice.kreis_id),
        known=known_weights(notice.kreis_id),
    )


def _form_page(form: SubAllocationForm, notice: FrameNotice) -> dict[str, Any]:
    holds = not FrameNotice.objects.filter(replaces=notice).exists()
    return {"form": form, "notice": notice, "holds": holds, "known": form.known}


def _chosen(request: HttpRequest, name: str, place: int, choices: list[tuple[str, str]]) -> str:
    """The key that the address asks for; else the first for one side, the second for the other."""
    wanted = request.GET.get(name, "")
    return wanted if wanted in dict(choices) else choices[place][0]

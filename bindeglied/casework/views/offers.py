"""Offering support, and the answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bindeglied.accounts.access import for_roles
from bindeglied.casework import actions
from bindeglied.casework.access import CASE_WORKERS, get_case_for, get_offer_for
from bindeglied.casework.forms.offers import AnswerForm, OfferForm
from bindeglied.casework.views.form_pages import form_page, is_done
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def offer(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Put down that support was offered."""
    member = request.member  # type: ignore[attr-defined]
    case = get_case_for(member, case_id)
    form = form_with_draft(request, OfferForm, owner=case.pk)
    if is_done(
        form, lambda: actions.offer_support(case=case, by=member.user_id, **form.cleaned_data)
    ):
        messages.success(
            request, _("Das Angebot ist festgehalten. Als Nächstes zählt die Antwort.")
        )
        return redirect("casework:case", case.pk)
    return form_page(request, "casework/offer.html", case, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def answer(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Put down whether the offer was accepted."""
    member = request.member  # type: ignore[attr-defined]
    made = get_offer_for(member, offer_id)
    form = form_with_draft(request, AnswerForm, owner=made.case_id, offered_on=made.offered_on)
    if is_done(
        form, lambda: actions.answer_offer(offer=made, by=member.user_id, **form.cleaned_data)
    ):
        messages.success(request, _("Die Antwort ist festgehalten."))
        return redirect("casework:case", made.case_id)
    return form_page(request, "casework/answer.html", made.case, form, offer=made)

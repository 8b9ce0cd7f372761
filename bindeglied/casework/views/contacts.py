"""Getting in touch: attempts, giving up, contacts with their notes, what was confided."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.casework import actions
from bindeglied.casework.access import (
    CASE_WORKERS,
    get_case_for,
    get_confided_for,
    get_contact_for,
)
from bindeglied.casework.forms.contacts import AttemptForm, CorrectionForm
from bindeglied.casework.forms.deputies import GiveUpForm
from bindeglied.casework.models import Contact
from bindeglied.casework.queries.talks import known_for_talks, open_goals, people_of, title_of
from bindeglied.casework.views.form_pages import form_page, is_done, note_look_at
from bindeglied.casework.views.notes import goals_to_choose, note_form, people_to_choose
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once

NOTED = (
    *("form", "minutes", "place", "language", "interpreting", "text"),
    *("topics", "goals", "people", "third_persons"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def attempt(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write down an attempt that did not succeed."""
    member = request.member  # type: ignore[attr-defined]
    case = get_case_for(member, case_id)
    form = form_with_draft(request, AttemptForm, owner=case.pk)
    if is_done(
        form, lambda: actions.log_contact_attempt(case=case, by=member.user_id, **form.cleaned_data)
    ):
        messages.success(request, _("Der Kontaktversuch ist notiert."))
        return redirect("casework:case", case.pk)
    return form_page(request, "casework/attempt.html", case, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def give_up(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Put down that somebody was not reached."""
    member = request.member  # type: ignore[attr-defined]
    case = get_case_for(member, case_id)
    form = GiveUpForm(request.POST if request.method == "POST" else None)
    if is_done(form, lambda: actions.give_up_reaching(case=case, by=member.user_id)):
        messages.success(
            request,
            _(
                "Der Fall steht jetzt auf „nicht erreicht“. "
                "Sie können jederzeit wieder Unterstützung anbieten."
            ),
        )
        return redirect("casework:case", case.pk)
    return form_page(request, "casework/give_up.html", case, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def contact(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Write the note of a contact."""
    member = request.member  # type: ignore[attr-defined]
    case = get_case_for(member, case_id)
    known = known_for_talks(case, is_sent=request.method == "POST")
    form = note_form(request, case, known)
    if is_done(
        form, lambda: actions.note_contact(case=case, by=member.user_id, **form.cleaned_data)
    ):
        messages.success(request, _("Die Notiz ist gesichert."))
        return redirect("casework:case", case.pk)
    if request.method != "POST" and request.htmx:  # type: ignore[attr-defined]
        # The page of the case opens the form in its own place, ready for typing.
        form.fields["text"].widget.attrs["autofocus"] = True
        return form_page(request, "casework/quick_note.html", case, form)
    return form_page(request, "casework/contact.html", case, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*CASE_WORKERS)
@once
def correct(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Write a note anew; the first one stays."""
    member = request.member  # type: ignore[attr-defined]
    wrong = get_contact_for(member, contact_id)
    form = _correction_form(request, wrong)
    if is_done(
        form, lambda: actions.correct_contact(contact=wrong, by=member.user_id, **form.cleaned_data)
    ):
        messages.success(request, _("Die Notiz ist berichtigt. Die erste Fassung bleibt lesbar."))
        return redirect("casework:case", wrong.case_id)
    return form_page(request, "casework/correct.html", wrong.case, form, contact=wrong)


@require_safe
@for_roles(*CASE_WORKERS)
def confided(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Read what was confided in a contact."""
    member = request.member  # type: ignore[attr-defined]
    text = get_confided_for(member, contact_id)
    note_look_at(request, text.case, "confided text looked at")
    page = {"case": text.case, "contact": text.contact, "confided": text}
    return render(request, "casework/confided.html", {**page, "title": title_of(text.case)})


def _correction_form(request: HttpRequest, wrong: Contact) -> CorrectionForm:
    return form_with_draft(
        request,
        CorrectionForm,
        owner=wrong.case_id,
        initial={name: getattr(wrong, name) for name in NOTED},
        people=people_to_choose(people_of(wrong.case)),
        goals=goals_to_choose(open_goals(wrong.case), wrong),
    )

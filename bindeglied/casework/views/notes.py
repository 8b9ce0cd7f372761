"""The form of a note, prefilled from what is known; on its own page and beside the case."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from bindeglied.casework.forms.contacts import ContactForm
from bindeglied.casework.languages import InterpreterNeed, Language
from bindeglied.casework.models import Case, Interpreting
from bindeglied.casework.queries.talks import KnownForTalks
from bindeglied.trail.drafts import form_with_draft


def note_form(request: HttpRequest, case: Case, known: KnownForTalks) -> ContactForm:
    """The form for a contact; wherever it is shown, it is sent to the page of the contact."""
    return form_with_draft(
        request,
        ContactForm,
        owner=case.pk,
        place=reverse("casework:contact", args=(case.pk,)),
        has_drafts=case.has_drafts,
        initial=_proposed(known),
        may_be_first=not known.has_first_contact,
    )


def _proposed(known: KnownForTalks) -> dict[str, Any]:
    needed = known.interpreting == InterpreterNeed.NEEDED
    speaks = known.language if needed and known.language in Language.values else Language.GERMAN
    return {
        "language": speaks,
        "interpreting": Interpreting.PROFESSIONAL if needed else Interpreting.NONE,
        "is_first": not known.has_first_contact,
    }

"""The form of a note, prefilled from what is known; on its own page and beside the case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from bindeglied.casework.forms.contacts import ContactForm
from bindeglied.casework.forms.marks import Choice
from bindeglied.casework.languages import InterpreterNeed, Language
from bindeglied.casework.models import Case, Contact, Goal, Interpreting, Person
from bindeglied.casework.queries.talks import KnownForTalks
from bindeglied.trail.drafts import form_with_draft


def note_form(request: HttpRequest, case: Case, known: KnownForTalks) -> ContactForm:
    """The form for a contact; wherever it is shown, it is sent to the page of the contact."""
    return form_with_draft(
        request,
        ContactForm,
        owner=case.pk,
        place=reverse("casework:contact", args=(case.pk,)),
        has_drafts=case.has_half_note,
        initial=_proposed(known),
        may_be_first=not known.has_first_contact,
        people=people_to_choose(known.people),
        goals=goals_to_choose(known.goals),
    )


def people_to_choose(people: Sequence[Person]) -> list[Choice]:
    """The people of a case as choices of a form."""
    return [(str(one.pk), str(one)) for one in people]


def goals_to_choose(goals: Sequence[Goal], noted: Contact | None = None) -> list[Choice]:
    """Goals as choices of a form, first those that a note names already, in its own words."""
    before = dict(zip(noted.goals, noted.goal_lines, strict=True)) if noted else {}
    return list(before.items()) + [
        (str(one.pk), one.wording) for one in goals if str(one.pk) not in before
    ]


def _proposed(known: KnownForTalks) -> dict[str, Any]:
    needed = known.interpreting == InterpreterNeed.NEEDED
    speaks = known.language if needed and known.language in Language.values else Language.GERMAN
    return {
        "language": speaks,
        "interpreting": Interpreting.PROFESSIONAL if needed else Interpreting.NONE,
        "is_first": not known.has_first_contact,
        "people": [str(one.pk) for one in known.people[:1]],
    }

"""Note a contact, and apart from it what was confided."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.actions.contact_marks import (
    NO_MARKS,
    Marks,
    contact_marks,
    require_with_the_person,
)
from bindeglied.casework.actions.record_deed import lock_case, record_deed, stamp
from bindeglied.casework.models import Case, ConfidedText, Contact, ContactForm, Interpreting
from bindeglied.casework.transitions import NotAllowed

LONGEST_MINUTES = 600


@transaction.atomic
def note_contact(
    *,
    case: Case,
    happened_at: datetime,
    minutes: int,
    form: ContactForm,
    place: str,
    language: str,
    interpreting: Interpreting,
    text: str,
    confided: str,
    for_deputy: bool,
    is_first: bool,
    next_due_on: date | None,
    marks: Marks = NO_MARKS,
    by: UUID,
) -> Contact:
    """Note a contact of 1 to 600 minutes in a language (ISO 639 code).

    `confided` goes into a row of its own, readable for the adviser, for deputies only with
    `for_deputy`. `next_due_on` is the day agreed for the next contact, `marks` say what it was
    about and who took part; the first contact is one with the person. Raises NotAllowed.
    """
    if happened_at > timezone.now():
        raise NotAllowed(_("Der Kontakt liegt in der Zukunft."))
    require_possible(minutes, language)
    case = lock_case(case.pk)
    _require_possible_first(case, is_first, marks)
    contact = Contact.objects.create(
        case=case,
        happened_at=happened_at,
        minutes=minutes,
        form=form,
        place=place.strip(),
        language=language,
        interpreting=interpreting,
        is_first=is_first,
        text=text.strip(),
        next_due_on=next_due_on,
        **contact_marks(case, marks),
        **stamp(by),
    )
    _confide(contact, confided.strip(), for_deputy, by)
    record_deed("contact noted", case=case, by=by, keeps_lists=True)
    return contact


def _confide(contact: Contact, text: str, for_deputy: bool, by: UUID) -> None:
    if text:
        words = {"text": text, "for_deputy": for_deputy, **stamp(by)}
        ConfidedText.objects.create(case=contact.case, contact=contact, **words)


def _require_possible_first(case: Case, is_first: bool, marks: Marks) -> None:
    require_with_the_person(is_first=is_first, marks=marks)
    if is_first and Contact.objects.filter(case=case, is_first=True).exists():
        raise NotAllowed(_("Der erste Kontakt ist schon festgehalten."))


def require_possible(minutes: int, language: str) -> None:
    """Raise NotAllowed unless the contact takes 1 to 600 minutes in some language."""
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise NotAllowed(_("Ein Kontakt dauert zwischen 1 und 600 Minuten."))
    if not language.strip():
        raise NotAllowed(_("Es fehlt die Sprache."))

"""Correct the note of a contact by a new row; the old one stays readable."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bindeglied.casework.actions.contact_marks import (
    Marks,
    contact_marks,
    marks_of,
    require_with_the_person,
)
from bindeglied.casework.actions.note_contact import require_possible
from bindeglied.casework.actions.record_deed import lock_case, record_deed, stamp
from bindeglied.casework.models import Contact, ContactForm, Interpreting
from bindeglied.casework.transitions import NotAllowed


@transaction.atomic
def correct_contact(
    *,
    contact: Contact,
    minutes: int,
    form: ContactForm,
    place: str,
    language: str,
    interpreting: Interpreting,
    text: str,
    marks: Marks | None = None,
    by: UUID,
) -> Contact:
    """Write the note anew; moment, next day and what was confided stay those of the old one.

    Without `marks`, what it was about and who took part stay too. Raises NotAllowed if this note
    was corrected already: the newest one is to be corrected.
    """
    require_possible(minutes, language)
    case = lock_case(contact.case_id)
    marks = marks or marks_of(contact)
    require_with_the_person(is_first=contact.is_first, marks=marks)
    if Contact.objects.filter(corrects=contact).exists():
        raise NotAllowed(_("Dieser Eintrag wurde inzwischen berichtigt."))
    corrected = Contact.objects.create(
        case=case,
        happened_at=contact.happened_at,
        minutes=minutes,
        form=form,
        place=place.strip(),
        language=language,
        interpreting=interpreting,
        is_first=contact.is_first,
        text=text.strip(),
        next_due_on=contact.next_due_on,
        corrects=contact,
        **contact_marks(case, marks, before=contact),
        **stamp(by),
    )
    record_deed("contact corrected", case=case, by=by, keeps_lists=True)
    return corrected

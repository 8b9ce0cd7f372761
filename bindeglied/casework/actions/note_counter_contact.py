"""Count a short advice at the counter, and take a mistaken one out again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.accounts.models import Organisation
from bindeglied.casework.actions.note_contact import require_possible
from bindeglied.casework.actions.record_deed import stamp
from bindeglied.casework.models import ContactForm, CounterContact, Domain
from bindeglied.casework.transitions import NotAllowed
from bindeglied.trail.actions import record_event


@transaction.atomic
def note_counter_contact(
    *,
    organisation: Organisation,
    happened_on: date,
    form: ContactForm,
    minutes: int,
    language: str,
    topics: Sequence[str],
    by: UUID,
) -> CounterContact:
    """Count an advice of 1 to 600 minutes on a day up to today, in a language (ISO 639 code).

    `topics` are codes of Domain. Raises NotAllowed.
    """
    require_possible(minutes, language)
    if happened_on > timezone.localdate():
        raise NotAllowed(_("Der Kontakt liegt in der Zukunft."))
    if set(topics) - set(Domain.values):
        raise NotAllowed(_("Dieses Thema gibt es nicht."))
    noted = CounterContact.objects.create(
        organisation=organisation,
        happened_on=happened_on,
        form=form,
        minutes=minutes,
        language=language,
        topics=tuple(topics),
        **stamp(by),
    )
    _record("counter contact noted", noted, by)
    return noted


@transaction.atomic
def remove_counter_contact(*, counter_contact: CounterContact, by: UUID) -> None:
    """Take a mistaken entry out of the count; taken out already, it stays out."""
    removed, _of_each = CounterContact.objects.filter(pk=counter_contact.pk).delete()
    if removed:
        _record("counter contact removed", counter_contact, by)


def _record(verb: str, counter_contact: CounterContact, by: UUID) -> None:
    record_event(
        verb,
        record_kind="counter_contact",
        record_key=counter_contact.pk,
        by=by,
        organisation=counter_contact.organisation_id,
    )

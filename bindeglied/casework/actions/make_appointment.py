"""Agree on an appointment in a case, and put it right before it begins."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.actions.record_deed import lock_case, record_deed, stamp
from bindeglied.casework.models import (
    WAITING_APPOINTMENTS,
    AdviserSex,
    Appointment,
    AppointmentState,
    Case,
    ContactForm,
)
from bindeglied.casework.transitions import NotAllowed
from bindeglied.trail.versions import take_version

SHORTEST, LONGEST = 5, 600


class AppointmentWords(TypedDict):
    """What is agreed in an appointment, apart from whether it is confirmed."""

    starts_at: datetime
    minutes: int
    form: ContactForm
    place: str
    text: str
    with_whom: str
    needs_interpreter: bool
    adviser_sex: AdviserSex


@transaction.atomic
def make_appointment(
    *, case: Case, words: AppointmentWords, is_confirmed: bool, by: UUID
) -> Appointment:
    """Agree on an appointment of 5 to 600 minutes; not confirmed, it is a proposal.

    Raises NotAllowed.
    """
    require_possible(words)
    case = lock_case(case.pk)
    state = AppointmentState.CONFIRMED if is_confirmed else AppointmentState.REQUESTED
    made = Appointment.objects.create(case=case, state=state, **words, **stamp(by))
    record_deed("appointment made", case=case, by=by, keeps_lists=True)
    return made


@transaction.atomic
def change_appointment(
    *, appointment: Appointment, expected_version: int, words: AppointmentWords, by: UUID
) -> None:
    """Put an appointment right that is still to come.

    Of a confirmed one the time stays: it is moved with `reschedule_appointment`; another time than
    before is to come. Raises NotAllowed, and ChangedMeanwhile unless `expected_version` is the one
    it has.
    """
    require_possible(words)
    case = lock_case(appointment.case_id)
    fresh = Appointment.objects.get(pk=appointment.pk)
    require_waiting(fresh)
    if fresh.starts_at != words["starts_at"]:
        _require_movable(fresh, words["starts_at"])
    take_version(appointment, expected_version)
    for name, value in words.items():
        setattr(appointment, name, value)
    appointment.save(update_fields=list(words))
    record_deed("appointment changed", case=case, by=by, keeps_lists=True)


def _require_movable(appointment: Appointment, to: datetime) -> None:
    if appointment.state == AppointmentState.CONFIRMED:
        raise NotAllowed(_("Der Termin ist zugesagt. Verschieben Sie ihn, statt ihn zu ändern."))
    if to < timezone.now():
        raise NotAllowed(_("Dieser Zeitpunkt ist schon vorbei."))


def require_waiting(appointment: Appointment) -> None:
    """Raise NotAllowed unless the appointment is still to come."""
    if appointment.state not in WAITING_APPOINTMENTS:
        raise NotAllowed(_("Dieser Termin ist schon abgeschlossen."))


def require_possible(words: AppointmentWords) -> None:
    """Raise NotAllowed unless the appointment takes 5 to 600 minutes."""
    if not SHORTEST <= words["minutes"] <= LONGEST:
        raise NotAllowed(_("Ein Termin dauert zwischen 5 und 600 Minuten."))

"""Record what became of an appointment: confirmed, held, missed, called off, moved."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.actions.record_deed import lock_case, record_deed, stamp
from bindeglied.casework.models import Appointment, AppointmentState
from bindeglied.casework.transitions import APPOINTMENT_STEPS, NotAllowed, require_step
from bindeglied.trail.versions import take_version

NEEDS_ITS_TIME = (AppointmentState.ATTENDED, AppointmentState.NO_SHOW)
KEPT = ("minutes", "form", "place", "text", "with_whom", "needs_interpreter", "adviser_sex")


@transaction.atomic
def record_appointment(*, appointment: Appointment, state: AppointmentState, by: UUID) -> None:
    """Put an appointment into its next state.

    Held and missed only from its beginning on; moved only with `reschedule_appointment`. Raises
    NotAllowed.
    """
    if state == AppointmentState.RESCHEDULED:
        raise NotAllowed(_("Zum Verschieben fehlt die neue Zeit."))
    case = lock_case(appointment.case_id)
    fresh = Appointment.objects.get(pk=appointment.pk)
    if state in NEEDS_ITS_TIME and fresh.starts_at > timezone.now():
        raise NotAllowed(_("Der Termin hat noch nicht begonnen."))
    _step(fresh, state)
    record_deed(f"appointment {state.value.replace('_', ' ')}", case=case, by=by, keeps_lists=True)


@transaction.atomic
def reschedule_appointment(
    *,
    appointment: Appointment,
    expected_version: int,
    starts_at: datetime,
    is_confirmed: bool,
    by: UUID,
) -> Appointment:
    """Move a confirmed appointment: it ends, and a new one at `starts_at` takes over its content.

    Raises NotAllowed, and ChangedMeanwhile unless `expected_version` is the one it has.
    """
    case = lock_case(appointment.case_id)
    fresh = Appointment.objects.get(pk=appointment.pk)
    if fresh.starts_at == starts_at:
        raise NotAllowed(_("Das ist die bisherige Zeit."))
    take_version(fresh, expected_version)
    _step(fresh, AppointmentState.RESCHEDULED)
    state = AppointmentState.CONFIRMED if is_confirmed else AppointmentState.REQUESTED
    words = {name: getattr(fresh, name) for name in KEPT}
    moved = Appointment.objects.create(
        case=case, starts_at=starts_at, state=state, replaces=fresh, **words, **stamp(by)
    )
    record_deed("appointment rescheduled", case=case, by=by, keeps_lists=True)
    return moved


def _step(fresh: Appointment, state: AppointmentState) -> None:
    require_step(APPOINTMENT_STEPS, fresh.state, state)
    fresh.state = state
    fresh.version += 1
    fresh.save(update_fields=["state", "version"])

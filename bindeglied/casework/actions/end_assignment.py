"""End the assignment of a deputy."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bindeglied.casework.actions.record_deed import lock_case, record_deed
from bindeglied.casework.models import Assignment, Part
from bindeglied.casework.transitions import NotAllowed


@transaction.atomic
def end_assignment(*, assignment: Assignment, on: date, by: UUID) -> None:
    """Let the assignment of a deputy end; `on` is its last day.

    Raises NotAllowed for the adviser, whose case nobody would have, for a day before the first,
    and if it ends earlier already.
    """
    case = lock_case(assignment.case_id)
    assignment = Assignment.objects.get(pk=assignment.pk)
    if assignment.part == Part.ADVISER:
        raise NotAllowed(_("Ein Fall braucht jemanden, der zuständig ist."))
    if on < assignment.valid_from:
        raise NotAllowed(_("Der letzte Tag liegt vor dem ersten."))
    if assignment.valid_until is not None and assignment.valid_until < on:
        raise NotAllowed(_("Diese Vertretung endet schon früher."))
    assignment.valid_until = on
    assignment.save(update_fields=["valid_until"])
    record_deed("assignment ended", case=case, by=by)

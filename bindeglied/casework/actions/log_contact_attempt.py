"""Log an attempt to reach somebody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.actions.record_deed import lock_case, record_deed, stamp
from bindeglied.casework.models import Case, ContactAttempt, ContactForm
from bindeglied.casework.transitions import NotAllowed


@transaction.atomic
def log_contact_attempt(
    *, case: Case, tried_at: datetime, form: ContactForm, remark: str, by: UUID
) -> ContactAttempt:
    """Log that nobody was reached, when and in which form. Raises NotAllowed for the future."""
    if tried_at > timezone.now():
        raise NotAllowed(_("Der Kontaktversuch liegt in der Zukunft."))
    case = lock_case(case.pk)
    attempt = ContactAttempt.objects.create(
        case=case, tried_at=tried_at, form=form, remark=remark.strip(), **stamp(by)
    )
    record_deed("contact attempt logged", case=case, by=by)
    return attempt

"""Keep the print of a plan that was just agreed."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bindeglied.casework.actions.record_deed import lock_case, record_deed, stamp
from bindeglied.casework.models import PlanPrint, PlanState, PlanVersion
from bindeglied.casework.transitions import NotAllowed


@transaction.atomic
def keep_print(*, plan_version: PlanVersion, pdf: bytes, made_with: str, by: UUID) -> PlanPrint:
    """Keep the PDF of an agreed version byte for byte, and by what it was made.

    It is made after the agreement, because it shows the digest of what was frozen. Raises
    NotAllowed for a draft, and if a print is kept already.
    """
    case = lock_case(plan_version.case_id)
    if plan_version.state == PlanState.DRAFT:
        raise NotAllowed(_("Aufbewahrt wird der Ausdruck einer vereinbarten Fassung."))
    if PlanPrint.objects.filter(plan_version=plan_version).exists():
        raise NotAllowed(_("Der Ausdruck dieser Fassung ist schon aufbewahrt."))
    kept = PlanPrint.objects.create(
        case=case,
        plan_version=plan_version,
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        language=plan_version.language,
        made_with=made_with,
        **stamp(by),
    )
    record_deed("print kept", case=case, by=by)
    return kept

"""Attach the scan or photo of the signed sheet to a plan that was agreed on paper."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from bindeglied.casework.actions.record_deed import lock_case, record_deed, stamp
from bindeglied.casework.models import Person, PlanVersion, SignedScan
from bindeglied.casework.queries.signed_sheets import sheets_on_paper
from bindeglied.casework.transitions import NotAllowed
from bindeglied.documents.scans import Scan


@transaction.atomic
def attach_scan(
    *, plan_version: PlanVersion, scan: Scan, by: UUID, person: Person | None = None
) -> SignedScan:
    """Keep a scan beside an agreed version, sealed and for good; a better one is a further row.

    `person` is whose sheet of a later agreement it is, None the sheet of the agreement itself.
    Raises NotAllowed if there is no such sheet of paper, or exactly this file is its newest scan.
    """
    case = lock_case(plan_version.case_id)
    version = PlanVersion.objects.get(pk=plan_version.pk)
    if person not in sheets_on_paper(version):
        raise NotAllowed(_("Dieser Plan wurde nicht auf Papier unterschrieben."))
    sha256 = hashlib.sha256(scan.content).hexdigest()
    earlier = SignedScan.objects.filter(plan_version=version, person=person).defer("content")
    newest = earlier.order_by("-recorded_at", "-id").first()
    if newest is not None and newest.sha256 == sha256:
        raise NotAllowed(_("Genau diese Datei ist schon angehängt."))
    attached = SignedScan.objects.create(
        case=case,
        plan_version=version,
        person=person,
        kind=scan.kind,
        content=scan.content,
        sha256=sha256,
        size=len(scan.content),
        **stamp(by),
    )
    record_deed("signed scan attached", case=case, by=by)
    return attached

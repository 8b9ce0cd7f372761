"""Take an organisation in."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bindeglied.accounts.models import Organisation, OrganisationKind
from bindeglied.places.models import Kreis, Municipality
from bindeglied.trail.actions import record_event


@transaction.atomic
def add_organisation(
    *,
    kind: OrganisationKind,
    name: str,
    by: UUID | None,
    kreis: Kreis | None = None,
    municipality: Municipality | None = None,
) -> Organisation:
    """Take an organisation in; a Kreis or municipality names its place, the others name none.

    `by` is None where the installation itself acts. Raises IntegrityError for a wrong place.
    """
    organisation = Organisation.objects.create(
        kind=kind,
        name=name,
        kreis=kreis,
        municipality=municipality,
        recorded_at=timezone.now(),
        recorded_by=by,
    )
    record_event(
        "organisation added",
        record_kind="organisation",
        record_key=organisation.pk,
        by=by,
        organisation=organisation.pk,
    )
    return organisation

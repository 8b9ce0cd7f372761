"""Give a person a role in an organisation."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bindeglied.accounts.models import Membership, Organisation, OrganisationKind, Role, User
from bindeglied.trail.actions import record_event

# Where a role makes sense; a wrong pair would open screens of another trade.
KINDS_OF_ROLE = {
    Role.INTEGRATION_MANAGER: {"kreis", "municipality", "provider"},
    Role.SUPERVISION: {"kreis", "municipality", "provider"},
    Role.VOLUNTEER_COORDINATOR: {"kreis", "municipality", "provider"},
    Role.FUNDING_OFFICER: {"kreis", "municipality", "provider"},
    Role.GRANT_CASEWORKER: {"granting_authority"},
    Role.GRANT_APPROVER: {"granting_authority"},
    Role.LAND_OFFICER: {"land"},
    Role.ADMINISTRATOR: set(OrganisationKind.values),
}


class RoleDoesNotFit(Exception):
    """The role does not exist in this kind of organisation."""


def require_fitting(role: Role, organisation: Organisation) -> None:
    """Raise RoleDoesNotFit unless the role exists in this kind of organisation."""
    if organisation.kind not in KINDS_OF_ROLE[role]:
        kind = OrganisationKind(organisation.kind).label
        raise RoleDoesNotFit(f"{role.label} / {kind}")


@transaction.atomic
def add_membership(
    *,
    user: User,
    organisation: Organisation,
    role: Role,
    by: UUID | None,
    valid_from: date,
    valid_until: date | None = None,
) -> Membership:
    """Give `user` a role, from a day to a day inclusive (None: until further notice).

    Raises RoleDoesNotFit if the role does not exist in this kind of organisation, IntegrityError
    if the same membership runs already.
    """
    require_fitting(role, organisation)
    membership = Membership.objects.create(
        user=user,
        organisation=organisation,
        role=role,
        valid_from=valid_from,
        valid_until=valid_until,
        recorded_at=timezone.now(),
        recorded_by=by,
    )
    record_event(
        "membership added",
        record_kind="membership",
        record_key=membership.pk,
        by=by,
        organisation=organisation.pk,
    )
    return membership
